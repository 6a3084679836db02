"""Tables: heads of columns and rows, spans, breaks over pages, widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from handbook.pdf.tabletags import TablesDifferError, find_tables, tag_row_headers
from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from tests.pdf.conftest import Element, MakeBook

STUBS = "```{list-table} Doses\n:header-rows: 1\n:stub-columns: 1\n* - drug\n  - dose\n* - one\n  - 1 mg\n```"


def heads(table: Element) -> list[str]:
    return [cell.attributes["Scope"] for cell in table.all("TH")]


def test_the_head_of_a_row_says_that_it_heads_the_row(make_book: MakeBook) -> None:
    book = make_book(f"| a |\n| - |\n| b |\n\n{STUBS}")
    assert book.complaints == []
    first, second = book.structure().all("Table")
    assert heads(first) == ["Column"]
    assert heads(second) == ["Column", "Column", "Row"]
    assert len(second.all("TD")) == 1
    assert faults(book.file) == []


def test_a_table_may_have_heads_of_rows_alone(make_book: MakeBook) -> None:
    book = make_book("```{list-table}\n:stub-columns: 1\n* - H\n  - I\n* - J\n  - K\n```")
    assert book.complaints == []
    (table,) = book.structure().all("Table")
    assert heads(table) == ["Row", "Row"]
    assert faults(book.file) == []


def test_heads_of_rows_keep_to_their_column_under_a_cell_that_spans_rows(make_book: MakeBook) -> None:
    grid = """```{eval-rst}
.. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - h
     - i
   * - .. list-table::
          :header-rows: 1

          * - inner
          * - cell
     - k
```"""
    book = make_book(grid)
    assert book.complaints == []
    outer = book.structure().all("Table")[0]
    assert heads(outer) == ["Column", "Column", "Row", "Column"], "the inner table's head is one of a column"


def test_cells_that_span_rows_and_columns_keep_their_span(make_book: MakeBook) -> None:
    grid = "+---+---+\n| a | b |\n+===+===+\n| wide  |\n+---+---+\n| d | e |\n|   +---+\n|   | f |\n+---+---+"
    book = make_book(f"```{{eval-rst}}\n{grid}\n```")
    assert book.complaints == []
    (table,) = book.structure().all("Table")
    spans = {(cell.attributes.get("ColSpan"), cell.attributes.get("RowSpan")) for cell in table.all("TD")}
    assert spans == {("2", None), (None, "2"), (None, None)}


def test_tables_that_are_not_those_written_are_not_tagged_by_guess(make_book: MakeBook) -> None:
    book = make_book(STUBS)
    with pikepdf.open(book.file) as pdf:
        with pytest.raises(TablesDifferError, match="2 tables were written, 1 are in the file"):
            tag_row_headers(find_tables(pdf), [((True,),), ((True,),)])
        with pytest.raises(TablesDifferError, match="other cells"):
            tag_row_headers(find_tables(pdf), [((True,),)])


def test_a_caption_belongs_to_its_table(make_book: MakeBook) -> None:
    (table,) = make_book(STUBS).structure().all("Table")
    assert table.inside[0].kind == "Caption"


def test_a_long_table_repeats_its_head_and_tears_no_row(make_book: MakeBook) -> None:
    rows = "\n".join(f"| row {number} | {'words ' * 60} end {number} |" for number in range(40))
    book = make_book(f"| measure | finding |\n| - | - |\n{rows}")
    assert book.complaints == []
    pages = book.pages()[3:]
    assert len(pages) > 2
    for page in pages:
        assert "measure finding" in page
    for number in range(40):
        assert sum(f"row {number} " in page and f"end {number} " in f"{page} " for page in pages) == 1
    assert len(book.structure().all("Table")) == 1
    assert faults(book.file) == []


def test_a_cell_longer_than_a_page_is_printed_whole(make_book: MakeBook) -> None:
    book = make_book(f"| a |\n| - |\n| {'words ' * 1200} the end |")
    assert "the end" in book.text()


def test_a_column_of_short_cells_is_as_wide_as_they_are(make_book: MakeBook) -> None:
    book = make_book(f"| day | what |\n| - | - |\n| 1 | {'words ' * 20} |")
    assert "#data-table((auto, " in book.markup


def test_words_longer_than_their_column_stay_inside_the_page(make_book: MakeBook) -> None:
    long = "hydroxynorketamine" * 3
    book = make_book(f"| aa | bb | cc |\n| - | - | - |\n| {long} | {long} | {long} |")
    with pikepdf.open(book.file) as pdf:
        assert len(pdf.pages) == 4
    assert book.text().replace("- ", "").replace(" ", "").count(long) == 3


def test_numbers_of_tables_and_figures_are_those_of_the_site(make_book: MakeBook) -> None:
    figure = "```{figure} dot.svg\n:alt: A dot\n:name: the-dot\n\nDot.\n```"
    book = make_book(f"{STUBS}\n\n{figure}\n\nSee {{numref}}`the-dot`.", settings="numfig = True\n")
    assert book.complaints == []
    text = book.text()
    assert "Table 1 Doses" in text
    assert "Fig. 1 Dot." in text
    assert "See Fig. 1." in text


def test_a_table_of_more_columns_than_a_page_holds_is_refused_with_its_line(make_book: MakeBook) -> None:
    book = make_book(f"words\n\n{'| a ' * 40}|\n{'| - ' * 40}|\n{'| b ' * 40}|")
    assert book.status == 1
    assert not book.file.exists()
    (line,) = book.complaints
    assert line.startswith("page.md:5: WARNING: table of 40 columns. A page holds 12: make rows")
