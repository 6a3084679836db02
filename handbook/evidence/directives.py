"""The directives that writers use: ``claim``, ``claim-register``, ``article-trace``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.core.dates import build_day, long_date, parse_date
from handbook.core.fields import FieldError, split_list
from handbook.core.records import NOT_SIGNED
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.model import (
    Carried,
    Certainty,
    Claim,
    Source,
    Verdict,
    node_id,
    parse_article,
    parse_certainty,
    parse_id,
    parse_sources,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.evidence.domain import EvidenceDomain

logger = logging.getLogger(__name__)

T = TypeVar("T")


class ClaimDirective(SphinxDirective):
    """One clinical statement with its certainty and sources. Syntax: ``docs/write-a-claim.md``."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {
        "certainty": directives.unchanged,
        "sources": directives.unchanged,
        "population": directives.unchanged,
        "route": directives.unchanged,
        "article": directives.unchanged,
        "why": directives.unchanged,
        "questions": directives.unchanged,
        "checked": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Note the claim in the domain and return its callout."""
        self._sound = True
        claim_id = self._read("id", parse_id, self.arguments[0].strip(), "")
        content = self.parse_content_to_nodes()
        claim = self._claim(claim_id, content)
        if not self._sound:
            return []
        callout = self._callout(claim, content)
        self.state.document.note_explicit_target(callout)
        domain = cast("EvidenceDomain", self.env.get_domain("evidence"))
        domain.note_claim(claim, self.get_location())
        return [callout]

    def _warn(self, message: str) -> None:
        self._sound = False
        logger.warning(
            "claim '%s': %s",
            self.arguments[0].strip(),
            message,
            type="evidence",
            subtype="claim",
            location=self.get_location(),
        )

    def _read(self, name: str, parse: Callable[[str], T], text: str, fallback: T) -> T:
        try:
            return parse(text)
        except (FieldError, ValueError) as error:
            self._warn(f"{name}: {error}" if name != "id" else str(error))
            return fallback

    def _required(self, name: str, remedy: str) -> str:
        text = str(self.options.get(name) or "").strip()
        if not text:
            self._warn(f"'{name}' is missing. {remedy}")
        return text

    def _claim(self, claim_id: str, content: list[nodes.Node]) -> Claim:
        certainty = self._certainty()
        sources = self._sources(certainty)
        no_statement: tuple[Carried, ...] = ()
        carried = self._read("article", parse_article, str(self.options.get("article") or ""), no_statement)
        why = self._why(carried)
        if not content:
            self._warn("the statement is missing. Write it under the fields, after an empty line")
        questions = split_list(
            self._required("questions", "Write two to four that staff ask, separated by |"), "|"
        )
        return Claim(
            id=claim_id,
            docname=self.env.current_document.docname,
            line=self.lineno,
            statement=" ".join(" ".join(node.astext().split()) for node in content),
            certainty=certainty,
            sources=sources,
            population=self._required("population", "Say to whom the statement applies"),
            route=" ".join(str(self.options.get("route") or "").split()),
            article=carried,
            why=why,
            questions=questions,
            checked=self._checked(),
        )

    def _certainty(self) -> Certainty:
        text = self._required("certainty", "Write high, moderate, low, very low or practice")
        if not text:
            return Certainty.VERY_LOW
        return self._read("certainty", parse_certainty, text, Certainty.VERY_LOW)

    def _sources(self, certainty: Certainty) -> tuple[Source, ...]:
        no_source: tuple[Source, ...] = ()
        sources = self._read("sources", parse_sources, str(self.options.get("sources") or ""), no_source)
        if not sources and certainty is not Certainty.PRACTICE:
            self._warn("no source. Name one under 'sources', or grade it 'practice' if nothing tests it")
        return sources

    def _why(self, carried: tuple[Carried, ...]) -> str:
        why = " ".join(str(self.options.get("why") or "").split())
        if not why and any(part.verdict is not Verdict.SUPPORTED for part in carried):
            self._warn("'why' is missing. Say in one sentence why the verdict differs from the article")
        return why

    def _checked(self) -> dt.date:
        text = self._required("checked", "Write the day it was compared with its sources")
        if not text:
            return dt.date.min
        day = self._read("checked", parse_date, text, dt.date.min)
        if day > build_day():
            self._warn(f"checked: {day} is in the future. Write the day the sources were read")
        return day

    def _callout(self, claim: Claim, content: list[nodes.Node]) -> evidence_nodes.claim:
        callout = evidence_nodes.claim(
            claim_id=claim.id,
            certainty=claim.certainty.value,
            statement=claim.statement,
            questions=claim.questions,
            signed=_traced(claim),
            classes=["claim", f"claim-{claim.certainty.slug}"],
            ids=[node_id(claim.id)],
            names=[node_id(claim.id)],
        )
        self.set_source_info(callout)
        callout += certainty_line(claim.certainty)
        callout += content
        callout += self._basis(claim)
        return callout

    def _basis(self, claim: Claim) -> nodes.paragraph:
        line = nodes.paragraph(classes=["claim-basis"])
        if claim.sources:
            keys = ",".join(_cite_target(source) for source in claim.sources)
            cited, messages = self.parse_inline(f"{{cite:p}}`{keys}`", lineno=self.lineno)
            label = "Indirect support: " if claim.certainty is Certainty.PRACTICE else "Rests on: "
            line += [nodes.inline(label, label, classes=["claim-label"]), *cited, *messages]
            line += nodes.Text(" ")
        applies = claim.population + (f"; {claim.route}" if claim.route else "")
        line += nodes.inline("Applies to: ", "Applies to: ", classes=["claim-label"])
        line += nodes.Text(f"{applies}. ")
        # A new day of checking changes nothing that a clinician has signed.
        checked = nodes.inline(classes=[NOT_SIGNED])
        checked += nodes.inline("Checked: ", "Checked: ", classes=["claim-label"])
        checked += nodes.Text(f"{long_date(claim.checked)}.")
        line += checked
        return line


def _cite_target(source: Source) -> str:
    return source.key + (f"{{{source.locator}}}" if source.locator else "")


def _traced(claim: Claim) -> str:
    """Return what the claim says on the page that traces the article: it is signed with the claim."""
    verdicts = (f"{part.number} {part.verdict.value}" for part in claim.article)
    return " ".join([*verdicts, claim.why])


def certainty_line(certainty: Certainty) -> nodes.paragraph:
    """Return the line that tells a certainty by shape and in words."""
    line = nodes.paragraph(classes=["claim-certainty"])
    line += nodes.inline(certainty.mark, certainty.mark, classes=["certainty-mark"])
    line += nodes.Text(f" {certainty.words}")
    return line


class ClaimRegister(SphinxDirective):
    """The summary of evidence: one table of all claims."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the table will stand."""
        return _generated(self, evidence_nodes.claim_register(classes=["claim-register"]))


class ArticleTrace(SphinxDirective):
    """The source article statement by statement, each with verdict, reason and claims."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the trace will stand."""
        return _generated(self, evidence_nodes.article_trace(classes=["article-trace"]))


def _generated(directive: SphinxDirective, node: nodes.Element) -> list[nodes.Node]:
    directive.set_source_info(node)
    domain = cast("EvidenceDomain", directive.env.get_domain("evidence"))
    domain.note_generated_page(directive.env.current_document.docname)
    return [node]
