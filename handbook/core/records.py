"""The record of a page, as its front matter tells it: owner, dates, sign-off; or that it was retired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.core.dates import build_day, parse_date
from handbook.core.fields import FieldError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

AWAITING = "Awaiting clinical sign-off"

# The class of what a clinician does not sign with a page: lines of the tooling, days of checks.
NOT_SIGNED = "not-signed"

_REMEDIES = {
    "owner": "Name the role that answers for the page: owner: Clinical lead",
    "checked": "Write the day the evidence was last checked: checked: 2026-11-23",
    "review-by": "Write the day of the next review: review-by: 2027-05-23",
    "sign-off": "Write 'none', or the clinician's name, credential and date",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field of the front matter, with its remedy."""

    field: str
    message: str


@dataclass(frozen=True)
class SignOff:
    """The clinician who has read the page and answers for it.

    ``text`` is the fingerprint of what was read; a page whose text has another one is no longer signed.
    """

    name: str
    credential: str
    day: dt.date
    text: str


@dataclass(frozen=True)
class Review:
    """What the front matter of a page says about its review."""

    owner: str
    checked: dt.date
    review_by: dt.date
    sign_off: SignOff | None

    @property
    def state(self) -> str:
        """Who has signed the page off, or that nobody has: the words that readers see."""
        return AWAITING if self.sign_off is None else f"Signed off by {self.sign_off.name}"


@dataclass(frozen=True)
class Retired:
    """A page that no longer holds. Its address stays and says why, and what to read instead."""

    day: dt.date
    why: str
    replaced_by: str


Record = Review | Retired


def parse_record(front_matter: Mapping[str, object]) -> tuple[Record | None, list[Fault]]:
    """Return the record of a page, or all that is wrong with it, each with its remedy."""
    if "retired" in front_matter:
        return _retired(front_matter)
    return _review(front_matter)


def records(metadata: Mapping[str, Mapping[str, object]], docnames: Iterable[str]) -> dict[str, Record]:
    """Return the record of every page that has a sound one, by page."""
    found = {docname: parse_record(metadata.get(docname, {}))[0] for docname in docnames}
    return {docname: record for docname, record in found.items() if record is not None}


def reviews(metadata: Mapping[str, Mapping[str, object]], docnames: Iterable[str]) -> dict[str, Review]:
    """Return the record of every page that is in use and has a sound one, by page."""
    found = records(metadata, docnames)
    return {docname: record for docname, record in found.items() if isinstance(record, Review)}


@dataclass(frozen=True)
class Standing:
    """How far some pages can be trusted together, and until when: as far as the weakest of them.

    ``state`` is empty and ``use_until`` is nothing where no page has a record.
    """

    state: str
    use_until: dt.date | None


def standing(records: Iterable[Review]) -> Standing:
    """Return the state of all pages in words, and the earliest day by which one of them is to be reviewed."""
    known = list(records)
    return Standing(_state_of_all(known), min((record.review_by for record in known), default=None))


def signed_off(records: Iterable[Review]) -> str:
    """Return a sentence that tells readers how many of some pages clinicians have signed off."""
    states = [record.sign_off is not None for record in records]
    if not any(states):
        return "No clinician has signed off any page yet."
    if all(states):
        return "Clinicians have signed off every page."
    have = "has" if sum(states) == 1 else "have"
    return f"{sum(states)} of {len(states)} pages {have} been signed off by a clinician; the others await it."


def _state_of_all(records: list[Review]) -> str:
    states = [record.sign_off is not None for record in records]
    if not states:
        return ""
    if not any(states):
        return AWAITING
    if all(states):
        return "Signed off"
    return f"{sum(states)} of {len(states)} pages signed off, the others await it"


def _text(front_matter: Mapping[str, object], name: str) -> str:
    value = front_matter.get(name)
    return "" if value is None else " ".join(str(value).split())


def _retired(front_matter: Mapping[str, object]) -> tuple[Retired | None, list[Fault]]:
    faults: list[Fault] = []
    day = _day("retired", _text(front_matter, "retired"), faults)
    if day and day > build_day():
        faults.append(Fault("retired", f"retired {day} is in the future. Write the day it was withdrawn"))
    why = _text(front_matter, "why")
    if not why:
        faults.append(Fault("retired", "'why' is missing. Say in one sentence why the page no longer holds"))
    if faults or day is None:
        return None, faults
    return Retired(day, why, _text(front_matter, "replaced-by").removesuffix(".md")), []


def _review(front_matter: Mapping[str, object]) -> tuple[Review | None, list[Fault]]:
    faults: list[Fault] = []
    texts = {}
    for name, remedy in _REMEDIES.items():
        texts[name] = _text(front_matter, name)
        if not texts[name]:
            faults.append(Fault(name, f"'{name}' is missing. {remedy}"))
    days = {name: _day(name, texts[name], faults) for name in ("checked", "review-by") if texts[name]}
    checked, review_by = days.get("checked"), days.get("review-by")
    if checked and checked > build_day():
        faults.append(Fault("checked", f"checked {checked} is in the future. Write the day of the check"))
    elif checked and review_by and review_by <= checked:
        faults.append(
            Fault(
                "review-by",
                f"review-by {review_by} is not after checked {checked}. Set a later review",
            )
        )
    sign_off = _sign_off(texts["sign-off"], _text(front_matter, "signed-text"), faults)
    if faults or checked is None or review_by is None:
        return None, faults
    return Review(texts["owner"], checked, review_by, sign_off), []


def _day(name: str, text: str, faults: list[Fault]) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError as error:
        faults.append(Fault(name, f"{name}: {error}"))
        return None


def _sign_off(text: str, signed_text: str, faults: list[Fault]) -> SignOff | None:
    if not text or text.lower() == "none":
        if signed_text:
            faults.append(
                Fault(
                    "signed-text",
                    "'signed-text' stands without a sign-off. Delete it, or write who signed the page",
                )
            )
        return None
    try:
        return parse_sign_off(text, signed_text)
    except (FieldError, ValueError) as error:
        faults.append(Fault("sign-off", f"sign-off: {error}"))
        return None


def parse_sign_off(text: str, signed_text: str = "") -> SignOff:
    """Return the sign-off of ``Name, credential, 2026-11-23``.

    :raises FieldError: when a part is missing.
    :raises ValueError: when the day is not a date, or lies in the future.
    """
    name, _, rest = (part.strip() for part in text.partition(","))
    credential, _, date = (part.strip() for part in rest.rpartition(","))
    if not (name and credential and date):
        raise FieldError(
            f"'{text}' is not a name, a credential and a date separated by commas."
            " Write it as: Name, credential, 2026-11-23"
        )
    day = parse_date(date)
    if day > build_day():
        raise FieldError(f"{day} is in the future. Write the day the page was read")
    return SignOff(name, credential, day, signed_text)
