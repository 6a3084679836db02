"""Where the terms are kept between reading and writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.glossary.model import Term

logger = logging.getLogger(__name__)


class GlossaryDomain(Domain):
    """Every glossary term by its name in lower case, and the pages made from them."""

    name = "glossary"
    label = "Glossary"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"terms": {}, "generated": set()}

    @property
    def terms(self) -> dict[str, Term]:
        """All terms by name in lower case."""
        terms: dict[str, Term] = self.data["terms"]
        return terms

    def note_term(self, term: Term, location: str) -> None:
        """Take in a term. A name that another term has already is reported."""
        taken = {
            name.casefold(): other
            for other in self.terms.values()
            for name in (other.name, *other.other_names)
        }
        for name in (term.name, *term.other_names):
            other = taken.get(name.casefold())
            if other is not None:
                logger.warning(
                    "glossary name '%s' belongs to '%s' already (line %d). Keep it in one entry only",
                    name,
                    other.name,
                    other.line,
                    type="glossary",
                    subtype="duplicate_name",
                    location=location,
                )
        self.terms[term.name.casefold()] = term

    def clear_doc(self, docname: str) -> None:
        """Forget the terms of a page that is read again, or is gone."""
        for name in [name for name, term in self.terms.items() if term.docname == docname]:
            del self.terms[name]
        self.data["generated"].discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        for term in otherdata["terms"].values():
            if term.docname in docnames:
                self.note_term(term, f"{self.env.doc2path(term.docname)}:{term.line}")
        self.data["generated"] |= {name for name in otherdata["generated"] if name in docnames}

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: terms are objects of the ``std`` domain, which resolves them."""
        return []
