"""Calendar dates as the handbook writes and reads them."""

from __future__ import annotations

import datetime as dt
import os
import re

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_date(text: str) -> dt.date:
    """Return the date that ``text`` holds in the form YYYY-MM-DD.

    :raises ValueError: when the form is another one, or no such day exists.
    """
    stripped = text.strip()
    if not _ISO.fullmatch(stripped):
        raise ValueError(f"'{stripped}' is not a date; write it as YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(stripped)
    except ValueError:
        raise ValueError(f"'{stripped}' is not a day of the calendar") from None


def long_date(day: dt.date) -> str:
    """Return ``day`` as readers see it: ``23 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"


def build_day() -> dt.date:
    """Return the day that the build counts as today.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC) wins, so that a commit builds to the same bytes on
    any day: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).date()


def noon(day: dt.date) -> int:
    """Return noon of ``day`` in seconds since 1970 (UTC): the time stamp of an edition."""
    return int(dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC).timestamp())
