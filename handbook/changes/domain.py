"""The Sphinx domain that knows every change and every edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.changes.model import Change, Edition

logger = logging.getLogger(__name__)


class ChangesDomain(Domain):
    """Changes and editions: noted while pages are read."""

    name = "changes"
    label = "Changes"
    data_version = 1
    object_types: ClassVar = {"change": ObjType("change")}
    initial_data: ClassVar[dict[str, Any]] = {"changes": {}, "editions": {}}

    @property
    def by_id(self) -> dict[str, Change]:
        """All changes by id."""
        changes: dict[str, Change] = self.data["changes"]
        return changes

    @property
    def changes(self) -> list[Change]:
        """All changes, newest first, of one day the significant ones first."""
        return sorted(self.by_id.values(), key=lambda change: change.rank)

    @property
    def editions(self) -> dict[str, list[Edition]]:
        """The editions by page, in the order in which they stand there."""
        editions: dict[str, list[Edition]] = self.data["editions"]
        return editions

    def last_change(self, docname: str) -> Change | None:
        """Return the last change of a page, or nothing."""
        return next((change for change in self.changes if docname in change.pages), None)

    def note_edition(self, edition: Edition) -> None:
        """Take in an edition."""
        self.editions.setdefault(edition.docname, []).append(edition)

    def note_change(self, change: Change, location: str) -> bool:
        """Take in a change and return whether it was; a second one of the same id is reported."""
        other = self.by_id.get(change.id)
        if other is None:
            self.by_id[change.id] = change
            return True
        logger.warning(
            "change '%s': the id is used already in %s, line %d. Give one of them another id",
            change.id,
            self.env.doc2path(other.docname, base=False),
            other.line,
            type="changes",
            subtype="change",
            location=location,
        )
        return False

    def clear_doc(self, docname: str) -> None:
        """Forget what a page that is read again, or is gone, had said."""
        for change_id in [id_ for id_, change in self.by_id.items() if change.docname == docname]:
            del self.by_id[change_id]
        self.editions.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found."""
        for change in otherdata["changes"].values():
            if change.docname in docnames:
                self.note_change(change, f"{self.env.doc2path(change.docname)}:{change.line}")
        for docname in docnames & otherdata["editions"].keys():
            self.editions[docname] = otherdata["editions"][docname]

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: a change is no target that writers name."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every change for the inventory: each has an address that lasts."""
        for change in self.changes:
            yield change.id, change.title, "change", change.docname, change.node_id, -1
