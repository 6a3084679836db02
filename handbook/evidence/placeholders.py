"""Directives whose content comes from all claims: they keep a place until all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.core.fields import FieldError
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.directives import certainty_line
from handbook.evidence.model import parse_certainty

if TYPE_CHECKING:
    from docutils import nodes

    from handbook.evidence.domain import EvidenceDomain

logger = logging.getLogger(__name__)


class Placeholder(SphinxDirective):
    """What these directives share. ``kind`` names what will stand in the place."""

    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Return the place, and note the page."""
        node = evidence_nodes.made_from_claims(kind=self.kind, classes=[self.kind])
        self.set_source_info(node)
        self._note(self.kind)
        return [node]

    def _note(self, kind: str) -> None:
        domain = cast("EvidenceDomain", self.env.get_domain("evidence"))
        domain.note_generated_page(self.env.current_document.docname, kind)


class ClaimRegister(Placeholder):
    """The summary of evidence: one table of all claims, and one of those that were retired."""

    kind = "claim-register"


class ClaimSources(Placeholder):
    """The sources of all claims that the page refers to, in one line."""

    kind = "claim-sources"


class ArticleTrace(Placeholder):
    """The source article statement by statement, each with verdict, reason and claims."""

    kind = "article-trace"

    def run(self) -> list[nodes.Node]:
        """Return the place; the page follows when the file of statements changes."""
        self.env.note_dependency(self.config.evidence_article)
        return super().run()


class ReadingDepth(Placeholder):
    """How many works were read how deeply."""

    kind = "reading-depth"


class CertaintyGrade(Placeholder):
    """What a grade of certainty means; the mark and the number of claims are added to what is written."""

    kind = "certainty-grade"
    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the explanation under the address that every word of this certainty leads to."""
        try:
            certainty = parse_certainty(self.arguments[0])
        except FieldError as error:
            logger.warning("%s", error, type="evidence", subtype="certainty", location=self.get_location())
            return []
        id_ = f"certainty-{certainty.slug}"
        node = evidence_nodes.made_from_claims(
            kind=self.kind, certainty=certainty.value, classes=[self.kind], ids=[id_], names=[id_]
        )
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        node += certainty_line(self.env, certainty)
        node += self.parse_content_to_nodes()
        self._note(self.kind)
        domain = cast("EvidenceDomain", self.env.get_domain("evidence"))
        domain.note_grade(certainty, self.env.current_document.docname, id_)
        return [node]
