"""What search keeps of a page: its entries, each a place where a reader can land."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a result is. The values stand in the index that the browser reads."""

    PAGE = "page"
    SECTION = "section"
    TERM = "term"
    CLAIM = "claim"
    FILE = "file"


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item or a row: the smallest piece a reader can be led to.

    ``anchor`` is empty where the heading of the section is close enough above.
    """

    text: str
    anchor: str = ""


@dataclass
class Entry:
    """One place of a page.

    ``trail`` names the sections around it, outermost first, without the page; ``inside`` is the place of its
    section in the page's list of entries, or -1.
    """

    kind: Kind
    anchor: str
    title: str
    trail: tuple[str, ...] = ()
    inside: int = -1
    blocks: list[Block] = field(default_factory=list)
    questions: tuple[str, ...] = ()
    certainty: str = ""
    names: tuple[str, ...] = ()
    plain: str = ""


@dataclass
class Page:
    """All entries of a page, in the order of the text, and the everyday words it teaches search.

    ``same_words`` holds the handbook's words, the everyday ones that lead to them, and the line.
    """

    title: str
    entries: list[Entry] = field(default_factory=list)
    same_words: list[tuple[tuple[str, ...], tuple[str, ...], int]] = field(default_factory=list)
