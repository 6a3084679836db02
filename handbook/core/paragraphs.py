"""Small doctree pieces that every output can show."""

from __future__ import annotations

from docutils import nodes


def labelled_paragraph(label: str, *content: nodes.Node, classes: list[str]) -> nodes.paragraph:
    """Return a paragraph that starts with ``label`` in bold, followed by ``content``."""
    paragraph = nodes.paragraph(classes=classes)
    paragraph += nodes.strong(label, label)
    paragraph += nodes.Text(" ")
    paragraph += content
    return paragraph


def table(headers: list[str], widths: list[int], rows: list[list[list[nodes.Node]]]) -> nodes.table:
    """Return a table with one header row.

    :param headers: the words of the header cells.
    :param widths: the relative width of each column.
    :param rows: for each row, for each cell, the block nodes in it.
    """
    head = nodes.row()
    for words in headers:
        head += nodes.entry("", nodes.paragraph(words, words))
    body = nodes.tbody()
    for cells in rows:
        row = nodes.row()
        for cell in cells:
            row += nodes.entry("", *cell)
        body += row
    group = nodes.tgroup(cols=len(headers))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", head)
    group += body
    return nodes.table("", group)
