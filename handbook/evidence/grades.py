"""What each grade means, with the number of claims that have it; and how deeply sources were read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.paragraphs import table
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.model import Certainty
from handbook.evidence.works import DEPTH_OF_READING, bibliography_entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handbook.evidence.page import Page


def fill_grade(place: nodes.Element, page: Page) -> None:
    """Add how many of the handbook's claims have the grade, leading to them where pages can filter."""
    certainty = Certainty(place["certainty"])
    count, total = page.known.counts[certainty], sum(page.known.counts.values())
    words = f"{count} of the {total} statements of this handbook"
    line = nodes.paragraph(classes=["grade-count"])
    register = next(
        (name for name in page.known.order if "claim-register" in page.known.domain.generated.get(name, ())),
        "",
    )
    line += page.reference("std", "doc", f"/{register}", words) if register else nodes.Text(words)
    line += nodes.Text(" carry this mark." if count != 1 else " carries this mark.")
    place += line


def filter_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the count of a grade lead to the register with the filter set, where the register can filter."""
    if app.builder.name != "html":  # an EPUB is of the same format, and may have no address with a query
        return
    for place in doctree.findall(evidence_nodes.made_from_claims):
        slug = Certainty(place["certainty"]).slug if place["kind"] == "certainty-grade" else ""
        counts = (part for part in place.findall(nodes.paragraph) if "grade-count" in part["classes"])
        for link in (link for count in counts for link in count.findall(nodes.reference)):
            link["refuri"] = f"{link['refuri'].partition('#')[0]}?certainty={slug}"


def fill_depth(place: nodes.Element, page: Page) -> None:
    """Put a table in place: how many works that may be cited, and are, were read how deeply."""
    entries = bibliography_entries(page.env)
    citable = [key for key, entry in entries.items() if entry.fields.get("complete", "").strip() == "yes"]
    cited = {key for citations in page.known.domain.citations.values() for key, _, _ in citations}
    have = Counter(page.known.works[key].read for key in citable)
    used = Counter(page.known.works[key].read for key in citable if key in cited)
    rows: list[list[list[nodes.Node]]] = [
        [
            [nodes.paragraph("", words)]
            for words in (DEPTH_OF_READING[depth], str(have[depth]), str(used[depth]))
        ]
        for depth in sorted(DEPTH_OF_READING, key=lambda depth: -have[depth])
        if have[depth]
    ]
    total = (f"all, of {len(entries)} in the reference list", sum(have.values()), sum(used.values()))
    rows.append([[nodes.paragraph("", str(words))] for words in total])
    place += table(["What was read", "Works that may be cited", "Works cited"], [50, 25, 25], rows)
