"""One page with everything in everything: sound for PDF/UA as far as our check sees, and nothing lost."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.pdf.test_alone import NODES
from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Book, MakeBook

NESTED = """
:::::{grid} 2
::::{grid-item-card} Card
:::{note}
> quote **strong *both*** `code`
>
> - [ ] task
>   1. number
>
>      | a | b |
>      | - | - |
>      | c[^deep] | $x^2$ |
:::
::::
::::{grid-item}
:::{dropdown} Closed
![A dot](dot.svg)
:::
::::
:::::

[^deep]: Deep note with [a link](#label-of-it).

(label-of-it)=
## Heading with *emphasis*, `code` and a [link](index.md)

Signs: # $ % & ' ( ) + , - . / : ; = ? @ [ ] ^ { | } ~ « » – — … µ ½ ± × ≤ ≥ → ● ○ ◆ ☐ ☑ ⁺ ⁻ é ž

\\* // no comment /* none */ #let x = 1; \\$y\\$ \\<label> @reference = no heading

"""


@pytest.fixture
def torture(make_book: MakeBook) -> Book:
    parts = [
        f"## {node.name}\n\n{node.myst}" for node in NODES if not node.settings and "](#" not in node.myst
    ]
    return make_book(NESTED + "\n\n".join(parts))


def test_everything_on_one_page_is_a_sound_book(torture: Book) -> None:
    assert torture.complaints == []
    assert faults(torture.file) == []
    text = torture.text()
    for words in (
        "quote strong both code",
        "Deep note with a link",
        "* // no comment /* none */ #let x = 1; $y$ <label> @reference = no heading",
        "( ) + , - . / : ; = ? @ [ ] ^ { | } ~",
        "« » – — … µ ½ ± × ≤ ≥ → ● ○ ◆ ☐ ☑ ⁺ ⁻ é ž",
    ):
        assert words in text
    for node in NODES:
        if not node.settings:
            assert node.name in text


def spoiled(file: Path, spoil: Callable[[pikepdf.Pdf], None]) -> list[str]:
    """Return what our check says of a file that something was done to."""
    with pikepdf.open(file) as pdf:
        spoil(pdf)
        made = io.BytesIO()
        pdf.save(made)
    other = file.with_name("spoiled.pdf")
    other.write_bytes(made.getvalue())
    return faults(other)


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(
        thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == kind
    )


def paint_outside(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].contents_add(pdf.make_stream(b"0 0 9 9 re f"))


def cut_off(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/TD").K


def unembed(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def skip_levels(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H3").S = pikepdf.Name.H5


def without(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    """Return what takes an entry from the first element of a kind, from the first link, or from the root."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        page: Any = pdf.pages[3]
        thing = pdf.Root if kind == "root" else page.obj.Annots[0] if kind == "link" else first(pdf, kind)
        del thing[key]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (paint_outside, "neither tagged nor an artifact"),
        (cut_off, "neither tagged nor an artifact"),
        (unembed, "is not embedded"),
        (skip_levels, "a heading of level 5 follows one of level 2"),
        (without("link", "/Contents"), "a link does not say where it leads"),
        (without("link", "/StructParent"), "a link stands outside the structure"),
        (without("/Figure", "/Alt"), "a Figure has no alternative text"),
        (without("/TH", "/A"), "a header cell does not say what it heads"),
        (without("root", "/Lang"), "the document names no language"),
        (without("root", "/MarkInfo"), "not marked as tagged"),
        (without("root", "/ViewerPreferences"), "the file's name, not its title"),
        (without("root", "/Outlines"), "no bookmarks"),
    ],
)
def test_the_check_finds_what_it_is_there_to_find(
    make_book: MakeBook, spoil: Callable[[pikepdf.Pdf], None], told: str
) -> None:
    book = make_book("## Two\n\n[out](https://example.org) ![A dot](dot.svg)\n\n| a |\n| - |\n| b |")
    assert faults(book.file) == []
    assert any(told in line for line in spoiled(book.file, spoil))
