"""Fields that writers fill in: lists with separators, and the errors they can make in them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# A list of up to this many words is told whole in a remedy.
_SHORT_LIST = 8


class FieldError(ValueError):
    """A field that cannot be read. The text says what is wrong and how to mend it, in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def split_list(text: str, separator: str) -> tuple[str, ...]:
    """Return the trimmed, non-empty parts of ``text`` between separators, in order."""
    parts = (" ".join(part.split()) for part in text.split(separator))
    return tuple(part for part in parts if part)


def one_of(value: str, allowed: Iterable[str], what: str) -> str:
    """Return ``value`` when it is one of ``allowed``.

    :raises FieldError: naming the nearest allowed word, or all of them when none is near.
    """
    known = list(allowed)
    if value in known:
        return value
    raise FieldError(f"unknown {what} '{value}'. {suggestion(value, known)}")


def suggestion(value: str, known: Iterable[str]) -> str:
    """Return the remedy for a word that is not known: the nearest one, or the list when it is short."""
    names = list(known)
    near = get_close_matches(value, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not names:
        return "Correct the name: there is none yet"
    if len(names) <= _SHORT_LIST:
        return "Write one of: " + ", ".join(names)
    return "Check the spelling"
