"""What is added to a page when all is known: cautions on its claims, and the line on how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.paragraphs import labelled_paragraph
from handbook.core.records import NOT_SIGNED
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.directives import certainty_reference
from handbook.evidence.knowledge import count_words

if TYPE_CHECKING:
    from handbook.evidence.model import Claim
    from handbook.evidence.page import Page


def add_cautions(page: Page) -> None:
    """Say on each claim of the page when its sources are weak ground."""
    for callout in page.document.findall(evidence_nodes.claim):
        claim = page.known.domain.claims.get(callout["claim_id"])
        if claim is not None and claim.docname == page.docname:
            for caution in page.known.cautions(claim):
                callout += labelled_paragraph("Caution:", nodes.Text(caution), classes=["claim-caution"])


def add_summary(page: Page) -> None:
    """Say under the title, and under the review status, how sure the statements of the page are."""
    own = page.known.claims_of(page.docname)
    told = own or page.known.claims_referred_to(page.docname)
    if "claim-register" in page.known.domain.generated.get(page.docname, ()):
        own, told = [], page.known.claims
    title = next(iter(page.document.findall(nodes.title)), None)
    if not told or title is None:
        return
    line = summary_line(page, told, own=bool(own))
    section = title.parent
    place = section.index(title) + 1
    following = section.children[place : place + 1]
    if following and "review-status" in getattr(following[0], "attributes", {}).get("classes", ()):
        place += 1
    section.insert(place, line)


def summary_line(page: Page, claims: list[Claim], *, own: bool) -> nodes.paragraph:
    """Return the line, such as ``Certainty of the 9 statements on this page: 2 moderate, 7 low``."""
    counted = count_words(claims)
    line = nodes.paragraph(classes=["claim-summary", NOT_SIGNED])
    what = "one statement" if len(claims) == 1 else f"{len(claims)} statements"
    lead = f"Certainty of the {what} on this page:" if own else f"This page rests on {what} of other pages:"
    line += nodes.strong(lead, lead)
    for number, (certainty, count) in enumerate(counted):
        line += nodes.Text((", " if number else " ") + (f"{count}\u00a0" if len(claims) > 1 else ""))
        line += certainty_reference(page.env, certainty, certainty.short)
    line += nodes.Text(f".{_cautions_in_words(page, claims)}")
    return line


def _cautions_in_words(page: Page, claims: list[Claim]) -> str:
    """Return the sentence that counts the statements on weak ground, if there are any."""
    cautioned = sum(bool(page.known.cautions(claim)) for claim in claims)
    if not cautioned:
        return ""
    if len(claims) == 1:
        return " It carries a caution on its sources."
    carry = "carries a caution on its" if cautioned == 1 else "carry a caution on their"
    return f" {cautioned} of them {carry} sources."
