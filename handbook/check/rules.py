"""What a rule is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handbook.check.book import Book
    from handbook.check.page import Page
    from handbook.core.prose import Block


class Level(Enum):
    """Whether a finding holds a pull request up."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True)
class Hit:
    """Some words of a block against a rule: what is wrong with them, and what to write instead."""

    block: Block
    offset: int
    words: str
    message: str


@dataclass(frozen=True)
class Rule:
    """One rule of prose. ``looks_for`` and ``remedy`` are what docs/check.md tells writers."""

    name: str
    level: Level
    looks_for: str
    remedy: str
    check: Callable[[Page, Book], Iterable[Hit]]

    @property
    def stops(self) -> bool:
        """Whether a pull request with a finding of this rule cannot be taken in."""
        return self.level is Level.ERROR
