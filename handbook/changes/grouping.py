"""Puts the changes of an edition in order: what to do differently first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from handbook.changes import nodes as change_nodes
from handbook.changes.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

_HEADINGS = {Kind.SIGNIFICANT: "What to do differently", Kind.MINOR: "Smaller changes"}


class GroupChanges(SphinxTransform):
    """Bring the changes of each edition together where the first of them was written."""

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        """Group the changes of the page and report those of no edition."""
        strays = list(self.document.findall(change_nodes.change))
        for edition in list(self.document.findall(change_nodes.edition)):
            found = [change for change in edition.parent.findall(change_nodes.change) if change in strays]
            strays = [change for change in strays if change not in found]
            _bring_together(edition, found)
        for change in strays:
            _warn(
                change,
                "stands in no edition. Write it under the heading of one, below its 'edition' lines",
            )


def _bring_together(edition: change_nodes.edition, changes: list[change_nodes.change]) -> None:
    groups = nodes.container(classes=["edition-changes"])
    for number, change in enumerate(changes):
        if change["day"] > edition["day"]:
            _warn(
                change,
                f"is of {change['day']}, later than its edition of {edition['day']}. Start a new edition: a"
                " heading with its 'edition' lines, and the same number and day in conf.py",
            )
        holder = change.parent
        assert holder is not None
        holder.remove(change)
        holder.parent.replace(holder, [] if number else [groups])
    for kind, heading in _HEADINGS.items():
        group = [change for change in changes if change["kind"] == kind.value]
        if group:
            groups += _group(heading, group)


def _group(heading: str, changes: Iterable[change_nodes.change]) -> list[nodes.Node]:
    return [
        nodes.rubric(heading, heading),
        nodes.definition_list("", *changes, classes=["changes"]),
    ]


def _warn(change: change_nodes.change, message: str) -> None:
    logger.warning(
        "change '%s' %s", change["change_id"], message, type="changes", subtype="change", location=change
    )
