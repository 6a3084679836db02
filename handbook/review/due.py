"""Which pages are due for review, and the calendar of their reviews."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from handbook.core.dates import long_date, noon
from handbook.core.records import Review, parse_record
from handbook.review.frontmatter import pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NOTICE = dt.timedelta(days=14)  # the calendar reminds this long before the day


@dataclass(frozen=True, order=True)
class Due:
    """A page and the day by which it is to be reviewed."""

    day: dt.date
    page: str
    review: Review

    def words(self, today: dt.date) -> str:
        """Return the line that tells an editor how this page stands."""
        left = (self.day - today).days
        when = f"overdue by {-left} days" if left < 0 else f"due in {left} days"
        return f"{self.day}  {when:<20}{self.page:<34}{self.review.owner} ({self.review.state.lower()})"


def due_pages(source: Path) -> tuple[list[Due], list[str]]:
    """Return all pages by due date, and the names of pages without a sound record."""
    found, unsound = [], []
    for name, fields in pages(source):
        record, faults = parse_record(fields)
        if faults:
            unsound.append(name)
        elif isinstance(record, Review):
            found.append(Due(record.review_by, name, record))
    return sorted(found, key=lambda due: (due.day, due.page)), unsound


def calendar(dues: Iterable[Due], project: str) -> bytes:
    """Return an iCalendar file (RFC 5545) with a whole-day event for every review.

    The same pages give the same bytes: an event has a lasting identity and is stamped with the day on which
    the page was last checked.
    """
    book = Calendar()
    book.add("prodid", f"-//{project}//review//EN")
    book.add("version", "2.0")
    for due in dues:
        book.add_component(_event(due, project))
    return bytes(book.to_ical())


def _event(due: Due, project: str) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{project}/{due.page}/review")))
    event.add("dtstamp", dt.datetime.fromtimestamp(noon(due.review.checked), tz=dt.UTC))
    event.add("dtstart", due.day)
    event.add("summary", f"Review: {due.page} ({project})")
    event.add(
        "description",
        f"Owner: {due.review.owner}. Evidence last checked {long_date(due.review.checked)}."
        f" {due.review.state}.",
    )
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Review of {due.page} is due")
    alarm.add("trigger", -_NOTICE)
    event.add_component(alarm)
    return event
