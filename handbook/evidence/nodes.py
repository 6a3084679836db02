"""Doctree nodes of the evidence capability.

All of them subclass standard nodes, so that a builder without a visitor of its own shows their content.
"""

from __future__ import annotations

from docutils import nodes


class claim(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """A claim as a callout, which tells other capabilities what it is, so that they need not import this one.

    Attributes: ``claim_id`` (str); ``certainty`` (str: ``high``, ``moderate``, ``low``, ``very low`` or
    ``practice``); ``statement`` (str, in one line without markup); ``questions`` (tuple of str);
    ``signed`` (str: what a clinician signs with the claim although another page prints it).
    """


class retired_claim(nodes.container):  # noqa: N801
    """A claim that no longer holds, as a callout. Attribute: ``claim_id``."""


class made_from_claims(nodes.container):  # noqa: N801
    """Stands where something made from all claims goes, until all are known. Attribute: ``kind``."""
