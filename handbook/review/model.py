"""The review record of a page, and how its front matter is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.core.dates import build_day, parse_date
from handbook.core.fields import FieldError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

AWAITING = "Awaiting clinical sign-off"

_REMEDIES = {
    "owner": "Name the role that answers for the page: owner: Clinical lead",
    "checked": "Write the day the evidence was last checked: checked: 2026-11-23",
    "review-by": "Write the day of the next review: review-by: 2027-05-23",
    "sign-off": "Write 'none', or the clinician's name, credential and date",
}


@dataclass(frozen=True)
class SignOff:
    """The clinician who has read the page and answers for it."""

    name: str
    credential: str
    day: dt.date


@dataclass(frozen=True)
class Review:
    """What the front matter of a page says about its review."""

    owner: str
    checked: dt.date
    review_by: dt.date
    sign_off: SignOff | None


def parse_review(front_matter: Mapping[str, object]) -> tuple[Review | None, list[str]]:
    """Return the review record, or all that is wrong with it, each with its remedy."""
    faults: list[str] = []
    texts = {}
    for name, remedy in _REMEDIES.items():
        texts[name] = str(front_matter.get(name) or "").strip()
        if not texts[name]:
            faults.append(f"front matter: '{name}' is missing. {remedy}")
    days = {name: _day(name, texts[name], faults) for name in ("checked", "review-by")}
    sign_off = _sign_off(texts["sign-off"], faults)
    checked, review_by = days["checked"], days["review-by"]
    if checked and checked > build_day():
        faults.append(f"front matter: checked {checked} is in the future. Write the day of the check")
    if checked and review_by and review_by <= checked:
        faults.append(
            f"front matter: review-by {review_by} is not after checked {checked}. Set a later review"
        )
    if faults or checked is None or review_by is None:
        return None, faults
    return Review(texts["owner"], checked, review_by, sign_off), []


def _day(name: str, text: str, faults: list[str]) -> dt.date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        faults.append(f"front matter: {name}: {error}")
        return None


def _sign_off(text: str, faults: list[str]) -> SignOff | None:
    if not text or text.lower() == "none":
        return None
    try:
        return parse_sign_off(text)
    except (FieldError, ValueError) as error:
        faults.append(f"front matter: sign-off: {error}")
        return None


def parse_sign_off(text: str) -> SignOff:
    """Return the sign-off of ``Name, credential, 2026-11-23``.

    :raises FieldError: when a part is missing.
    :raises ValueError: when the day is not a date, or lies in the future.
    """
    name, _, rest = (part.strip() for part in text.partition(","))
    credential, _, date = (part.strip() for part in rest.partition(","))
    if not (name and credential and date):
        raise FieldError(f"'{text}' is not a name, a credential and a date separated by commas")
    day = parse_date(date)
    if day > build_day():
        raise FieldError(f"{day} is in the future. Write the day the page was read")
    return SignOff(name, credential, day)
