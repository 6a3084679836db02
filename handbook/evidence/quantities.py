"""Finds doses, percentages, times and cut-offs that stand outside a claim and rest on none.

A figure without its certainty and source is the easiest thing to misread in a handbook, and the first to
go stale. A block (paragraph, row of a table, item of a list) may therefore hold one only when it is inside a
claim, points to one, or is marked as no clinical figure with the class ``not-clinical``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from handbook.core.places import line_of
from handbook.evidence import nodes as evidence_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

NOT_CLINICAL = "not-clinical"

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|fifteen|twenty|thirty|forty|sixty|ninety|half an"
)
_NUMBER = rf"(?:\d+(?:[.,\u202f]\d+)*|\b(?:{_WORDS})\b)"
_RANGE = rf"{_NUMBER}(?:\s*(?:to|or|and|-|–)\s*{_NUMBER})?"
_DOSE = (
    r"(?:mcg|mg|g|kg|ng|mL|L|IU|mmol|units?|puffs?|sprays?|tablets?)(?:/(?:kg|mL|L|h|hour|min|minute|day))*"
)
_TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_SIGN = r"(?:mmHg|bpm|beats a minute|°C)"
_PLACE = r"(?P<place>\b(?:page|part|step|chapter|figure|table|slide|card|question)s? )?"
_QUANTITY = re.compile(
    rf"{_PLACE}(?P<figure>{_RANGE}\s*(?:%|per ?cent\b)"
    rf"|{_RANGE}[\s-]*(?:{_DOSE}|{_TIME}|{_SIGN})(?![\w-])"
    rf"|[<>≤≥]\s*{_NUMBER}"
    rf"|\bscores? (?:of |above |below |under |over |at least |up to ){_NUMBER}"
    r"|\b\d+ points?\b"
    r"|\b\d+ (?:in|of|out of) (?:every )?\d+\b)"
)

_CARRIERS = (
    evidence_nodes.claim,
    nodes.definition_list_item,
    nodes.figure,
    nodes.list_item,
    nodes.row,
)
_BLOCKS = (nodes.paragraph, nodes.title, nodes.caption, nodes.term, nodes.rubric, nodes.line, nodes.image)
# What these hold is claimed, or was once.
_EVIDENCE = (evidence_nodes.claim, evidence_nodes.retired_claim, evidence_nodes.made_from_claims)


def check_quantities(app: Sphinx, doctree: nodes.document) -> None:
    """Report each block of a page that holds a clinical figure and shows nothing that it rests on."""
    docname = app.env.current_document.docname
    for block in doctree.findall(lambda node: isinstance(node, _BLOCKS)):
        assert isinstance(block, nodes.Element)
        found = quantity_in(_clinical_text(block))
        if found and not any(_rests(place) for place in _places(block)):
            logger.warning(
                "figure '%s' stands outside a claim. Put it into a claim, or point to the claim that holds"
                " it: {claim}`id`; if it is no clinical figure, write [%s]{.not-clinical}",
                found,
                found,
                type="evidence",
                subtype="quantity",
                location=(docname, line_of(block)),
            )


def quantity_in(text: str) -> str:
    """Return the first dose, percentage, time or cut-off in a text, or nothing.

    Numbers of pages, dates, identifiers and counts of things are none.
    """
    words = " ".join(text.split())
    return next((found["figure"] for found in _QUANTITY.finditer(words) if not found["place"]), "")


def _clinical_text(block: nodes.Element) -> str:
    """Return the text of a block without what is marked, and without code; of an image what it is read as."""
    if isinstance(block, nodes.image):
        return str(block.get("alt", ""))
    parts = []
    for text in block.findall(nodes.Text):
        around = text.parent
        marked = False
        while around is not None and around is not block:
            marked = marked or isinstance(around, nodes.literal) or NOT_CLINICAL in around["classes"]
            around = around.parent
        if not marked:
            parts.append(text.astext())
    return "".join(parts)


def _places(block: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the block and what stands around it that may carry its evidence."""
    yield block
    if isinstance(block, nodes.title) and isinstance(block.parent, nodes.section):
        yield block.parent  # a heading rests on what its section says
    around = block.parent
    while around is not None:
        if isinstance(around, (*_CARRIERS, *_EVIDENCE)) or NOT_CLINICAL in around.get("classes", ()):
            yield around
        elif isinstance(around, nodes.thead) and around.parent is not None:
            yield around.parent  # a header cell rests on what its table says
        elif isinstance(around, nodes.table):
            yield from around.findall(nodes.title)
        around = around.parent


def _rests(place: nodes.Element) -> bool:
    if isinstance(place, _EVIDENCE) or NOT_CLINICAL in place.get("classes", ()):
        return True
    return any(_is_claim(node) for node in place.findall(nodes.Element))


def _is_claim(node: nodes.Element) -> bool:
    reference = isinstance(node, addnodes.pending_xref) and node.get("reftype") == "claim"
    return reference or isinstance(node, evidence_nodes.claim)
