"""The directives that state something: ``claim`` and ``retired-claim``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.core.dates import build_day, long_date, parse_date
from handbook.core.fields import FieldError, split_list
from handbook.core.paragraphs import labelled_paragraph
from handbook.core.records import NOT_SIGNED
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.model import (
    Carried,
    Certainty,
    Claim,
    RetiredClaim,
    Source,
    Verdict,
    parse_article,
    parse_certainty,
    parse_id,
    parse_sources,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

    from handbook.evidence.domain import EvidenceDomain

logger = logging.getLogger(__name__)

T = TypeVar("T")

MOST_QUESTIONS = 4  # more are a sign that the statement should be two


class Statement(SphinxDirective):
    """What the directives share: an id, fields that are read one by one, and all faults told at once."""

    has_content = True
    required_arguments = 1
    what: ClassVar[str]

    def _warn(self, message: str) -> None:
        self._sound = False
        logger.warning(
            "%s '%s': %s",
            self.what,
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

    def _field(self, name: str) -> str:
        return " ".join(str(self.options.get(name) or "").split())

    def _required(self, name: str, remedy: str) -> str:
        text = self._field(name)
        if not text:
            self._warn(f"'{name}' is missing. {remedy}")
        return text

    def _day(self, name: str, missing: str, future: str) -> dt.date:
        text = self._required(name, missing)
        if not text:
            return dt.date.min
        day = self._read(name, parse_date, text, dt.date.min)
        if day > build_day():
            self._warn(f"{name}: {day} is in the future. {future}")
        return day

    def _words(self, content: list[nodes.Node]) -> str:
        if not content:
            self._warn("the statement is missing. Write it under the fields, after an empty line")
        return " ".join(" ".join(node.astext().split()) for node in content)

    def _noted(self, claim: Claim | RetiredClaim, callout: nodes.Element) -> list[nodes.Node]:
        """Note what was stated, and return its callout under its address."""
        domain = cast("EvidenceDomain", self.env.get_domain("evidence"))
        if all(other.id != claim.id for other in domain.stated.get(claim.docname, ())):
            callout["ids"], callout["names"] = [claim.node_id], [claim.node_id]
            self.state.document.note_explicit_target(callout)
        domain.note_claim(claim)  # a second one of the same id is told once all pages are read
        return [callout]


class ClaimDirective(Statement):
    """One clinical statement with its certainty and sources. Syntax: ``docs/write-a-claim.md``."""

    what = "claim"
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
        return self._noted(claim, callout)

    def _claim(self, claim_id: str, content: list[nodes.Node]) -> Claim:
        certainty = self._certainty()
        sources = self._sources(certainty)
        no_statement: tuple[Carried, ...] = ()
        carried = self._read("article", parse_article, self._field("article"), no_statement)
        why = self._why(carried)
        statement = self._words(content)
        questions = split_list(
            self._required("questions", "Write two to four that staff ask, separated by |"), "|"
        )
        if len(questions) > MOST_QUESTIONS:
            self._warn(f"questions: {len(questions)} are too many. Keep the four that staff ask most")
        return Claim(
            id=claim_id,
            docname=self.env.current_document.docname,
            line=self.lineno,
            statement=statement,
            certainty=certainty,
            sources=sources,
            population=self._required("population", "Say to whom the statement applies"),
            route=self._field("route"),
            article=carried,
            why=why,
            questions=questions,
            checked=self._day(
                "checked",
                "Write the day it was compared with its sources",
                "Write the day the sources were read",
            ),
        )

    def _certainty(self) -> Certainty:
        text = self._required("certainty", "Write high, moderate, low, very low or practice")
        if not text:
            return Certainty.VERY_LOW
        return self._read("certainty", parse_certainty, text, Certainty.VERY_LOW)

    def _sources(self, certainty: Certainty) -> tuple[Source, ...]:
        no_source: tuple[Source, ...] = ()
        sources = self._read("sources", parse_sources, self._field("sources"), no_source)
        if not self._field("sources") and certainty is not Certainty.PRACTICE:
            self._warn("no source. Name one under 'sources', or grade it 'practice' if nothing tests it")
        return sources

    def _why(self, carried: tuple[Carried, ...]) -> str:
        why = self._field("why")
        if not why and any(part.verdict is not Verdict.SUPPORTED for part in carried):
            self._warn("'why' is missing. Say in one sentence why the verdict differs from the article")
        return why

    def _callout(self, claim: Claim, content: list[nodes.Node]) -> evidence_nodes.claim:
        callout = evidence_nodes.claim(
            claim_id=claim.id,
            certainty=claim.certainty.value,
            statement=claim.statement,
            questions=claim.questions,
            signed=_traced(claim),
            classes=["claim", f"claim-{claim.certainty.slug}"],
        )
        self.set_source_info(callout)
        callout += certainty_line(self.env, claim.certainty)
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


class RetiredClaimDirective(Statement):
    """A claim that no longer holds, kept at its address with the reason and what took its place."""

    what = "retired claim"
    option_spec: ClassVar = {
        "retired": directives.unchanged,
        "why": directives.unchanged,
        "replaced-by": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Note the retired claim in the domain and return its callout."""
        self._sound = True
        claim_id = self._read("id", parse_id, self.arguments[0].strip(), "")
        content = self.parse_content_to_nodes()
        retired = RetiredClaim(
            id=claim_id,
            docname=self.env.current_document.docname,
            line=self.lineno,
            statement=self._words(content),
            day=self._day(
                "retired", "Write the day it was withdrawn", "Write the day on which it was withdrawn"
            ),
            why=self._required("why", "Say in one sentence why the statement no longer holds"),
            replaced_by=self._read("replaced-by", _parse_replacement, self._field("replaced-by"), ""),
        )
        if not self._sound:
            return []
        callout = self._callout(retired)
        return self._noted(retired, callout)

    def _callout(self, retired: RetiredClaim) -> evidence_nodes.retired_claim:
        callout = evidence_nodes.retired_claim(
            claim_id=retired.id,
            classes=["retired-claim"],
        )
        self.set_source_info(callout)
        words = f"Retired on {long_date(retired.day)}. Do not use this statement."
        told = nodes.paragraph("", "", nodes.strong(words, words), nodes.Text(f" {retired.why}"))
        if retired.replaced_by:
            told += [nodes.Text(" Now: "), claim_reference(self.env, retired.replaced_by), nodes.Text(".")]
        self.set_source_info(told)
        callout += told
        callout += labelled_paragraph(
            "It said:", nodes.Text(retired.statement), classes=["retired-statement"]
        )
        return callout


def _parse_replacement(text: str) -> str:
    return parse_id(text) if text else ""


def claim_reference(env: BuildEnvironment, claim_id: str) -> addnodes.pending_xref:
    """Return a reference to a claim, as the role makes one: it prints the certainty."""
    return addnodes.pending_xref(
        "",
        nodes.inline(claim_id, claim_id),
        refdomain="evidence",
        reftype="claim",
        reftarget=claim_id,
        refexplicit=False,
        refwarn=True,
        refdoc=env.current_document.docname,
    )


def certainty_line(env: BuildEnvironment, certainty: Certainty) -> nodes.paragraph:
    """Return the line that tells a certainty by shape and in words; the words lead to what they mean."""
    line = nodes.paragraph(classes=["claim-certainty"])
    line += nodes.inline(certainty.mark, certainty.mark, classes=["certainty-mark"])
    line += [nodes.Text(" "), certainty_reference(env, certainty, certainty.words)]
    return line


def certainty_reference(env: BuildEnvironment, certainty: Certainty, words: str) -> addnodes.pending_xref:
    """Return words that lead to the meaning of a certainty, where a page explains it."""
    return addnodes.pending_xref(
        "",
        nodes.inline(words, words, classes=["certainty-word"]),
        refdomain="evidence",
        reftype="certainty",
        reftarget=certainty.value,
        refexplicit=True,
        refwarn=False,
        refdoc=env.current_document.docname,
    )
