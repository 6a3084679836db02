"""What is wrong in a page's markup, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.util import logging

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fault:
    """One mistake: the kind of thing it is about, its line, what is wrong and what to write."""

    kind: str
    line: int
    message: str


def tell(fault: Fault, docname: str) -> None:
    """Report a mistake of a page."""
    logger.warning(
        "%s", fault.message, type="markup", subtype=fault.kind, location=(docname, max(fault.line, 1))
    )
