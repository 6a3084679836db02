"""The real book, read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdf import PdfReader

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


def test_the_index_is_real(book: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(book).pages]
    first = next(number for number, page in enumerate(pages) if "\nIndex\n" in f"\n{page}" and number > 50)
    lines = "\n".join(pages[first:]).splitlines()
    with_pages = [line for line in lines if re.search(r", \d+", line)]
    assert len(with_pages) >= 120
    assert sum(", see " in line for line in lines) >= 100
    places = [len(re.findall(r"\d+", line)) for line in lines if line.startswith("hippocampus, ")]
    assert max(places) >= 2, "an entry names the places that treat it"


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
