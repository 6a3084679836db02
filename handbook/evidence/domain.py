"""The Sphinx domain that knows every claim."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from handbook.evidence.directives import ArticleTrace, ClaimDirective, ClaimRegister

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.evidence.model import Claim

logger = logging.getLogger(__name__)


class ClaimRole(XRefRole):
    """A link to a claim; without words of its own it prints the claim's certainty."""

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Note which page refers to the claim, so that it follows when the certainty changes."""
        domain = env.get_domain("evidence")
        assert isinstance(domain, EvidenceDomain)
        domain.note_referring_page(env.current_document.docname)
        return [node], []


class EvidenceDomain(Domain):
    """Claims: noted while pages are read, resolved when they are written."""

    name = "evidence"
    label = "Evidence"
    data_version = 1
    object_types: ClassVar = {"claim": ObjType("claim", "claim")}
    directives: ClassVar = {
        "claim": ClaimDirective,
        "claim-register": ClaimRegister,
        "article-trace": ArticleTrace,
    }
    roles: ClassVar = {"claim": ClaimRole(warn_dangling=True)}
    initial_data: ClassVar[dict[str, Any]] = {
        "claims": {},
        "generated": set(),
        "referring": set(),
        "citations": {},
        "digest": "",
    }

    @property
    def claims(self) -> dict[str, Claim]:
        """All claims by id, in the order in which pages were read."""
        claims: dict[str, Claim] = self.data["claims"]
        return claims

    def note_claim(self, claim: Claim, location: str) -> None:
        """Take in a claim; a second one of the same id is reported."""
        other = self.claims.get(claim.id)
        if other is not None and (other.docname, other.line) != (claim.docname, claim.line):
            logger.warning(
                "duplicate claim id '%s', first used in %s, line %d. Give one of them another id",
                claim.id,
                self.env.doc2path(other.docname, base=False),
                other.line,
                type="evidence",
                subtype="duplicate_claim",
                location=location,
            )
            return
        self.claims[claim.id] = claim

    def note_generated_page(self, docname: str) -> None:
        """Remember a page whose content comes from all claims."""
        self.data["generated"].add(docname)

    def note_referring_page(self, docname: str) -> None:
        """Remember a page that prints the certainty of a claim."""
        self.data["referring"].add(docname)

    def note_citation(self, docname: str, line: int, keys: Iterable[str]) -> None:
        """Remember where a page cites which entries: MyST gives sphinxcontrib-bibtex no lines."""
        self.data["citations"].setdefault(docname, []).extend((key, line) for key in keys)

    @property
    def citations(self) -> dict[str, list[tuple[str, int]]]:
        """Cited keys with their lines, by page."""
        citations: dict[str, list[tuple[str, int]]] = self.data["citations"]
        return citations

    def clear_doc(self, docname: str) -> None:
        """Forget what a page that is read again, or is gone, had said."""
        for claim_id in [id_ for id_, claim in self.claims.items() if claim.docname == docname]:
            del self.claims[claim_id]
        self.citations.pop(docname, None)
        self.data["generated"].discard(docname)
        self.data["referring"].discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        for claim in otherdata["claims"].values():
            if claim.docname in docnames:
                self.note_claim(claim, f"{self.env.doc2path(claim.docname)}:{claim.line}")
        for docname, cited in otherdata["citations"].items():
            if docname in docnames:
                self.citations[docname] = cited
        for name in ("generated", "referring"):
            self.data[name] |= {docname for docname in otherdata[name] if docname in docnames}

    def pages_to_rewrite(self) -> Iterable[str]:
        """Return the pages to write again because a claim elsewhere has changed since last time."""
        digest = hashlib.sha256(
            repr(sorted(self.claims.items(), key=lambda item: item[0])).encode()
        ).hexdigest()
        if digest == self.data["digest"]:
            return []
        self.data["digest"] = digest
        return sorted(self.data["generated"] | self.data["referring"])

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link to a claim, or nothing when there is no such claim."""
        claim = self.claims.get(target)
        if claim is None:
            return None
        if node.get("refexplicit"):
            content: nodes.Node = nodes.inline("", contnode.astext())
        else:
            words = claim.certainty.words
            content = nodes.inline(words, words[0].lower() + words[1:])
        title = f"{claim.certainty.words}: {claim.statement}"
        link = make_refnode(builder, fromdocname, claim.docname, claim.node_id, content, title)
        link["classes"] += ["claim-reference", *node["classes"]]
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the claim when a link names nothing but its id."""
        found = self.resolve_xref(env, fromdocname, builder, "claim", target, node, contnode)
        return [("evidence:claim", found)] if found is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every claim for the inventory and the search index."""
        for claim in self.claims.values():
            yield claim.id, claim.id, "claim", claim.docname, claim.node_id, 1
