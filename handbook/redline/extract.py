"""The changed pages of the book as a PDF of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BOOK = "handbook.pdf"
_TOP = 120  # points from the upper edge within which a chapter starts a page


@dataclass(frozen=True)
class _Chapter:
    """An entry of the outline: its words, its page, whether it starts that page, how deep it stands."""

    title: str
    page: int
    starts_page: bool
    depth: int


def extract(pdfs: Path, titles: Iterable[str], target: Path) -> list[str]:
    """Write the pages of the book on which chapters of some titles stand; return the titles that were found.

    Cards and handouts are no chapters; their files are whole already. Nothing found, nothing written.

    :raises OSError: when a file cannot be read or written.
    """
    book = pdfs / _BOOK
    if not book.is_file():
        return []
    with pikepdf.open(book) as pdf, pikepdf.new() as out:
        chapters = list(_chapters(pdf))
        found = [title for title in titles if any(one.title == title for one in chapters)]
        numbers = sorted({number for title in found for number in _pages(title, chapters, len(pdf.pages))})
        for number in numbers:
            out.pages.append(pdf.pages[number])
        with out.open_outline() as outline:
            for chapter in chapters:
                if chapter.title in found and chapter.page in numbers:
                    outline.root.append(pikepdf.OutlineItem(chapter.title, numbers.index(chapter.page)))
        if numbers:
            out.docinfo["/Title"] = "Changed pages"
            out.save(target, deterministic_id=True)
    return found


def _chapters(pdf: pikepdf.Pdf) -> Iterator[_Chapter]:
    places: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}

    def read(items: Iterable[pikepdf.OutlineItem], depth: int) -> Iterator[_Chapter]:
        for item in items:
            target = item.destination
            if isinstance(target, pikepdf.Array) and target[0].objgen in places:
                page = places[target[0].objgen]
                height = float(pdf.pages[page].mediabox[3])
                at = float(target[3]) if len(target) > 3 else height  # noqa: PLR2004 - [page /XYZ x y zoom]
                yield _Chapter(" ".join(item.title.split()), page, height - at < _TOP, depth)
            yield from read(item.children, depth + 1)

    with pdf.open_outline() as outline:
        yield from read(outline.root, 0)


def _pages(title: str, chapters: list[_Chapter], last: int) -> range:
    """Return the pages from the start of a chapter to where the next of its rank starts."""
    number = next(number for number, one in enumerate(chapters) if one.title == title)
    own = chapters[number]
    later = next((one for one in chapters[number + 1 :] if one.depth <= own.depth), None)
    if later is None:
        return range(own.page, last)
    end = later.page if later.starts_page else later.page + 1
    return range(own.page, max(end, own.page + 1))
