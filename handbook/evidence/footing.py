"""How firm the ground of a claim is, apart from its grade: how its sources were read, and if they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.evidence.model import Claim
    from handbook.evidence.notices import Notice
    from handbook.evidence.works import Work

# Why a source is weak ground, in the words that follow "rests only on".
_WEAK_READING = {
    "secondary": "somebody else's account of its source",
    "title": "the title of its source",
}
_SUPERSEDED = "an older copy, superseded since"


def cautions(claim: Claim, works: Mapping[str, Work], notices: Iterable[Notice]) -> tuple[str, ...]:
    """Return what a reader of a claim must know of its sources, each in one sentence.

    A claim is marked when each of its sources is weak (known from another account, read as a title only,
    or superseded), and when one of them was retracted or is under an expression of concern.
    """
    kinds: dict[str, set[str]] = {}
    for notice in notices:
        kinds.setdefault(notice.source, set()).add(notice.kind)
    keys = list(dict.fromkeys(source.key for source in claim.sources))
    known = [works[key] for key in keys if key in works]
    found = []
    for one in known:
        if "retraction" in kinds.get(one.key, ()):
            found.append(f"a source was retracted: {one.name}.")
        elif "expression of concern" in kinds.get(one.key, ()):
            found.append(f"a source is under an expression of concern: {one.name}.")
    weak = [_weakness(one, kinds.get(one.key, set())) for one in known]
    if weak and all(weak):
        found.append(f"rests only on {' and '.join(dict.fromkeys(weak))}.")
    return tuple(found)


def _weakness(work: Work, kinds: set[str]) -> str:
    return _SUPERSEDED if "superseded" in kinds else _WEAK_READING.get(work.read, "")
