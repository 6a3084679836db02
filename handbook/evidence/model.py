"""What a claim is, and how its fields are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from handbook.core.fields import FieldError, one_of, split_list

if TYPE_CHECKING:
    import datetime as dt

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = re.compile(r"(?P<key>[A-Za-z0-9_-]+)(?:\s*\((?P<locator>[^()]+)\))?")
_ARTICLE = re.compile(r"(?P<number>S\d{2})\s+(?P<verdict>[a-z ]+)")


class Certainty(Enum):
    """How sure we are. The four grades are those of GRADE (Santesso 2020, key ``santesso2020``)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    PRACTICE = "practice"

    @property
    def words(self) -> str:
        """What readers see."""
        if self is Certainty.PRACTICE:
            return "Practice advice, no direct evidence"
        return f"{self.value.capitalize()} certainty"

    @property
    def mark(self) -> str:
        """The same told by shape, so that colour carries nothing alone."""
        return _MARKS[self]

    @property
    def short(self) -> str:
        """The word in a list of counts: ``2 moderate, 3 practice advice``."""
        return "practice advice" if self is Certainty.PRACTICE else self.value

    @property
    def slug(self) -> str:
        """The word as a style class."""
        return self.value.replace(" ", "-")


_MARKS = {
    Certainty.HIGH: "●●●●",
    Certainty.MODERATE: "●●●○",
    Certainty.LOW: "●●○○",
    Certainty.VERY_LOW: "●○○○",
    Certainty.PRACTICE: "◆",
}


class Verdict(Enum):
    """What the evidence makes of a statement of the source article."""

    SUPPORTED = "supported"
    QUALIFIED = "qualified"
    CONTRADICTED = "contradicted"
    NOT_ESTABLISHED = "not established"


@dataclass(frozen=True)
class Source:
    """A bibliography entry, and the place in it when the writer names one."""

    key: str
    locator: str = ""


@dataclass(frozen=True)
class Carried:
    """A statement of the source article that a claim carries, with its verdict."""

    number: str
    verdict: Verdict


@dataclass(frozen=True)
class Claim:
    """One clinical statement with everything that it rests on."""

    id: str
    docname: str
    line: int
    statement: str
    certainty: Certainty
    sources: tuple[Source, ...]
    population: str
    route: str
    article: tuple[Carried, ...]
    why: str
    questions: tuple[str, ...]
    checked: dt.date
    node_id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.node_id:
            object.__setattr__(self, "node_id", node_id(self.id))


@dataclass(frozen=True)
class RetiredClaim:
    """A claim that no longer holds. Its address stays and says why, and what took its place.

    :param replaced_by: the id of the claim that took its place; empty when none did.
    """

    id: str
    docname: str
    line: int
    statement: str
    day: dt.date
    why: str
    replaced_by: str

    @property
    def node_id(self) -> str:
        """The address inside the page: that of the claim it was."""
        return node_id(self.id)


def node_id(claim_id: str) -> str:
    """Return the address of a claim inside its page."""
    return f"claim-{claim_id}"


def parse_id(text: str) -> str:
    """Return a well-formed claim id.

    :raises FieldError: when it is not lower-case words joined by hyphens.
    """
    if not _ID.fullmatch(text):
        raise FieldError(
            f"malformed claim id '{text}'. Use lower-case words joined by hyphens: older-memories-kept"
        )
    return text


def parse_certainty(text: str) -> Certainty:
    """Return the certainty that a writer's word means.

    :raises FieldError: when the word is not one of the five.
    """
    return Certainty(one_of(text.strip().lower(), [grade.value for grade in Certainty], "certainty"))


def parse_sources(text: str) -> tuple[Source, ...]:
    """Return the sources of ``key; key (place); ...``.

    :raises FieldError: when a part has another form.
    """
    sources = []
    for part in split_list(text, ";"):
        match = _SOURCE.fullmatch(part)
        if match is None:
            raise FieldError(
                f"cannot read source '{part}'. Write keys of references.bib separated by semicolons,"
                " with the place in brackets: davis2021 (abstract); hetem2000"
            )
        sources.append(Source(match["key"], match["locator"] or ""))
    _refuse_twice([source.key for source in sources], "source")
    return tuple(sources)


def parse_article(text: str) -> tuple[Carried, ...]:
    """Return the article statements of ``S12 supported; S17 contradicted``.

    :raises FieldError: when a part has another form or an unknown verdict.
    """
    carried = []
    for part in split_list(text, ";"):
        match = _ARTICLE.fullmatch(part)
        if match is None:
            raise FieldError(
                f"cannot read article statement '{part}'. Write its number and the verdict: S12 supported"
            )
        verdict = one_of(match["verdict"], [word.value for word in Verdict], "verdict")
        carried.append(Carried(match["number"], Verdict(verdict)))
    _refuse_twice([part.number for part in carried], "article statement")
    return tuple(carried)


def _refuse_twice(names: list[str], what: str) -> None:
    twice = next((name for place, name in enumerate(names) if name in names[:place]), "")
    if twice:
        raise FieldError(f"{what} '{twice}' is named twice. Keep one")
