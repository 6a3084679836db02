"""Blanks of a form: each run of underscores becomes a field with a name that says what belongs there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.pdf.markup import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(r"_{4,}")
_POINTS = 6  # of width for each underscore


def with_fields(text: nodes.Text, fields: list[str]) -> str:
    """Return the markup of a text with a field for each blank in it, and put their names into ``fields``."""
    markup = []
    last = 0
    words = text.astext()
    for blank in _BLANK.finditer(words):
        markup.append(prose(words[last : blank.start()]))
        markup.append(f"#fill-in({len(fields)}, {_POINTS * len(blank[0])}pt)")
        fields.append(_name(text, words[: blank.start()]))
        last = blank.end()
    return "".join(markup) + prose(words[last:])


def _name(text: nodes.Text, before: str) -> str:
    """Return what a blank asks for: in a table the heads of its row and column, else the words before it."""
    cell = next((one for one in _around(text) if isinstance(one, nodes.entry)), None)
    if cell is None or not isinstance(cell.parent, nodes.row):
        return _BLANK.split(before)[-1].strip(" :;,.")
    number = cell.parent.index(cell)
    heads = [cell.parent.children[0].astext()] if number else []
    heads += [row.children[number].astext() for row in _head_rows(cell.parent)]
    return ": ".join(" ".join(head.split()) for head in heads)


def _around(node: nodes.Node) -> Iterator[nodes.Element]:
    around: nodes.Element | None = node.parent
    while around is not None:
        yield around
        around = around.parent


def _head_rows(row: nodes.row) -> Iterator[nodes.row]:
    group = row.parent.parent
    for part in group.children if isinstance(group, nodes.tgroup) else ():
        if isinstance(part, nodes.thead):
            yield from (child for child in part.children if isinstance(child, nodes.row))
