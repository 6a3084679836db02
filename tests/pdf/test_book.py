"""The real book, read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdf import PdfReader

from tests.conftest import ROOT
from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def book(handbook: Path) -> Path:
    return handbook / "build/pdf/handbook.pdf"


@pytest.fixture(scope="module")
def text(book: Path) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(book).pages)
    return " ".join(pages.replace("\u00ad", "").split())


def squeeze(words: str) -> str:
    """Return words without spaces and hyphens: a line may break anywhere."""
    return "".join(sign for sign in words if sign.isalnum())


def test_the_book_has_no_fault_that_our_check_of_pdf_ua_can_see(book: Path) -> None:
    assert faults(book) == []


def test_the_book_names_its_language_and_title(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfuaid:part"] == "1"


def test_every_page_of_the_handbook_is_a_chapter_with_a_bookmark(handbook: Path, book: Path) -> None:
    def titles(entries: list[Any]) -> list[str]:
        found: list[str] = []
        for entry in entries:
            found += titles(entry) if isinstance(entry, list) else [str(entry["/Title"])]
        return found

    outline: list[Any] = PdfReader(book).outline
    bookmarks = {squeeze(title) for title in titles(outline)}
    for page in sorted((handbook / "source").rglob("*.md")):
        if page.name == "index.md":
            continue
        lines = page.read_text("utf-8").splitlines()
        heading = next(line.removeprefix("# ") for line in lines if line.startswith("# "))
        assert squeeze(heading) in bookmarks, page


def test_every_claim_of_the_handbook_stands_in_the_book(handbook: Path, text: str) -> None:
    squeezed = squeeze(text)
    seen = 0
    for page in (handbook / "source").rglob("*.md"):
        for block in page.read_text("utf-8").split("```{claim} ")[1:]:
            body = block.split("\n```", 1)[0].split("\n\n", 1)[1]
            plain = body.split("{")[0]  # up to the first role
            assert squeeze(plain)[:60] in squeezed, block.split("\n")[0]
            seen += 1
    assert seen >= 120


def index_pages(book: Path) -> list[Any]:
    pages = list(PdfReader(book).pages)
    first = next(n for n, page in enumerate(pages) if n > 50 and "\nIndex\n" in f"\n{page.extract_text()}")
    return pages[first:]


def test_the_index_is_real(book: Path) -> None:
    lines = "\n".join(page.extract_text() for page in index_pages(book)).splitlines()
    with_pages = [line for line in lines if re.search(r", \d+", line)]
    assert len(with_pages) >= 250
    assert sum(", see " in line for line in lines) >= 100
    places = [len(re.findall(r"\d+", line)) for line in lines if line.startswith("hippocampus, ")]
    assert max(places) >= 2, "an entry names the places that treat it"


def test_the_columns_of_the_last_page_of_the_index_are_balanced(book: Path) -> None:
    lowest: dict[int, float] = {}  # the lowest line of each column, by where the column begins

    def look(words: str, page: list[float], matrix: list[float], _font: Any, _size: float) -> None:
        left = matrix[4] * page[0] + matrix[5] * page[2] + page[4]
        height = matrix[4] * page[1] + matrix[5] * page[3] + page[5]
        if words.strip() and 80 < height < 760:  # neither head nor foot
            column = int((left - 68) // 159)  # three columns on the 459 points between the margins of A4
            lowest[column] = min(lowest.get(column, height), height)

    index_pages(book)[-1].extract_text(visitor_text=look)
    assert len(lowest) == 3
    assert max(lowest.values()) - min(lowest.values()) < 45, lowest


def test_an_entry_of_the_bibliography_names_the_pages_that_cite_it(book: Path, text: str) -> None:
    pages = [" ".join(page.extract_text().replace("\u00ad", "").split()) for page in PdfReader(book).pages]
    told = re.findall(r"Cited on pages? ([\d, ]+)\.", text)
    assert len(told) > 80
    entry = re.search(r"Bellelli, G\..*?Cited on pages? ([\d, ]+)\.", text)
    assert entry is not None
    for number in entry[1].split(", "):
        assert "Bellelli" in pages[int(number) - 1], number


def test_the_same_book_is_there_on_letter(handbook: Path, text: str) -> None:
    letter = handbook / "build/pdf/handbook-letter.pdf"
    assert faults(letter) == []
    reader = PdfReader(letter)
    assert [round(float(side)) for side in reader.pages[9].mediabox[2:]] == [612, 792]
    assert abs(sum(len(page.extract_text()) for page in reader.pages) - len(text)) < len(text) / 10


def test_no_page_is_nearly_empty_but_the_last_of_a_part(book: Path) -> None:
    """The cover is; and a part begins on a page of its own."""
    pages = [page.extract_text() for page in PdfReader(book).pages]
    part = [number for number, page in enumerate(pages) if len(page.split()) < 60]
    assert len(part) <= 9, part


def test_files_are_small(handbook: Path) -> None:
    for file in (handbook / "build/pdf").rglob("*.pdf"):
        assert file.stat().st_size < 3_000_000, file


def test_nothing_is_told_by_colour_alone(book: Path) -> None:
    """In grey the inks that carry text stay darker than 50 per cent of white."""
    template = (ROOT / "handbook/pdf/template/common.typ").read_text("utf-8")
    inks = re.findall(r'#let (accent|ink|quiet) = rgb\("#(..)(..)(..)"\)', template)
    assert len(inks) == 3
    for name, *parts in inks:
        red, green, blue = (int(part, 16) / 255 for part in parts)
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5, name


def test_links_lead_inside_the_book_or_to_the_web(book: Path) -> None:
    inside = outside = 0
    page: Any
    with pikepdf.open(book) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                action = annotation.get("/A", {})
                if "/URI" in action:
                    assert str(action.URI).startswith(("https://", "http://"))
                    outside += 1
                else:
                    inside += 1
    assert inside > 500
    assert outside > 50
