"""Cover, dates and bytes of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from tests.pdf.conftest import MakeBook


@pytest.fixture(autouse=True)
def no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_the_cover_prints_what_the_settings_give(make_book: MakeBook) -> None:
    cover = make_book("x", settings="handbook_pdf_subtitle = 'For *staff*'\n").pages()[0]
    for line in ("Test book", "For *staff*", "Edition 1, 23 November 2026", "nobody"):
        assert line in cover
    assert "sign" not in cover, "nothing is said of pages without a record"


def record(review_by: str, sign_off: str = "none") -> str:
    return f"---\nowner: Lead\nchecked: 2026-01-01\nreview-by: {review_by}\nsign-off: {sign_off}\n---\n\n"


def test_cover_and_foot_tell_the_state_of_all_pages_and_the_earliest_review(make_book: MakeBook) -> None:
    signed = record("2027-09-01", "Dr A. Example, MD, 2026-01-02")
    pages = {
        "a": signed + "# A\n\nText.",
        "b": record("2027-05-01") + "# B\n\nText.",
        "apart": "---\norphan: true\n" + record("2026-12-01").removeprefix("---\n") + "# Apart\n",
        "index": signed + "# Home\n\n```{toctree}\n:caption: Part\n:hidden:\n\na\nb\n```\n",
    }
    book = make_book(pages)
    for page in (book.pages()[0], book.pages()[-1]):
        assert "2 of 3 pages signed off, the others await it" in page
        assert "May be used until 1 May 2027" in page, "a page outside the book has no say in it"


def test_the_heading_of_the_home_page_can_be_set(make_book: MakeBook) -> None:
    book = make_book("x", settings="handbook_pdf_front = 'First of all'\n")
    assert "First of all Welcome." in book.pages()[2]


def test_the_date_in_the_file_is_that_of_the_edition(make_book: MakeBook) -> None:
    with pikepdf.open(make_book("x").file) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123120000")


def test_a_date_from_outside_wins(make_book: MakeBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    book = make_book("x")
    with pikepdf.open(book.file) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:19700102000000")
    assert "23 November 2026" in book.pages()[0], "the cover tells the edition all the same"


def test_a_date_that_is_none_is_refused(make_book: MakeBook) -> None:
    book = make_book("x", settings="handbook_pdf_date = 'tomorrow'\n")
    assert book.status == 1
    assert not book.file.exists()
    (line,) = book.complaints
    assert line.startswith("conf.py:1: WARNING: handbook_pdf_date: 'tomorrow' is not a date")


def test_a_second_build_gives_the_same_bytes(make_book: MakeBook) -> None:
    page = "- [link](#far)\n\n![A dot](dot.svg)\n\n(far)=\n## Far\n\n| a |\n| - |\n| b |"
    first = make_book(page).file.read_bytes()
    assert make_book(page).file.read_bytes() == first


def test_reading_in_parallel_gives_the_same_bytes(make_book: MakeBook) -> None:
    pages = {
        f"p{number}": f"# P{number}\n\n[x](p{(number + 1) % 7}.md)[^n]\n\n[^n]: Note.\n"
        for number in range(7)
    }
    first = make_book(pages).file.read_bytes()
    assert make_book(pages, fresh=True, parallel=2).file.read_bytes() == first


def test_what_the_compiler_refuses_leaves_the_old_book_and_no_half_one(make_book: MakeBook) -> None:
    old = make_book("Fine.").file.read_bytes()
    book = make_book("one 中\n\ntwo\n\n```{note}\nthree 文\n```")
    assert book.status == 1
    assert book.file.read_bytes() == old
    assert not list(book.file.parent.glob("*.new"))
    signs = [
        (line.partition(":")[2].partition(":")[0], line.partition("sign ")[2][:3]) for line in book.complaints
    ]
    assert signs == [("3", "'中'"), ("8", "'文'")], "all of them in one run, each with its line"


def test_raw_typst_that_is_wrong_is_told_with_its_line(make_book: MakeBook) -> None:
    book = make_book("words\n\n```{raw} typst\n#nothing()\n```")
    assert book.status == 1
    assert book.complaints[0].startswith(
        "page.md:5: WARNING: the PDF compiler says: unknown variable: nothing"
    )


def test_what_an_earlier_build_left_is_not_used(make_book: MakeBook) -> None:
    book = make_book("![A dot](dot.svg)")
    stray = book.root / "out/typst/fonts/stray.ttf"
    stray.write_bytes(b"no font")
    make_book("x")
    assert not stray.exists()
    assert not list((book.root / "out/typst/images").iterdir())


def test_a_page_may_stand_before_the_contents(make_book: MakeBook) -> None:
    book = make_book(
        {"a": "# Chapter\n\nx\n", "how": "# How to use it\n\nSo.\n"}, "handbook_pdf_preface = 'how'\n"
    )
    assert book.complaints == []
    assert "How to use it So." in book.pages()[1]
    assert "Contents" in book.pages()[2]
    assert sum("How to use it So." in page for page in book.pages()) == 1, "and nowhere else"


def test_a_page_before_the_contents_that_is_not_there_is_told(make_book: MakeBook) -> None:
    book = make_book("x", settings="handbook_pdf_preface = 'hwo'\n")
    assert book.status == 1
    assert book.complaints == [
        "conf.py:1: WARNING: handbook_pdf_preface: unknown page 'hwo'. Correct the name [pdf.preface]"
    ]


@pytest.mark.parametrize(
    "page", ["{}", "> {}", "- {}", "| a |\n| - |\n| {} |", "**{}**", "`{}`", "[{}](page.md)"]
)
def test_a_word_that_no_line_holds_is_refused_with_its_line(make_book: MakeBook, page: str) -> None:
    book = make_book(f"words\n\n{page.format('x' * 300)}")
    assert book.status == 1
    assert not book.file.exists()
    (line,) = book.complaints
    assert line.startswith(("page.md:5: ", "page.md:7: "))
    assert "a word of 300 signs, 'xxxxxxxxxxxxxxxxxxxx...', does not fit on a line" in line


ADDRESS = "https://handbook.example.org/memory/"


def test_the_last_page_shows_the_address_of_the_current_version(make_book: MakeBook) -> None:
    book = make_book("x", settings=f"html_baseurl = {ADDRESS!r}\n")
    assert book.complaints == []
    last = book.pages()[-1]
    assert "Is this copy current?" in last
    assert ADDRESS in last
    (code,) = book.structure().all("Figure")
    assert code.alternative == f"QR code that opens {ADDRESS}"
    assert faults(book.file) == []


def test_without_an_address_there_is_no_such_page(make_book: MakeBook) -> None:
    assert "Is this copy current?" not in " ".join(make_book("x").pages())
