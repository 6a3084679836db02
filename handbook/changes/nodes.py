"""Doctree nodes of the changes. All subclass standard nodes, so that any builder shows them."""

from __future__ import annotations

from docutils import nodes


class edition(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """Stands under the heading of an edition: the changes of that section are its own.

    Attributes: ``number``, ``day`` (YYYY-MM-DD).
    """


class change(nodes.definition_list_item):  # noqa: N801
    """A change: its title is the term. Attributes: ``change_id``, ``kind``, ``day`` (YYYY-MM-DD)."""


class change_pages(nodes.inline):  # noqa: N801
    """Stands where the links to the pages of a change go, until titles are known. Attribute: ``pages``."""
