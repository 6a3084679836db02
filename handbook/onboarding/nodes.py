"""Doctree nodes of the onboarding capability.

All of them subclass standard nodes, so that a builder without a visitor of its own shows their content.
"""

from __future__ import annotations

from docutils import nodes


class self_check(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """A case with its options. Attributes: ``case``, ``answer`` (a letter), ``roles``."""


class self_check_answer(nodes.container):  # noqa: N801
    """The right answer of a case and the reason for it. Attribute: ``case``."""


class self_check_answers(nodes.container):  # noqa: N801
    """Stands where the answers to all cases go, until all pages are read."""


class objectives(nodes.container):  # noqa: N801
    """What a reader can do after a page."""


class minutes(nodes.inline):  # noqa: N801
    """Stands for the minutes that parts of the handbook take to read. Attribute: ``parts``."""
