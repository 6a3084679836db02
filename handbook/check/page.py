"""A page that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.core.prose import Prose


@dataclass
class Page(Prose):
    """A page by its name; ``kind`` is what its front matter says it is: ``handout``, ``card`` or nothing."""

    docname: str
    kind: str = ""
