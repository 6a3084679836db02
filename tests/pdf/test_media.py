"""Images: alternative text, what stands in a line, what a drawing may not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from tests.pdf.conftest import MakeBook

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>{}</svg>"


def test_an_image_in_a_line_stays_in_the_line(make_book: MakeBook) -> None:
    book = make_book("before ![A dot](dot.svg) after")
    assert book.complaints == []
    assert "#box(image(" in book.markup
    (figure,) = book.structure().all("Figure")
    assert figure.alternative == "A dot"


def test_a_decorative_image_is_passed_over_by_a_screen_reader(make_book: MakeBook) -> None:
    book = make_book("![](dot.svg){.decorative}\n\nwords")
    assert book.complaints == []
    assert book.structure().all("Figure") == []
    assert faults(book.file) == []


def test_an_image_without_alternative_text_is_refused_with_its_line(make_book: MakeBook) -> None:
    book = make_book("words\n\n![](dot.svg)")
    assert book.status == 1
    assert not book.file.exists()
    (line,) = book.complaints
    assert line.startswith("page.md:5: WARNING: image 'dot.svg' has no alternative text.")


@pytest.mark.parametrize(
    ("drawing", "says"),
    [
        ("<text font-family='Comic Sans'>x</text>", "asks for the font 'Comic Sans'"),
        ("<text style='font-family: Foo, serif'>x</text>", "asks for the font 'Foo'"),
        ("<text style=\"font: 12px 'Foo Bar'\">x</text>", "asks for the font 'Foo Bar'"),
        ("<style>text { font-family: Foo; }</style><text>x</text>", "asks for the font 'Foo'"),
        ("<text>x</text>", "names no font for its text"),
        ("<script>alert(1)</script>", "holds a script"),
        ("<rect onclick='alert(1)' width='9' height='9'/>", "holds a script"),
        ("<foreignObject><p>x</p></foreignObject>", "holds a foreignObject"),
    ],
)
def test_a_drawing_that_would_come_out_different_is_refused(
    make_book: MakeBook, drawing: str, says: str
) -> None:
    book = make_book("a\n\nb\n\n![A](bad.svg)", files={"bad.svg": SVG.format(drawing)})
    assert book.status == 1
    (line,) = book.complaints
    assert line.startswith("page.md:7: WARNING: 'bad.svg' ")
    assert says in line


@pytest.mark.parametrize(
    "drawing",
    [
        "<text font-family='Source Sans Pro, sans-serif'>x</text>",
        "<g font-family=\"'DejaVu Sans Mono'\"><text>x</text></g>",
        "<style>text { font-family: 'Libertinus Serif' }</style><text>x</text>",
        "<text style='font: 600 12px \"Source Sans Pro\"'>x</text>",
    ],
)
def test_a_drawing_in_the_fonts_of_the_book_is_taken(make_book: MakeBook, drawing: str) -> None:
    book = make_book("![A](good.svg)", files={"good.svg": SVG.format(drawing)})
    assert book.complaints == []


def test_a_drawing_that_is_none_is_refused_with_the_line_of_the_page(make_book: MakeBook) -> None:
    book = make_book("a\n\n![A](bad.svg)", files={"bad.svg": "<svg"})
    assert book.status == 1
    assert all("Traceback" not in line for line in book.complaints)
    assert book.complaints[0].startswith("page.md:5: ")


def test_an_image_of_another_kind_is_refused(make_book: MakeBook) -> None:
    book = make_book("![A](a.tiff)", files={"a.tiff": "x"})
    assert book.status == 1
    assert any("page.md:3" in line for line in book.complaints)


def test_a_figure_that_is_not_there_is_told_and_leaves_the_old_book(
    make_book: MakeBook,
) -> None:
    old = make_book("x").file.read_bytes()
    book = make_book("words\n\n```{figure} nowhere.svg\n:alt: Nothing\n```")
    assert book.status == 1
    assert book.file.read_bytes() == old
    assert all(line.startswith("page.md:5: ") for line in book.complaints)
    assert "nowhere.svg" in book.complaints[0]
