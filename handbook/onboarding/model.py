"""What a case of the self-check is, and how its fields are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from handbook.core.digest import digest
from handbook.core.fields import FieldError, one_of, split_list

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLAIM = re.compile(r"(?P<id>[a-z0-9-]+)(?:\s*@\s*(?P<fingerprint>[0-9a-f]+))?")
_LENGTH = 8  # hexadecimal digits: enough to notice a change of one claim
WORDS_A_MINUTE = 200  # a careful reader of dense text; nobody has timed the staff


@dataclass(frozen=True)
class ClaimUsed:
    """A claim that an answer rests on, and what it was when the case was last checked."""

    id: str
    fingerprint: str


@dataclass(frozen=True)
class Case:
    """One case of the self-check."""

    id: str
    docname: str
    line: int
    number: int
    title: str
    answer: str
    roles: tuple[str, ...]
    claims: tuple[ClaimUsed, ...]


def fingerprint(statement: str, certainty: str, sources: Iterable[str]) -> str:
    """Return what tells one version of a claim from another: words, certainty and sources."""
    return digest(statement, certainty, *sorted(sources))[:_LENGTH]


def reading_minutes(words: int) -> int:
    """Return the minutes that ``words`` take to read, rounded up; at least one."""
    return max(1, -(-words // WORDS_A_MINUTE))


def parse_case_id(text: str) -> str:
    """Return a well-formed case id.

    :raises FieldError: when it is not lower-case words joined by hyphens.
    """
    if not _ID.fullmatch(text):
        raise FieldError(f"malformed case id '{text}'. Use lower-case words joined by hyphens: missing-hour")
    return text


def parse_claims_used(text: str) -> tuple[ClaimUsed, ...]:
    """Return the claims of ``session-recall-patchy@1f2e3d4c; flags-stroke@aabbccdd``.

    :raises FieldError: when a part has another form.
    """
    used = []
    for part in split_list(text, ";"):
        match = _CLAIM.fullmatch(part)
        if match is None:
            raise FieldError(
                f"cannot read claim '{part}'. Write ids separated by semicolons, each with its fingerprint:"
                " flags-stroke@1f2e3d4c"
            )
        used.append(ClaimUsed(match["id"], match["fingerprint"] or ""))
    return tuple(used)


def parse_roles(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the roles of ``nurse; front desk``; all of them when none is named.

    :raises FieldError: when one is not known.
    """
    roles = tuple(known)
    return tuple(one_of(role, roles, "role") for role in split_list(text, ";")) or roles


def parse_answer(text: str, options: int) -> str:
    """Return the letter of the right option.

    :param options: how many options there are; they are lettered A, B, C in order.
    :raises FieldError: when it is not one of them.
    """
    letters = ascii_uppercase[:options]
    letter = text.strip().upper()
    if len(letter) != 1 or letter not in letters:
        raise FieldError(
            f"'{text.strip()}' is not one of the {options} options. Write a letter from A to {letters[-1:]}"
        )
    return letter
