"""What a page rests on, in one line: the sources of all claims that it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from handbook.evidence.nodes import made_from_claims
    from handbook.evidence.page import Page


def fill_sources(place: made_from_claims, page: Page) -> None:
    """Cite each source once, in the order in which the page comes to rest on it."""
    claims = page.known.claims_referred_to(page.docname)
    keys = list(dict.fromkeys(source.key for claim in claims for source in claim.sources))
    if keys:
        label = nodes.inline("Rests on: ", "Rests on: ", classes=["claim-label"])
        place += nodes.paragraph("", "", label, page.sources(keys), nodes.Text("."))
