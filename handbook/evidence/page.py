"""A page that is being written, and the references that generated content needs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.evidence.knowledge import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment


class Page:
    """The page, what it is written from, and its way to make references that later transforms resolve."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document = document
        self.env = env
        self.docname = env.current_document.docname
        self.known = Knowledge(env)

    def reference(
        self, domain: str, kind: str, target: str, words: str = "", classes: Iterable[str] = ()
    ) -> nodes.Node:
        """Return a reference; without words of its own it prints what the target says of itself."""
        inner = nodes.inline(words or target, words or target)
        node = addnodes.pending_xref(
            "",
            inner,
            refdomain=domain,
            reftype=kind,
            reftarget=target,
            refexplicit=bool(words),
            refdoc=self.docname,
            refwarn=True,
            classes=list(classes),
        )
        node.source, node.line = self.document.get("source"), 1
        return node

    def claim(self, claim_id: str, words: str = "", classes: Iterable[str] = ()) -> nodes.Node:
        """Return a link to a claim."""
        return self.reference("evidence", "claim", claim_id, words, classes)

    def link(self, docname: str) -> nodes.Node:
        """Return a link to a page under its title."""
        return self.reference("std", "doc", f"/{docname}", self.known.title(docname))

    def sources(self, keys: Iterable[str]) -> nodes.Node:
        """Return citations of some sources, in brackets."""
        return self.reference("cite", "p", ",".join(keys))
