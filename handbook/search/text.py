"""The words of a doctree that a reader will see and may search for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# What a reader does not read as text: marks, formulas, code of other outputs.
_UNREAD = (
    nodes.Invisible,
    nodes.footnote_reference,
    nodes.image,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
)
_SITE = Tags(("html", "format_html", "builder_html"))
_EMPTY_BRACKETS = re.compile(r"\s*[(\[][\s,;]*[)\]]")
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")


def readable(node: nodes.Node, ignored: Collection[str]) -> str:
    """Return the text of ``node`` in one line.

    References that Sphinx has not resolved yet count only where their words stand in the source: the id of a
    claim or the key of a citation is nothing that a reader sees.

    :param ignored: style classes of what is left out.
    """
    text = " ".join("".join(_pieces(node, ignored)).split())
    return _SPACE_BEFORE.sub(r"\1", _EMPTY_BRACKETS.sub("", text)).strip()


def _pieces(node: nodes.Node, ignored: Collection[str]) -> list[str]:
    if isinstance(node, nodes.Text):
        return [node.astext()]
    assert isinstance(node, nodes.Element)
    if is_unread(node, ignored):
        return []
    pieces = [piece for child in node.children for piece in _pieces(child, ignored)]
    return [*pieces, " "] if not isinstance(node, (nodes.Inline, nodes.reference)) else pieces


def is_unread(node: nodes.Element, ignored: Collection[str]) -> bool:
    """Tell whether a node holds nothing that a reader reads."""
    if isinstance(node, _UNREAD) or not set(ignored).isdisjoint(node.get("classes", ())):
        return True
    if isinstance(node, addnodes.only):  # text of another output stands on no page of the site
        return not _SITE.eval_condition(node["expr"])
    if isinstance(node, addnodes.pending_xref):
        return not node.get("refexplicit") and node.get("reftype") != "term"
    return False


def linked_share(own: Iterable[nodes.Node], ignored: Collection[str]) -> float:
    """Return the share of the text of some nodes that stands in links, from 0 to 1."""
    linked = whole = 0
    for node in own:
        if isinstance(node, nodes.Element):
            links = node.findall(lambda one: isinstance(one, (nodes.reference, addnodes.pending_xref)))
            linked += sum(len(readable(link, ignored)) for link in links)
            whole += len(readable(node, ignored))
    return linked / max(1, whole)
