"""Visitors of tables."""

from __future__ import annotations

import math

from docutils import nodes

from handbook.pdf.writer import Writer

# A table of up to this many rows is kept on one page.
SHORT_TABLE = 9


class TableVisitors(Writer):
    """Tables: a header that repeats, columns as wide as their words need."""

    def visit_table(self, node: nodes.table) -> None:
        """Write the whole table; one without header cells is refused with its line."""
        group = next(child for child in node.children if isinstance(child, nodes.tgroup))
        heads = [child for child in group.children if isinstance(child, nodes.thead)]
        bodies = [child for child in group.children if isinstance(child, nodes.tbody)]
        if not heads:
            self.fault(
                "table_header",
                "table without a header row. Name each column: a screen reader needs it",
                node,
            )
            raise nodes.SkipNode
        self.in_table += 1
        widths = ", ".join(f"{width}fr" for width in column_widths(group, node))
        head = "".join(self._row(row) for part in heads for row in part.children)
        rows = [self._row(row) for part in bodies for row in part.children]
        self.in_table -= 1
        short = str(len(rows) <= SHORT_TABLE).lower()
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        caption = "".join(self.aside(list(title.children)) for title in titles)
        self.write(f"\n{self.place(node)}#data-table(({widths},), {short}, [{caption}],\n")
        self.write(f"  table.header({head}),\n  {''.join(rows)})\n")
        raise nodes.SkipNode

    def _row(self, row: nodes.Node) -> str:
        assert isinstance(row, nodes.Element)
        return "".join(self._cell(cell) for cell in row.children) + "\n  "

    def _cell(self, cell: nodes.Node) -> str:
        assert isinstance(cell, nodes.Element)
        spans = ""
        if cell.get("morecols"):
            spans += f"colspan: {cell['morecols'] + 1}, "
        if cell.get("morerows"):
            spans += f"rowspan: {cell['morerows'] + 1}, "
        content = self.anchors(cell) + self.aside(list(cell.children)).strip()
        return f"table.cell({spans})[{content}], " if spans else f"[{content}], "


def column_widths(group: nodes.tgroup, table: nodes.table) -> list[int]:
    """Return relative widths: those the writer gave, else such that long cells get room.

    Without given widths docutils makes all columns equal. The root of a column's mean length, with its
    longest word as a floor, balances a column of words against a column of sentences.
    """
    given = [int(spec["colwidth"]) for spec in group.findall(nodes.colspec)]
    if "colwidths-given" in table["classes"] or len(set(given)) > 1:
        return given
    lengths: list[list[str]] = [[] for _ in given]
    for row in group.findall(nodes.row):
        cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
        if len(cells) == len(given):
            for column, cell in zip(lengths, cells, strict=True):
                column.append(cell.astext())
    widths = []
    for column in lengths:
        mean = sum(map(len, column)) / max(len(column), 1)
        longest_word = max((len(word) for text in column for word in text.split()), default=1)
        widths.append(round(10 * max(math.sqrt(mean), longest_word * 0.55, 2)))
    return widths
