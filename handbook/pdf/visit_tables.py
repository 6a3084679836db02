"""Visitors of tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.pdf.writer import NOT_ON_PAPER, Writer

if TYPE_CHECKING:
    from handbook.pdf.tabletags import RowHeads

# A table of up to this many rows is kept on one page.
SHORT_TABLE = 9
# On A4 and Letter a column of words is 13 mm wide then.
MOST_COLUMNS = 12
# A row with a cell of more signs may be cut at the foot of a page: it could be longer than one.
LONG_CELL = 1200
# A column of cells up to this many signs is as wide as they are; the others share what is left.
SHORT_CELL = 16


class TableVisitors(Writer):
    """Tables: a header that repeats, columns as wide as their words need."""

    def visit_table(self, node: nodes.table) -> None:
        """Write the whole table; one without header cells is refused with its line."""
        group = next(child for child in node.children if isinstance(child, nodes.tgroup))
        _leave_out_columns(group)
        head = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
        body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
        heads = row_heads(group)
        if not head and not any(map(any, heads)):
            self.fault(
                "table_header",
                "table without a header row. Name each column: a screen reader needs it",
                node,
            )
            raise nodes.SkipNode
        columns = sum(isinstance(child, nodes.colspec) for child in group.children)
        if columns > MOST_COLUMNS:
            self.fault(
                "table_width",
                f"table of {columns} columns. A page holds {MOST_COLUMNS}: make rows of columns, or split it",
                node,
            )
            raise nodes.SkipNode
        self.manuscript.tables.append(heads)
        widths = ", ".join(column_widths(group, node))
        header = "".join(self._cell(cell) for row in head for cell in _entries(row))
        header = f"  table.header({header}),\n" if head else ""
        cells = "".join(self._row(row, marks) for row, marks in zip(body, heads[len(head) :], strict=True))
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        caption = "".join(self.aside(list(title.children)) for title in titles).strip()
        if caption:
            caption = self.number(node) + caption
        short = str(len(body) <= SHORT_TABLE).lower()
        longest = max((len(cell.astext()) for row in body for cell in _entries(row)), default=0)
        whole = str(longest <= LONG_CELL).lower()
        form = f"({widths},), {len(head)}, {short}, {whole}, [{caption}]"
        self.write(f"\n{self.place(node)}#data-table({form},\n{header}  {cells})\n")
        raise nodes.SkipNode

    def _row(self, row: nodes.Node, heads: tuple[bool, ...]) -> str:
        cells = zip(_entries(row), heads, strict=True)
        return "".join(self._cell(cell, heads_row=mark) for cell, mark in cells) + "\n  "

    def _cell(self, cell: nodes.entry, *, heads_row: bool = False) -> str:
        spans = ""
        if cell.get("morecols"):
            spans += f"colspan: {cell['morecols'] + 1}, "
        if cell.get("morerows"):
            spans += f"rowspan: {cell['morerows'] + 1}, "
        content = self.anchors(cell) + self.aside(list(cell.children)).strip()
        if heads_row:
            content = f"#row-head[{content}]"
        return f"table.cell({spans})[{content}], " if spans else f"[{content}], "


def _leave_out_columns(group: nodes.tgroup) -> None:
    """Take out the columns that are for the screen alone; cells of such a table span no columns."""
    rows = _rows(group)
    head = _entries(rows[0]) if rows else []
    out = [number for number, cell in enumerate(head) if NOT_ON_PAPER in cell["classes"]]
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    for number in reversed(out):
        group.remove(specs[number])
        for row in rows:
            assert isinstance(row, nodes.row)
            row.remove(row.children[number])


def _rows(group: nodes.tgroup) -> list[nodes.Node]:
    """Return the rows of a table, without those of tables inside it."""
    parts = (part for part in group.children if isinstance(part, (nodes.thead, nodes.tbody)))
    return [row for part in parts for row in part.children]


def _entries(row: nodes.Node) -> list[nodes.entry]:
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]


def row_heads(group: nodes.tgroup) -> RowHeads:
    """Return for each cell of each row whether it heads the row: whether its column is a stub.

    A cell that reaches over several rows takes the place of one in each row below it.
    """
    stubs = [bool(spec.get("stub")) for spec in group.children if isinstance(spec, nodes.colspec)]
    taken: set[tuple[int, int]] = set()
    found: list[tuple[bool, ...]] = []
    for number, row in enumerate(_rows(group)):
        marks: list[bool] = []
        column = 0
        for cell in _entries(row):
            while (number, column) in taken:
                column += 1
            marks.append(column < len(stubs) and stubs[column])
            wide, high = cell.get("morecols", 0) + 1, cell.get("morerows", 0) + 1
            taken |= {(number + down, column + right) for down in range(high) for right in range(wide)}
            column += wide
        found.append(tuple(marks))
    return tuple(found)


def column_widths(group: nodes.tgroup, table: nodes.table) -> list[str]:
    """Return the width of each column in Typst's words: those the writer gave, else by what stands in it.

    Without given widths docutils makes all columns equal. The root of a column's mean length, with its
    longest word as a floor, balances a column of words against a column of sentences.
    """
    given = [int(spec["colwidth"]) for spec in group.children if isinstance(spec, nodes.colspec)]
    if "colwidths-given" in table["classes"] or len(set(given)) > 1:
        return [f"{width}fr" for width in given]
    texts: list[list[str]] = [[] for _ in given]
    for row in _rows(group):
        cells = _entries(row)
        if len(cells) == len(given):
            for column, cell in zip(texts, cells, strict=True):
                column.append(cell.astext())
    widths = [_width(column) for column in texts]
    if "fr" not in "".join(widths):
        widths[-1] = "1fr"  # a table of short cells is as wide as the page all the same
    return widths


def _width(cells: list[str]) -> str:
    if max(map(len, cells), default=0) <= SHORT_CELL:
        return "auto"
    mean = sum(map(len, cells)) / len(cells)
    longest_word = max((len(word) for text in cells for word in text.split()), default=1)
    return f"{round(10 * max(math.sqrt(mean), longest_word * 0.55, 2))}fr"
