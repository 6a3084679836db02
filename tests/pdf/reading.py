"""The text of a handout as a patient reads it, for measuring how hard it is to read."""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from pathlib import Path

_BLOCKS = (nodes.title, nodes.paragraph)
_NOT_READ = {"review-status", "claim-summary", "sheet-files", "not-on-sheet"}
_EMPTY_BRACKETS = re.compile(r"\s*\((?:\s|,)*\)|\[\]")


def sentences(doctree: Path) -> str:
    """Return the words of a page that a handout prints, each title and item ended like a sentence.

    What tells how sure a statement is stands in brackets and belongs to no sentence: it is left out.
    """
    with doctree.open("rb") as file:
        document: nodes.document = pickle.load(file)
    found = []
    for block in document.findall(lambda node: isinstance(node, _BLOCKS)):
        assert isinstance(block, nodes.Element)
        if _NOT_READ & set(block["classes"]):
            continue
        words = " ".join(_EMPTY_BRACKETS.sub("", _words(block)).split()).rstrip(" :")
        if words:
            found.append(words if words.endswith((".", "?", "!")) else f"{words}.")
    return " ".join(found)


def _words(node: nodes.Node) -> str:
    if isinstance(node, addnodes.pending_xref):
        return ""
    if isinstance(node, nodes.Text):
        return node.astext().replace("_", "")
    return "".join(_words(child) for child in node.children)
