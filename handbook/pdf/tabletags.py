"""Tags of tables that the compiler cannot give: heads of rows, and names of cells that a whole file has once.

The compiler tags every cell of a table's body as data. Its Python wheel does not offer ``pdf.header-cell``;
once it does, ``tag_row_headers`` can go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.pdf.structure import children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# For each row of a table: for each cell, whether it heads the row.
RowHeads = tuple[tuple[bool, ...], ...]


class TablesDifferError(Exception):
    """The tables of the file are not those that were written."""


@dataclass(frozen=True)
class Table:
    """A table of a file: the cells of each row, without those of tables inside it."""

    rows: list[list[Any]]


def find_tables(document: pikepdf.Pdf) -> list[Table]:
    """Return all tables of a file in reading order."""
    return [
        Table([list(_cells(row)) for row in _elements(table, "/TR", but_not_in="/Table")])
        for table in _elements(document.Root.StructTreeRoot, "/Table")
    ]


def tag_row_headers(tables: Sequence[Table], written: Sequence[RowHeads]) -> None:
    """Turn the cells that head a row into header cells. ``written`` lists all tables in reading order.

    :raises TablesDifferError: when a table has other cells than were written: nothing is tagged by guess.
    """
    if not any(heads for table in written for row in table for heads in row):
        return
    if len(tables) != len(written):
        raise TablesDifferError(f"{len(written)} tables were written, {len(tables)} are in the file")
    for table, rows in zip(tables, written, strict=True):
        if [len(cells) for cells in table.rows] != [len(row) for row in rows]:
            raise TablesDifferError("a table has other cells than were written")
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, heads in zip(cells, row, strict=True):
                if heads and cell.S == "/TD":
                    _make_header(cell)


def name_heads(tables: Sequence[Table], number: int) -> None:
    """Put a number before the names by which cells name their heads: ``binding.py`` names these so."""
    for cell in (cell for table in tables for row in table.rows for cell in row):
        given = cell.get("/A", [])
        part: Any
        for part in given if isinstance(given, pikepdf.Array) else [given]:
            if "/Headers" in part:
                part.Headers = pikepdf.Array([pikepdf.String(f"{number}-{name}") for name in part.Headers])


def _make_header(cell: Any) -> None:
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
    return (child for child in children(row) if child.get("/S") in ("/TH", "/TD"))


def _elements(above: pikepdf.Object, kind: str, but_not_in: str | None = None) -> Iterator[pikepdf.Object]:
    for child in children(above):
        found = child.get("/S")
        if found == but_not_in:
            continue
        if found == kind:
            yield child
        if found not in _WITHOUT_TABLES:
            yield from _elements(child, kind, but_not_in)


# Kinds that hold words and links alone: most elements of a book are of these.
_WITHOUT_TABLES = (
    "/P",
    "/Link",
    "/Em",
    "/Strong",
    "/Span",
    "/H1",
    "/H2",
    "/H3",
    "/H4",
    "/H5",
    "/Lbl",
    "/Figure",
)
