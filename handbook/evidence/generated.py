"""What is made from all claims: the register and the article trace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.core.dates import long_date
from handbook.core.paragraphs import table
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.article import load_statements
from handbook.evidence.directives import certainty_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.evidence.domain import EvidenceDomain
    from handbook.evidence.model import Carried, Claim


class FillGeneratedPages(SphinxPostTransform):
    """Put the tables in place. Runs before references are resolved, so that theirs are too."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace each placeholder of the page by its table."""
        domain = cast("EvidenceDomain", self.env.get_domain("evidence"))
        for register in list(self.document.findall(evidence_nodes.claim_register)):
            register += _register(self._in_reading_order(domain.claims.values()), self)
        for trace in list(self.document.findall(evidence_nodes.article_trace)):
            trace += _trace(self._statements(), domain.claims.values(), self)

    def _statements(self) -> dict[str, str]:
        try:
            return load_statements(Path(self.env.srcdir, self.config.evidence_article))
        except ValueError:
            return {}  # reported by the consistency check

    def _in_reading_order(self, claims: Iterable[Claim]) -> list[Claim]:
        order = {docname: place for place, docname in enumerate(_reading_order(self))}
        return sorted(
            claims,
            key=lambda claim: (order.get(claim.docname, len(order)), claim.docname, claim.line),
        )

    def reference(self, domain: str, kind: str, target: str, words: str = "") -> nodes.Node:
        """Return a reference that the later transforms resolve."""
        inner = nodes.inline(words or target, words or target)
        node = addnodes.pending_xref(
            "",
            inner,
            refdomain=domain,
            reftype=kind,
            reftarget=target,
            refexplicit=bool(words),
            refdoc=self.env.current_document.docname,
            refwarn=True,
            classes=["claim-statement"] if kind == "claim" else [],
        )
        node.source, node.line = self.document.get("source"), 1
        return node


def _reading_order(transform: SphinxPostTransform) -> list[str]:
    order: list[str] = []

    def walk(docname: str) -> None:
        if docname not in order:
            order.append(docname)
            for child in transform.env.toctree_includes.get(docname, []):
                walk(child)

    walk(transform.config.root_doc)
    return order


def _register(claims: list[Claim], page: FillGeneratedPages) -> nodes.Node:
    rows: list[list[list[nodes.Node]]] = []
    for claim in claims:
        statement = nodes.paragraph()
        statement += page.reference("evidence", "claim", claim.id, claim.statement)
        rows.append([[statement], [certainty_line(claim.certainty)], [_rests_on(claim, page)]])
    return table(["Statement", "Certainty", "Rests on"], [52, 20, 28], rows)


def _rests_on(claim: Claim, page: FillGeneratedPages) -> nodes.paragraph:
    line = nodes.paragraph()
    if claim.sources:
        keys = ",".join(source.key for source in claim.sources)
        line += [page.reference("cite", "p", keys), nodes.Text(". ")]
    line += nodes.Text(f"Checked {long_date(claim.checked)}.")
    return line


def _trace(statements: dict[str, str], claims: Iterable[Claim], page: FillGeneratedPages) -> list[nodes.Node]:
    carriers: dict[str, list[tuple[Claim, Carried]]] = {number: [] for number in statements}
    for claim in sorted(claims, key=lambda claim: (claim.docname, claim.line)):
        for carried in claim.article:
            carriers.setdefault(carried.number, []).append((claim, carried))
    rows: list[list[list[nodes.Node]]] = []
    for number, text in statements.items():
        said = nodes.paragraph("", "", nodes.strong(number, number), nodes.Text(f" {text}"))
        verdicts: list[nodes.Node] = []
        found: list[nodes.Node] = []
        for claim, carried in carriers[number]:
            words = carried.verdict.value.capitalize()
            verdicts.append(nodes.paragraph("", "", nodes.strong(words, words)))
            if claim.why:
                found.append(nodes.paragraph(claim.why, claim.why))
            link = nodes.paragraph()
            link += page.reference("evidence", "claim", claim.id, claim.statement)
            found.append(link)
        rows.append([[said], verdicts, found])
    return [table(["The article says", "Verdict", "What the evidence says"], [32, 16, 52], rows)]
