"""The builder that writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)


class CheckBuilder(Builder):
    """Resolves every page, so that Sphinx tells what is wrong with it, and applies the rules of prose."""

    name = "handbook-check"
    allow_parallel = True

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all pages: what is wrong is told in every run."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: no page gets an address."""
        return ""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        self.env.get_doctree(docname)
