"""What the glossary knows of a term."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term under all its names. ``plain`` is how to say it to a patient."""

    name: str
    abbreviation: str
    synonyms: tuple[str, ...]
    plain: str
    docname: str
    line: int
    node_id: str

    @property
    def other_names(self) -> tuple[str, ...]:
        """The names under which a reader may look for it, besides its own."""
        return ((self.abbreviation,) if self.abbreviation else ()) + self.synonyms

    @property
    def short_and_full(self) -> tuple[str, str] | None:
        """The abbreviation and what it stands for, when the term has one."""
        if self.abbreviation:
            return self.abbreviation, self.name
        if _looks_short(self.name) and self.synonyms:
            return self.name, self.synonyms[0]
        return None


def _looks_short(name: str) -> bool:
    """Tell whether a name is itself an abbreviation: two capitals or more and no lower-case word."""
    return sum(letter.isupper() for letter in name) > 1 and " " not in name
