"""Which pages are due for review, and the calendar of their reviews."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from handbook.core.dates import long_date, noon
from handbook.core.records import Review, parse_record
from handbook.review.frontmatter import field_line, pages, read_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NOTICE = dt.timedelta(days=14)  # the calendar reminds this long before the day


@dataclass(frozen=True)
class Due:
    """A page and its review record."""

    page: str
    review: Review

    @property
    def day(self) -> dt.date:
        """The day by which the page is to be reviewed."""
        return self.review.review_by

    def words(self, today: dt.date) -> str:
        """Return the line that tells an editor how this page stands."""
        left = (self.day - today).days
        when = f"overdue by {_days(-left)}" if left < 0 else f"due in {_days(left)}"
        path = f"source/{self.page}.md"
        return f"{self.day}  {when:<22}{path:<46}{self.review.owner} ({self.review.state.lower()})"


def _days(number: int) -> str:
    return f"{number} day" + ("" if number == 1 else "s")


def due_pages(source: Path) -> tuple[list[Due], list[str]]:
    """Return all pages in use by due date, and a line for all that is wrong with the records of others."""
    found: list[Due] = []
    faulty: list[str] = []
    for name, path in pages(source):
        fields = read_front_matter(path)
        if fields is None:
            faulty.append(f"source/{name}.md:1: the front matter cannot be read. Run the build to see why")
            continue
        record, faults = parse_record(fields)
        faulty += (
            f"source/{name}.md:{field_line(path, fault.field)}: front matter: {fault.message}"
            for fault in faults
        )
        if isinstance(record, Review):
            found.append(Due(name, record))
    return sorted(found, key=lambda due: (due.day, due.page)), faulty


def calendar(dues: Iterable[Due], project: str) -> bytes:
    """Return an iCalendar file (RFC 5545) with a whole-day event for every review.

    The same pages give the same bytes: an event has a lasting identity and is stamped with the day on which
    the page was last checked.
    """
    book = Calendar()
    book.add("prodid", f"-//{project}//review//EN")
    book.add("version", "2.0")
    for event in _events(dues, project):
        book.add_component(event)
    return bytes(book.to_ical())


def _events(dues: Iterable[Due], project: str) -> Iterator[Event]:
    for due in dues:
        event = Event()
        event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{project}/{due.page}/review")))
        event.add("dtstamp", dt.datetime.fromtimestamp(noon(due.review.checked), tz=dt.UTC))
        event.add("dtstart", due.day)
        event.add("summary", f"Review: {due.page} ({project})")
        checked = long_date(due.review.checked)
        event.add(
            "description",
            f"Owner: {due.review.owner}. Evidence last checked {checked}. {due.review.state}.",
        )
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Review of {due.page} is due")
        alarm.add("trigger", -_NOTICE)
        event.add_component(alarm)
        yield event
