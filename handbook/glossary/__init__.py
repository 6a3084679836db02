"""The glossary: terms with abbreviation, other names and plain words, kept in one place.

Directives ``glossary-term``, ``abbreviation-list`` and ``everyday-words``. Terms are objects of Sphinx's own
``std`` domain, so the ``term`` role links to them under every one of their names. Every section that links a
term is indexed under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.glossary.directives import AbbreviationList, EverydayWords, GlossaryTerm
from handbook.glossary.domain import GlossaryDomain
from handbook.glossary.generated import FillAbbreviations, pages_to_rewrite
from handbook.glossary.indexing import IndexLinkedTerms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_domain(GlossaryDomain)
    app.add_directive("glossary-term", GlossaryTerm)
    app.add_directive("abbreviation-list", AbbreviationList)
    app.add_directive("everyday-words", EverydayWords)
    app.add_transform(IndexLinkedTerms)
    app.add_post_transform(FillAbbreviations)
    app.connect("env-updated", pages_to_rewrite)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
