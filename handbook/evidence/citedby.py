"""Under each entry of the bibliography: which claims rest on it, and what became of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from handbook.core.paragraphs import labelled_paragraph

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from handbook.evidence.page import Page


def add_cited_by(page: Page) -> None:
    """Add these lines to each entry that the page prints."""
    cite = cast("BibtexDomain", page.env.get_domain("cite"))
    keys = {
        citation.citation_id: citation.entry.key
        for citation in cite.citations
        if citation.bibliography_key.docname == page.docname
    }
    for entry in page.document.findall(nodes.citation):
        key = next((keys[id_] for id_ in entry["ids"] if id_ in keys), "")
        if key:
            entry += [*_notices(key, page), *_cited_by(key, page)]


def _notices(key: str, page: Page) -> list[nodes.Node]:
    return [
        labelled_paragraph("Notice:", nodes.Text(notice.words), classes=["source-notice"])
        for notice in page.known.notices_on(key)
    ]


def _cited_by(key: str, page: Page) -> list[nodes.Node]:
    claims, pages = page.known.claims_by_source.get(key, []), page.known.pages_by_source.get(key, [])
    line = nodes.paragraph(classes=["cited-by"])
    if claims:
        lead = "Cited by one statement:" if len(claims) == 1 else f"Cited by {len(claims)} statements:"
        line += [nodes.strong(lead, lead), nodes.Text(" ")]
        for number, claim in enumerate(claims):
            words = claim.id.replace("-", " ")
            line += [
                nodes.Text("; " if number else ""),
                page.claim(claim.id, words, ["cited-claim"]),
                nodes.Text(f" ({claim.certainty.short})"),
            ]
        line += nodes.Text(". ")
    if pages:
        lead = "Also cited on:" if claims else "Cited on:"
        line += [nodes.strong(lead, lead), nodes.Text(" ")]
        for number, docname in enumerate(pages):
            line += [nodes.Text("; " if number else ""), page.link(docname)]
        line += nodes.Text(".")
    return [line] if line.children else []
