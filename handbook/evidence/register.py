"""The summary of evidence: all claims in one table, with the marks by which a script filters them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.dates import long_date
from handbook.core.paragraphs import table
from handbook.evidence.directives import certainty_line

if TYPE_CHECKING:
    from handbook.evidence.model import Claim, RetiredClaim
    from handbook.evidence.page import Page

Cells = list[list[nodes.Node]]

# On paper the register leads to the pages, which tell the rest: nobody would leaf through thirty pages of it.
NOT_ON_PAPER = "not-on-paper"
# Behind the first sentence: words that end in a full stop are rarely followed by a capital.
_NEXT_SENTENCE = re.compile(r"(?<=[\w)%\]])\. (?=[A-Z])")
_LEAST = 40  # signs of a sentence that says enough by itself


def fill_register(place: nodes.Element, page: Page) -> None:
    """Put the tables in place: claims in reading order, then those that were retired."""
    claims = page.known.claims
    made = table(["Statement", "Certainty", "Rests on"], [52, 20, 28], [_row(one, page) for one in claims])
    made["classes"].append("claim-table")
    last_head = list(made.findall(nodes.entry))[2]
    last_head["classes"].append(NOT_ON_PAPER)
    body = next(iter(made.findall(nodes.tbody)))
    for row, claim in zip(body.children, claims, strict=True):
        assert isinstance(row, nodes.row)
        row["classes"] += [f"certainty-{claim.certainty.slug}", f"checked-{claim.checked}"]
        if page.known.cautions(claim):
            row["classes"].append("with-caution")
    place += made
    retired = sorted(page.known.domain.retired.values(), key=lambda one: (one.day, one.id), reverse=True)
    if retired:
        words = "Retired statements"
        place += nodes.rubric(words, words)
        heads = ["It said", "Retired", "Why, and what to use now"]
        place += table(heads, [42, 18, 40], [_retired_row(one, page) for one in retired])


def _row(claim: Claim, page: Page) -> Cells:
    statement = nodes.paragraph()
    statement += _short_on_paper(page.claim(claim.id, claim.statement, ["claim-statement"]))
    certainty: list[nodes.Node] = [certainty_line(page.env, claim.certainty)]
    certainty += [
        nodes.paragraph("", f"Caution: {caution}", classes=["claim-caution"])
        for caution in page.known.cautions(claim)
    ]
    return [[statement, _place(claim, page)], certainty, [_rests_on(claim, page)]]


def _short_on_paper(link: nodes.Node) -> nodes.Node:
    """Mark what stands behind the first sentence of a statement."""
    words = link.astext()
    end = next((match.start() + 1 for match in _NEXT_SENTENCE.finditer(words) if match.start() >= _LEAST), 0)
    if end:
        (inner,) = link.children
        assert isinstance(inner, nodes.inline)
        inner.children = []
        inner += [nodes.Text(words[:end]), nodes.inline("", words[end:], classes=[NOT_ON_PAPER])]
    return link


def _place(claim: Claim, page: Page) -> nodes.paragraph:
    part = page.known.order[claim.docname]
    line = nodes.paragraph(classes=["register-place"])
    if part:
        line += [nodes.inline(part, part, classes=["register-part"]), nodes.Text(": ")]
    line += nodes.Text(page.known.title(claim.docname))
    return line


def _rests_on(claim: Claim, page: Page) -> nodes.paragraph:
    line = nodes.paragraph()
    if claim.sources:
        line += [page.sources(source.key for source in claim.sources), nodes.Text(". ")]
    line += nodes.Text(f"Checked {long_date(claim.checked)}.")
    return line


def _retired_row(retired: RetiredClaim, page: Page) -> Cells:
    said = nodes.paragraph()
    said += page.reference("evidence", "claim", retired.id, f"{retired.statement}", ["claim-statement"])
    why = nodes.paragraph(retired.why, retired.why)
    if retired.replaced_by in page.known.domain.claims:
        now = page.known.domain.claims[retired.replaced_by]
        why += [nodes.Text(" Now: "), page.claim(now.id, now.statement, ["claim-statement"])]
    return [[said], [nodes.paragraph("", long_date(retired.day))], [why]]
