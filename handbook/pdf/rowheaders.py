"""Row headers: the compiler tags every cell of a table's body as data, so the finished file is mended.

Its Python wheel does not offer ``pdf.header-cell``; once it does, this module can go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# For each row of a table: for each cell, whether it heads the row.
RowHeads = tuple[tuple[bool, ...], ...]


class TablesDifferError(Exception):
    """The tables of the file are not those that were written."""


def tag_row_headers(document: pikepdf.Pdf, written: Sequence[RowHeads]) -> None:
    """Turn the cells that head a row into header cells. ``written`` lists all tables in reading order.

    :raises TablesDifferError: when a table has other cells than were written: nothing is tagged by guess.
    """
    if not any(heads for table in written for row in table for heads in row):
        return
    tables = list(_elements(document.Root.StructTreeRoot, "/Table"))
    if len(tables) != len(written):
        raise TablesDifferError(f"{len(written)} tables were written, {len(tables)} are in the file")
    for table, rows in zip(tables, written, strict=True):
        found = [list(_cells(row)) for row in _elements(table, "/TR", but_not_in="/Table")]
        if [len(cells) for cells in found] != [len(row) for row in rows]:
            raise TablesDifferError("a table has other cells than were written")
        for cells, row in zip(found, rows, strict=True):
            for cell, heads in zip(cells, row, strict=True):
                if heads and cell.S == "/TD":
                    _make_header(cell)


def _make_header(cell: pikepdf.Object) -> None:
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    given = cell.get("/A")
    cell.S = pikepdf.Name.TH
    if given is None:
        cell.A = scope
    elif isinstance(given, pikepdf.Array):
        given.append(scope)
    else:
        cell.A = pikepdf.Array([given, scope])


def _cells(row: pikepdf.Object) -> Iterator[pikepdf.Object]:
    return (child for child in _children(row) if child.get("/S") in ("/TH", "/TD"))


def _elements(above: pikepdf.Object, kind: str, but_not_in: str | None = None) -> Iterator[pikepdf.Object]:
    for child in _children(above):
        if child.get("/S") == but_not_in:
            continue
        if child.get("/S") == kind:
            yield child
        yield from _elements(child, kind, but_not_in)


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    below: pikepdf.Object = element.get("/K", pikepdf.Array())
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
