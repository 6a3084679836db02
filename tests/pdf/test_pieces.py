"""A book of several pieces is one: order, numbers, links, structure and bookmarks go on to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdf import PdfReader

import handbook.pdf.pieces
from handbook.pdf.binding import BindingError, bind
from tests.pdf.test_links import destinations
from tests.pdf.ua_check import elements, faults

if TYPE_CHECKING:
    from tests.pdf.conftest import Book, MakeBook

TABLE = "```{list-table}\n:header-rows: 1\n:stub-columns: 1\n* - Head\n  - Other\n* - row\n  - cell\n```\n"
FILLER = "\n\n".join(f"Filler {number}." for number in range(60))
PAGES = {
    "a": f"# Alpha\n\nSee [gamma](c.md), [delta](d.md).\n\n{TABLE}\n\n{FILLER}\n",
    "b": f"# Beta\n\nBack to [alpha](a.md)[^n].\n\n{TABLE}\n\n[^n]: A note.\n",
    "c": f"# Gamma\n\nSee [beta](b.md).\n\n## Deep\n\n{TABLE}\n\n{FILLER}\n\n```{{index}} word\n```\n",
    "d": "# Delta\n\nThe end. [^m]\n\n[^m]: Another note.\n",
}


@pytest.fixture
def book(make_book: MakeBook, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A part that is divided around its third chapter."""
    monkeypatch.setattr(handbook.pdf.pieces, "_LONG", 700)
    made = make_book(PAGES)
    assert made.complaints == []
    assert made.markup.count("#leaf[") == 3, "before Beta, before Gamma and behind it"
    return made


def test_every_page_is_there_once_in_order_and_counted(book: Book) -> None:
    text = book.pages()
    assert [re.findall(r"Page (\d+) of (\d+)", page)[0] for page in text[1:]] == [
        (str(number), str(len(text))) for number in range(2, len(text) + 1)
    ]
    said = " ".join(text[3:])
    heads = [said.index(name) for name in ("Alpha See", "Beta Back", "Gamma See", "Delta The end")]
    assert heads == sorted(heads)
    assert (
        sum(page.startswith(("Alpha Test book Part", "Part ")) or "Part Alpha" in page for page in text) == 1
    )


def test_it_has_no_fault_and_one_document(book: Book) -> None:
    assert faults(book.file) == []
    structure = book.structure()
    assert [one.kind for one in structure.all("TOC")][:1] == ["TOC"]
    assert len(structure.all("TOCI")) == 7, "home, part, four chapters, index"
    assert len(structure.all("Table")) == 3
    with pikepdf.open(book.file) as pdf:
        kinds = [str(element.S) for element in elements(pdf)]
        assert kinds.count("/Document") == 1
        assert kinds.count("/H1") == 4, "contents, home, part and index: no part is headed twice"


def test_names_of_cells_and_notes_are_one_of_a_kind_and_lead_to_them(book: Book) -> None:
    with pikepdf.open(book.file) as pdf:
        names = [str(element.ID) for element in elements(pdf) if "/ID" in element]
        assert len(names) == len(set(names)) == 8, "six cells, two notes"
        listed = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in listed[::2]] == sorted(names)
        assert [str(element.ID) for element in listed[1::2]] == sorted(names)
        told = [name for element in elements(pdf) for name in headers(element)]
        assert told
        assert set(told) <= set(names)


def headers(element: Any) -> list[str]:
    parts = element.get("/A", [])
    found: list[Any] = list(parts) if isinstance(parts, (pikepdf.Array, list)) else [parts]
    return [str(name) for part in found for name in part.get("/Headers", [])]


def test_numbers_lead_from_each_page_and_link_to_their_place_in_the_structure(book: Book) -> None:
    page: Any
    with pikepdf.open(book.file) as pdf:
        root: Any = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        tree = dict(zip([int(key) for key in numbers[::2]], numbers[1::2], strict=True))
        assert list(tree) == sorted(tree)
        assert int(root.ParentTreeNextKey) > max(tree)
        for page in pdf.pages:
            for element in tree[int(page.obj.StructParents)]:
                assert "/S" in element
            for annotation in page.obj.get("/Annots", []):
                element = tree[int(annotation.StructParent)]
                assert element.S == "/Link"
                held = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                objects = [
                    one.Obj.objgen for one in held if isinstance(one, pikepdf.Dictionary) and "/Obj" in one
                ]
                assert annotation.objgen in objects


def test_links_and_their_pages_go_from_piece_to_piece(book: Book) -> None:
    pages = book.pages()
    places = {
        name: number for number, page in enumerate(pages, 1) for name in PAGES_OF if PAGES_OF[name] in page
    }
    assert len(set(places.values())) == 4
    text = " ".join(pages)
    assert f"See gamma (p. {places['Gamma']}), delta (p. {places['Delta']})." in text
    assert f"Back to alpha (p. {places['Alpha']})" in text
    assert f"See beta (p. {places['Beta']})." in text
    assert {(places["Alpha"], places["Gamma"]), (places["Gamma"], places["Beta"])} <= set(
        destinations(book.file)
    )
    assert f"word, {len(pages) - 2}" in pages[-1] or re.search(r"word, \d+", pages[-1])


PAGES_OF = {"Alpha": "Alpha See", "Beta": "Beta Back", "Gamma": "Gamma See", "Delta": "Delta The end"}


def test_bookmarks_are_those_of_a_whole_book(book: Book) -> None:
    def read(entries: list[Any]) -> list[Any]:
        return [read(one) if isinstance(one, list) else str(one["/Title"]) for one in entries]

    outline: list[Any] = PdfReader(book.file).outline
    assert read(outline) == [
        "At a glance",
        "Part",
        ["Alpha", "Beta", "Gamma", ["Deep"], "Delta"],
        "Index",
    ]


def test_the_metadata_are_those_of_the_whole_and_change_with_it(book: Book, make_book: MakeBook) -> None:
    def told(file: Any) -> tuple[str, str]:
        with pikepdf.open(file) as pdf:
            metadata = pdf.Root.Metadata.read_bytes().decode()
        return (
            re.findall(r"NPages>(\d+)<", metadata)[0],
            re.findall(r"<xmpMM:InstanceID>([^<]+)<", metadata)[0],
        )

    pages, identity = told(book.file)
    assert pages == str(len(book.pages()))
    other = make_book(PAGES | {"d": PAGES["d"].replace("The end", "The ent")})
    assert told(other.file)[1] != identity, "though nothing in the first piece has changed"


def test_what_is_wrong_in_several_pieces_is_told_in_one_run(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handbook.pdf.pieces, "_LONG", 700)
    wrong = {
        "a": PAGES["a"] + "\n中\n",
        "b": PAGES["b"] + "\n```{raw} typst\n#nothing()\n```\n",
        "c": PAGES["c"] + "\n文\n",
    }
    told = make_book(PAGES | wrong).complaints
    assert [line.partition(".md:")[0] for line in sorted(told)] == ["a", "b", "c"]
    assert "unknown variable: nothing" in sorted(told)[1]


def test_pieces_that_are_not_built_as_ours_are_not_bound_by_guess(make_book: MakeBook) -> None:
    file = make_book("x").file
    with pikepdf.open(file) as one, pikepdf.open(file) as two:
        two.Root.StructTreeRoot.ParentTreeNextKey = 999
        with pytest.raises(BindingError, match="do not fit together"):
            bind([(one, False), (two, False)])
