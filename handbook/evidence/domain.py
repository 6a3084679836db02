"""The Sphinx domain that knows every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from handbook.evidence.directives import ClaimDirective, RetiredClaimDirective
from handbook.evidence.placeholders import ArticleTrace, CertaintyGrade, ClaimRegister, ReadingDepth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.evidence.model import Certainty, Claim, RetiredClaim

logger = logging.getLogger(__name__)


class EvidenceDomain(Domain):
    """Claims: noted while pages are read, resolved when they are written."""

    name = "evidence"
    label = "Evidence"
    data_version = 2
    object_types: ClassVar = {"claim": ObjType("claim", "claim")}
    directives: ClassVar = {
        "claim": ClaimDirective,
        "retired-claim": RetiredClaimDirective,
        "claim-register": ClaimRegister,
        "article-trace": ArticleTrace,
        "certainty-grade": CertaintyGrade,
        "reading-depth": ReadingDepth,
    }
    roles: ClassVar = {"claim": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "claims": {},
        "retired": {},
        "grades": {},
        "generated": {},
        "references": {},
        "citations": {},
        "shown": {},
    }

    # -- what pages hold ------------------------------------------------------------------------------

    @property
    def claims(self) -> dict[str, Claim]:
        """All claims by id, in the order in which pages were read."""
        claims: dict[str, Claim] = self.data["claims"]
        return claims

    @property
    def retired(self) -> dict[str, RetiredClaim]:
        """All retired claims by id."""
        retired: dict[str, RetiredClaim] = self.data["retired"]
        return retired

    @property
    def grades(self) -> dict[str, tuple[str, str]]:
        """Page and address at which each certainty is explained, by its value."""
        grades: dict[str, tuple[str, str]] = self.data["grades"]
        return grades

    @property
    def generated(self) -> dict[str, set[str]]:
        """The kinds of generated content of each page that has any."""
        generated: dict[str, set[str]] = self.data["generated"]
        return generated

    @property
    def references(self) -> dict[str, list[tuple[str, int]]]:
        """Claims that a page refers to, by their ids and lines."""
        references: dict[str, list[tuple[str, int]]] = self.data["references"]
        return references

    @property
    def citations(self) -> dict[str, list[tuple[str, int, bool]]]:
        """What a page cites: key, line, and whether a claim cites it rather than the text around."""
        citations: dict[str, list[tuple[str, int, bool]]] = self.data["citations"]
        return citations

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """For each builder, what each page showed of other pages when it was last written, as a digest."""
        shown: dict[str, dict[str, str]] = self.data["shown"]
        return shown

    def note_claim(self, claim: Claim, location: str) -> None:
        """Take in a claim; a second one of the same id is reported."""
        if self._is_new(claim, location):
            self.claims[claim.id] = claim

    def note_retired(self, retired: RetiredClaim, location: str) -> None:
        """Take in a retired claim; an id that is used elsewhere is reported."""
        if self._is_new(retired, location):
            self.retired[retired.id] = retired

    def note_grade(self, certainty: Certainty, docname: str, id_: str) -> None:
        """Remember where a certainty is explained."""
        self.grades[certainty.value] = (docname, id_)

    def note_generated_page(self, docname: str, kind: str) -> None:
        """Remember a page whose content comes from all claims."""
        self.generated.setdefault(docname, set()).add(kind)

    def _is_new(self, claim: Claim | RetiredClaim, location: str) -> bool:
        other = self.claims.get(claim.id) or self.retired.get(claim.id)
        if other is None or (other.docname, other.line) == (claim.docname, claim.line):
            return True
        logger.warning(
            "duplicate claim id '%s', first used in %s, line %d. Give one of them another id",
            claim.id,
            self.env.doc2path(other.docname, base=False),
            other.line,
            type="evidence",
            subtype="duplicate_claim",
            location=location,
        )
        return False

    # -- incremental and parallel builds --------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget what a page that is read again, or is gone, had said."""
        for known in (self.claims, self.retired):
            for claim_id in [id_ for id_, claim in known.items() if claim.docname == docname]:
                del known[claim_id]
        for grade in [grade for grade, (page, _) in self.grades.items() if page == docname]:
            del self.grades[grade]
        for by_page in (self.citations, self.references, self.generated):
            by_page.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        for name, note in (("claims", self.note_claim), ("retired", self.note_retired)):
            for claim in otherdata[name].values():
                if claim.docname in docnames:
                    note(claim, f"{self.env.doc2path(claim.docname)}:{claim.line}")
        for grade, (docname, id_) in otherdata["grades"].items():
            if docname in docnames:
                self.grades[grade] = (docname, id_)
        for name in ("citations", "references", "generated"):
            found = otherdata[name]
            self.data[name].update({page: found[page] for page in docnames if page in found})

    # -- references -----------------------------------------------------------------------------------

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
        """Return the link to a claim, or to the meaning of a certainty; nothing when there is none."""
        if typ == "certainty":
            return self._certainty_link(fromdocname, builder, target, contnode)
        claim = self.claims.get(target)
        if claim is None:
            return self._retired_link(fromdocname, builder, target, node, contnode)
        if node.get("refexplicit"):
            content: nodes.Node = nodes.inline("", contnode.astext())
        else:
            words = claim.certainty.words
            content = nodes.inline(words, words[0].lower() + words[1:])
        title = f"{claim.certainty.words}: {claim.statement}"
        link = make_refnode(builder, fromdocname, claim.docname, claim.node_id, content, title)
        link["classes"] += ["claim-reference", *node["classes"]]
        return link

    def _certainty_link(
        self, fromdocname: str, builder: Builder, target: str, words: nodes.Element
    ) -> nodes.reference | None:
        docname, id_ = self.grades.get(target, ("", ""))
        if not docname or docname == fromdocname:
            return None  # a page that explains the words does not lead to itself
        return make_refnode(builder, fromdocname, docname, id_, words)

    def _retired_link(
        self, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: nodes.Element
    ) -> nodes.reference | None:
        retired = self.retired.get(target)
        if retired is None:
            return None
        words = nodes.inline("", contnode.astext() if node.get("refexplicit") else "retired")
        link = make_refnode(builder, fromdocname, retired.docname, retired.node_id, words, retired.why)
        link["classes"] += node["classes"]
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
        for retired in self.retired.values():
            yield retired.id, retired.id, "claim", retired.docname, retired.node_id, -1
