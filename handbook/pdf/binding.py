"""Binds the pieces that the compiler made into one file: pages, structure tree, bookmarks.

Each piece is a whole tagged PDF (ISO 32000-1, 14.7). The trees that lead from its pages and from the names of
its cells to its structure are put behind those of the others, with other numbers and names.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INSTANCE = re.compile(rb"<xmpMM:InstanceID>([^<]+)</xmpMM:InstanceID>")
_PAGES = re.compile(rb"<xmpTPg:NPages>\d+</xmpTPg:NPages>")


class BindingError(Exception):
    """A piece is not built as the compiler builds it."""


def bind(pieces: Sequence[tuple[pikepdf.Pdf, bool]]) -> pikepdf.Pdf:
    """Return the first piece with all others behind it; they must stay open until it is saved.

    :param pieces: each with whether it continues a part: its first page, which holds nothing but the heading
        of that part, is left out, and its bookmarks go under those of the part.
    :raises BindingError: when a piece cannot be bound.
    """
    (first, _), *others = pieces
    if others:
        binder = _Binder(first)
        for number, (piece, continues) in enumerate(others, start=1):
            binder.add(piece, number, continues=continues)
        binder.close([piece for piece, _ in pieces])
    return first


class _Binder:
    """Puts pieces behind a first one."""

    def __init__(self, book: pikepdf.Pdf) -> None:
        self.book = book
        self.root: Any = book.Root.StructTreeRoot
        self.document = _document(self.root)
        self.numbers: list[Any] = list(self.root.ParentTree.Nums)
        self.next = int(self.root.ParentTreeNextKey)
        self.names = _names(self.root)
        self.bookmarks = list(_bookmarks(book.Root.get("/Outlines")))
        if "/Names" in book.Root:
            del book.Root.Names  # names of places: the links lead to the places themselves

    def add(self, piece: pikepdf.Pdf, number: int, *, continues: bool) -> None:
        """Put a piece behind those that are there. ``number`` makes the names of its cells different."""
        keys = _shift(piece, self.next)
        if keys != int(piece.Root.StructTreeRoot.ParentTreeNextKey):
            raise BindingError("its pages and its structure do not fit together")
        left_out = int(piece.pages[0].obj.StructParents) if continues else -1
        self.book.pages.extend(list(piece.pages)[1:] if continues else piece.pages)
        tree: Any = self.book.copy_foreign(piece.Root.StructTreeRoot)
        document = _document(tree)
        elements = list(document.K)
        if continues:
            heading = elements.pop(0)
            if heading.S != "/H1":
                raise BindingError("its first page is not that of a heading")
        for element in elements:
            element.P = self.document
        self.document.K.extend(elements)
        pairs = list(tree.ParentTree.Nums)
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            if int(key) + self.next != left_out:
                self.numbers += [int(key) + self.next, value]
        self.next += keys
        for name, element in _names(tree).items():
            element.ID = pikepdf.String(f"{number}-{name}")
            self.names[str(element.ID)] = element
        if "/Outlines" in piece.Root:
            items = list(_bookmarks(self.book.copy_foreign(piece.Root.Outlines)))
            if continues:
                (part,) = items
                last = self.bookmarks[-1]
                below = [*_bookmarks(last), *_bookmarks(part)]
                _chain(last, below)
                last.Count = -len(below)
            else:
                self.bookmarks += items

    def close(self, pieces: Sequence[pikepdf.Pdf]) -> None:
        """Give the book its trees."""
        self.root.ParentTree = self.book.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self.numbers)))
        self.root.ParentTreeNextKey = self.next
        pairs = [part for name, element in sorted(self.names.items()) for part in (name, element)]
        self.root.IDTree = self.book.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(pairs)))
        outlines = self.book.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
        _chain(outlines, self.bookmarks)
        outlines.Count = len(self.bookmarks)
        self.book.Root.Outlines = outlines
        _tell_metadata(self.book, pieces)


def _document(root: Any) -> Any:
    """Return the one element below the root."""
    below = root.K
    elements = list(below) if isinstance(below, pikepdf.Array) else [below]
    if len(elements) != 1 or elements[0].S != "/Document":
        raise BindingError("its structure is not that of one document")
    return elements[0]


def _names(root: Any) -> dict[str, Any]:
    pairs = list(root.IDTree.Names) if "/IDTree" in root else []
    return {str(name): element for name, element in zip(pairs[::2], pairs[1::2], strict=True)}


def _shift(piece: pikepdf.Pdf, by: int) -> int:
    """Add to all numbers that lead from pages and links to the structure; return how many there are."""
    count = 0
    annotation: Any
    for page in piece.pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + by
            count += 1
        for annotation in page.obj.get("/Annots", []):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + by
                count += 1
    return count


def _bookmarks(above: Any) -> Iterator[Any]:
    """Yield the bookmarks directly below one, or below the root of all."""
    item = above.get("/First") if above is not None else None
    while item is not None:
        yield item
        item = item.get("/Next")


def _chain(above: Any, items: Sequence[Any]) -> None:
    """Put bookmarks below one, in their order."""
    for before, item, after in zip([None, *items[:-1]], items, [*items[1:], None], strict=True):
        item.Parent = above
        for name, other in (("/Prev", before), ("/Next", after)):
            if other is not None:
                item[name] = other
            elif name in item:
                del item[name]
    if items:
        above.First, above.Last = items[0], items[-1]


def _tell_metadata(book: pikepdf.Pdf, pieces: Sequence[pikepdf.Pdf]) -> None:
    """Write into the metadata how many pages there are, and an identity made of those of all pieces."""
    digest = hashlib.sha256(b"".join(b"".join(_INSTANCE.findall(_metadata(piece))) for piece in pieces))
    metadata = _metadata(book)
    (old,) = _INSTANCE.findall(metadata)
    metadata = metadata.replace(old, digest.hexdigest()[:32].encode())
    metadata = _PAGES.sub(f"<xmpTPg:NPages>{len(book.pages)}</xmpTPg:NPages>".encode(), metadata)
    book.Root.Metadata.write(metadata)


def _metadata(pdf: pikepdf.Pdf) -> bytes:
    return bytes(pdf.Root.Metadata.read_bytes())
