"""What rules need to know of the whole handbook: its terms, its word list, the dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.check.dictionary import Dictionary
    from handbook.check.page import Page


@dataclass(frozen=True)
class Term:
    """A term of the glossary, as its entry tells it of itself."""

    name: str
    abbreviation: str
    synonyms: tuple[str, ...]

    @property
    def full(self) -> str:
        """What the abbreviation of the term stands for."""
        if self.abbreviation or not self.synonyms:
            return self.name
        return self.synonyms[0]

    @property
    def short(self) -> str:
        """The abbreviation of the term: a field of its entry, or its very name."""
        return self.abbreviation or (self.name if is_short(self.name) else "")


@dataclass(frozen=True)
class Book:
    """All that is not on the page itself."""

    terms: tuple[Term, ...]
    dictionary: Dictionary


def is_short(name: str) -> bool:
    """Tell whether a name is an abbreviation: two capitals or more, and no space."""
    return sum(letter.isupper() for letter in name) > 1 and " " not in name


def terms_of(pages: Iterable[Page]) -> tuple[Term, ...]:
    """Return the terms that the pages define.

    The entry of a term says so of itself, so that this capability imports no other.
    """
    return tuple(
        Term(str(node["term_name"]), str(node.get("abbreviation", "")), tuple(node.get("synonyms", ())))
        for page in pages
        for node in page.elements
        if "term_name" in node
    )
