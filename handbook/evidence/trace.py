"""The article trace: statement by statement, with verdict, reason and the claims that carry it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.paragraphs import table

if TYPE_CHECKING:
    from handbook.evidence.page import Page


def fill_trace(place: nodes.Element, page: Page) -> None:
    """Put the table in place."""
    rows: list[list[list[nodes.Node]]] = []
    for number, text in page.known.statements.items():
        said = nodes.paragraph("", "", nodes.strong(number, number), nodes.Text(f" {text}"))
        verdicts: list[nodes.Node] = []
        found: list[nodes.Node] = []
        for claim, carried in page.known.carriers[number]:
            words = carried.verdict.value.capitalize()
            verdicts.append(nodes.paragraph("", "", nodes.strong(words, words)))
            if claim.why:
                found.append(nodes.paragraph(claim.why, claim.why))
            link = nodes.paragraph()
            link += page.claim(claim.id, claim.statement, ["claim-statement"])
            found.append(link)
        rows.append([[said], verdicts, found])
    place += table(["The article says", "Verdict", "What the evidence says"], [32, 16, 52], rows)
