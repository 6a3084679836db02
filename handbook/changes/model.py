"""What a change and an edition are, and how their fields are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from handbook.core.fields import FieldError, one_of, split_list

if TYPE_CHECKING:
    import datetime as dt

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Kind(Enum):
    """Whether a clinician should now do something differently."""

    SIGNIFICANT = "significant"
    MINOR = "minor"


@dataclass(frozen=True)
class Change:
    """One change in clinical words. ``pages`` are the pages to read, without '.md'."""

    id: str
    docname: str
    line: int
    title: str
    day: dt.date
    kind: Kind
    pages: tuple[str, ...]
    before: str
    text: str

    @property
    def node_id(self) -> str:
        """The address of the entry inside its page."""
        return f"change-{self.id}"

    @property
    def rank(self) -> tuple[int, bool, str, int]:
        """Sorts changes: newest first, of one day the significant ones first, then as they were written."""
        return -self.day.toordinal(), self.kind is not Kind.SIGNIFICANT, self.docname, self.line


@dataclass(frozen=True)
class Edition:
    """An edition of the handbook: ``number`` is the release."""

    docname: str
    line: int
    number: str
    day: dt.date


def parse_id(text: str) -> str:
    """Return a well-formed id of a change.

    :raises FieldError: when it is not lower-case words joined by hyphens.
    """
    if not _ID.fullmatch(text):
        raise FieldError(f"malformed id '{text}'. Use lower-case words joined by hyphens: call-next-day")
    return text


def parse_kind(text: str) -> Kind:
    """Return the kind that a writer's word means.

    :raises FieldError: when the word is neither of the two.
    """
    return Kind(one_of(text.strip().lower(), [kind.value for kind in Kind], "kind"))


def parse_pages(text: str) -> tuple[str, ...]:
    """Return the pages of ``use/red-flags; evidence/ect``; '.md' and a leading '/' may stand."""
    return tuple(part.removeprefix("/").removesuffix(".md") for part in split_list(text, ";"))
