"""The Sphinx domain that knows every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from handbook.evidence.directives import ClaimDirective, RetiredClaimDirective
from handbook.evidence.model import Claim, RetiredClaim
from handbook.evidence.placeholders import (
    ArticleTrace,
    CertaintyGrade,
    ClaimRegister,
    ClaimSources,
    ReadingDepth,
)
from handbook.evidence.works import bibliography_entries, works

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from pybtex.database import Entry
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.evidence.model import Certainty
    from handbook.evidence.works import Work


class EvidenceDomain(Domain):
    """Claims: noted while pages are read, resolved when they are written."""

    name = "evidence"
    label = "Evidence"
    data_version = 3
    object_types: ClassVar = {"claim": ObjType("claim", "claim")}
    directives: ClassVar = {
        "claim": ClaimDirective,
        "retired-claim": RetiredClaimDirective,
        "claim-register": ClaimRegister,
        "claim-sources": ClaimSources,
        "article-trace": ArticleTrace,
        "certainty-grade": CertaintyGrade,
        "reading-depth": ReadingDepth,
    }
    roles: ClassVar = {"claim": XRefRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "stated": {},
        "grades": {},
        "generated": {},
        "references": {},
        "citations": {},
        "shown": {},
    }

    _known: tuple[dict[str, Claim], dict[str, RetiredClaim]] | None = None
    _works: tuple[dict[str, Entry], dict[str, Work]] | None = None

    # -- what pages hold ------------------------------------------------------------------------------

    @property
    def stated(self) -> dict[str, list[Claim | RetiredClaim]]:
        """What each page states, in order. An id used twice stands here twice: the check reports it.

        (While pages are read again, a claim that moved may stand on its old page still.)
        """
        stated: dict[str, list[Claim | RetiredClaim]] = self.data["stated"]
        return stated

    @property
    def claims(self) -> dict[str, Claim]:
        """All claims by id."""
        return self._by_id()[0]

    @property
    def retired(self) -> dict[str, RetiredClaim]:
        """All retired claims by id."""
        return self._by_id()[1]

    def _by_id(self) -> tuple[dict[str, Claim], dict[str, RetiredClaim]]:
        if self._known is None:
            claims: dict[str, Claim] = {}
            retired: dict[str, RetiredClaim] = {}
            for docname in sorted(self.stated):
                for one in self.stated[docname]:
                    if one.id in claims or one.id in retired:
                        continue
                    if isinstance(one, Claim):
                        claims[one.id] = one
                    else:
                        retired[one.id] = one
            self._known = claims, retired
        return self._known

    def works(self) -> dict[str, Work]:
        """Return the bibliography by key, made again only when it was read again."""
        entries = bibliography_entries(self.env)
        if self._works is None or self._works[0] is not entries:
            self._works = entries, works(entries)
        return self._works[1]

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

    def note_claim(self, claim: Claim | RetiredClaim) -> None:
        """Take in a claim, or one that was retired."""
        self.stated.setdefault(claim.docname, []).append(claim)
        self._known = None

    def note_grade(self, certainty: Certainty, docname: str, id_: str) -> None:
        """Remember where a certainty is explained."""
        self.grades[certainty.value] = (docname, id_)

    def note_generated_page(self, docname: str, kind: str) -> None:
        """Remember a page whose content comes from all claims."""
        self.generated.setdefault(docname, set()).add(kind)

    # -- incremental and parallel builds --------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget what a page that is read again, or is gone, had said."""
        self._known = None
        for grade in [grade for grade, (page, _) in self.grades.items() if page == docname]:
            del self.grades[grade]
        for by_page in (self.stated, self.citations, self.references, self.generated):
            by_page.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        self._known = None
        for grade, (docname, id_) in otherdata["grades"].items():
            if docname in docnames:
                self.grades[grade] = (docname, id_)
        for name in ("stated", "citations", "references", "generated"):
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
            return self._retired_link(fromdocname, builder, self.retired.get(target), node, contnode)
        if node.get("refexplicit"):
            content: nodes.Node = nodes.inline("", "", *contnode.deepcopy().children)
        else:
            words = claim.certainty.words
            content = nodes.inline(words, words[0].lower() + words[1:])
        title = f"{claim.certainty.words}: {claim.statement}"
        link = make_refnode(builder, fromdocname, claim.docname, claim.node_id, content, title)
        link["classes"] += ["claim-reference", *node["classes"]]
        return link

    def _is_in_output(self, builder: Builder, docname: str) -> bool:
        """Return whether an output holds a page: a book holds none that stands in no toctree."""
        listed = {self.env.config.root_doc}.union(*self.env.toctree_includes.values())
        return builder.format == "html" or docname in listed

    def _certainty_link(
        self, fromdocname: str, builder: Builder, target: str, words: nodes.Element
    ) -> nodes.reference | None:
        docname, id_ = self.grades.get(target, ("", ""))
        if not docname or docname == fromdocname:
            return None  # a page that explains the words does not lead to itself
        return make_refnode(builder, fromdocname, docname, id_, words)

    def _retired_link(
        self,
        fromdocname: str,
        builder: Builder,
        retired: RetiredClaim | None,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        if retired is None or not self._is_in_output(builder, retired.docname):
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
