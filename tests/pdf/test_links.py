"""Links: the page they lead to, what follows them, what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pdf.conftest import MakeBook

FILLER = "\n\n".join(f"Filler {number}." for number in range(90))


def destinations(file: Path) -> list[tuple[int, int]]:
    """Return for each link inside the book its page and the page it leads to, counted from 1."""
    found = []
    annotation: Any
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        for number, page in enumerate(pdf.pages, start=1):
            for annotation in page.obj.get("/Annots", []):
                target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
                if isinstance(target, pikepdf.String):
                    target = names[str(target)]
                if target is not None:
                    place = target.D if isinstance(target, pikepdf.Dictionary) else target
                    found.append((number, numbers[place[0].objgen]))
    return found


def test_the_page_behind_a_link_is_the_one_it_leads_to(make_book: MakeBook) -> None:
    links = "\n\n".join(f"- [to {number}](#label-{number})" for number in range(30))
    places = "\n\n".join(f"(label-{number})=\n## Place {number}\n\n{FILLER[:900]}" for number in range(30))
    book = make_book({"one": f"# One\n\n{links}\n\n{places}\n", "two": f"# Two\n\n{links}\n"})
    assert book.complaints == []
    printed: dict[int, list[int]] = {}
    for number, page in enumerate(book.pages(), start=1):
        printed[number] = [int(place) for place in re.findall(r"to \d+ \(p\. (\d+)\)", page)]
    led: dict[int, list[int]] = {number: [] for number in printed}
    for here, there in destinations(book.file):
        if here > 3 and here != there:  # behind the contents
            led[here].append(there)
    assert sum(map(len, printed.values())) > 40
    assert printed == led


def test_a_page_follows_a_comma_inside_brackets(make_book: MakeBook) -> None:
    far = f"# Far\n\n{FILLER}\n\n(far)=\n## Far away\n\nx\n"
    book = make_book({"page": "# Page\n\nOne ([far](#far)), two [far](#far) (a).\n", "far": far})
    assert re.search(r"One \(far, p\. \d+\), two far \(p\. \d+\) \(a\)\.", book.text())


def test_a_link_on_the_same_page_and_a_term_show_no_page(make_book: MakeBook) -> None:
    glossary = f"# Words\n\n{FILLER}\n\n```{{glossary}}\nword\n  Meaning.\n```\n"
    page = "# Page\n\n(near)=\n## Near\n\n[Near](#near) it, a {term}`word`.\n"
    book = make_book({"page": page, "words": glossary})
    assert book.complaints == []
    assert "Near it, a word." in book.text()


def test_pages_of_links_that_push_one_another_come_to_rest(make_book: MakeBook) -> None:
    """A page number takes room, and so may move what it points to back and forth."""
    pages = {}
    for number in range(6):
        lines = "\n\n".join(f"{'word ' * 13}[go](#p{(number * 7 + step) % 6}-{step})" for step in range(25))
        places = "\n\n".join(f"(p{number}-{step})=\n## P{number} {step}\n\nx" for step in range(25))
        pages[f"page{number}"] = f"# Page {number}\n\n{lines}\n\n{places}\n"
    book = make_book(pages)
    assert book.complaints == []


def test_a_link_to_a_page_that_is_not_in_the_book_is_refused_with_its_line(make_book: MakeBook) -> None:
    pages = {"page": "# Page\n\nSee [it](left-out.md).\n", "left-out": "---\norphan: true\n---\n# Out\n"}
    pages["index"] = "# Home\n\n```{toctree}\npage\n```\n"
    book = make_book(pages)
    assert book.status == 1
    assert book.complaints == [
        "page.md:3: WARNING: nothing in the book has the address 'left-out#' [pdf.link]"
    ]


def test_a_dose_and_a_date_are_not_torn_at_the_end_of_a_line(make_book: MakeBook) -> None:
    book = make_book("Give 0.5 mg on 23 November 2026.")
    assert "0\\.5\u00a0mg on 23\u00a0November\u00a02026" in book.markup
