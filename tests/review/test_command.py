"""The command that lists what is due, and the calendar that it writes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from handbook.review.__main__ import main
from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from tests.conftest import Project

TODAY = "1795608000"  # noon of 25 November 2026, UTC


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


def due(project: Project, name: str, day: str) -> None:
    project.write(f"{name}.md", "# Page\n", front=FRONT_MATTER.replace("2027-05-01", day))


def run(project: Project, *arguments: str) -> tuple[int, list[str], str]:
    project.capture.readouterr()
    status = main(["--root", str(project.root), *arguments])
    out = project.capture.readouterr()
    return status, out.out.splitlines(), out.err


def test_what_is_due_is_listed_by_day_and_all_is_well_while_nothing_is_overdue(project: Project) -> None:
    due(project, "far", "2027-02-24")
    due(project, "use/near", "2026-11-26")
    due(project, "today", "2026-11-25")
    status, lines, _ = run(project, "--within", "90")
    assert status == 0
    assert [" ".join(line.split()) for line in lines] == [
        "2026-11-25 due in 0 days source/today.md Clinical lead (awaiting clinical sign-off)",
        "2026-11-26 due in 1 day source/use/near.md Clinical lead (awaiting clinical sign-off)",
        "3 pages: 0 overdue, 2 due within 90 days, 3 awaiting clinical sign-off",
    ]
    assert len(run(project, "--within", "91")[1]) == 4, "the last day counts"


def test_an_overdue_page_fails_the_command_however_short_the_outlook(project: Project) -> None:
    due(project, "page", "2026-11-24")
    status, lines, _ = run(project, "--within", "0")
    assert status == 1
    assert "overdue by 1 day " in lines[0]


def test_a_faulty_record_fails_the_command_and_is_told_with_its_line(project: Project) -> None:
    due(project, "page", "soon")
    due(project, "broken", "[")
    project.write("retired.md", "# R\n", front="---\nretired: 2026-11-01\nwhy: Wrong.\n---\n")
    status, lines, _ = run(project)
    assert status == 1
    assert lines[:2] == [
        "source/broken.md:1: the front matter cannot be read. Run the build to see why",
        "source/page.md:4: front matter: review-by: 'soon' is not a date; write it as YYYY-MM-DD",
    ]
    assert lines[2].startswith("0 pages: 0 overdue")


def test_the_calendar_reads_back_with_a_whole_day_for_each_review(project: Project) -> None:
    due(project, "use/one", "2027-05-01")
    due(project, "two", "2027-06-30")
    file = project.root / "reviews.ics"
    assert run(project, "--ics", str(file))[0] == 0
    first = file.read_bytes()
    calendar = Calendar.from_ical(first)
    events = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not any(event.errors for event in events)
    assert [event.decoded("dtstart") for event in events] == [dt.date(2027, 5, 1), dt.date(2027, 6, 30)]
    assert str(events[0]["summary"]) == "Review: use/one (Ketamine and Memory)"
    assert "Awaiting clinical sign-off" in str(events[0]["description"])
    assert len({str(event["uid"]) for event in events}) == 2
    (alarm,) = events[0].walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(days=-14)
    run(project, "--ics", str(file))
    assert file.read_bytes() == first


def test_a_moved_review_keeps_the_identity_of_its_event(project: Project) -> None:
    file = project.root / "reviews.ics"
    seen = set()
    for day in ("2027-05-01", "2027-09-01"):
        due(project, "page", day)
        run(project, "--ics", str(file))
        seen |= {str(event["uid"]) for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert len(seen) == 1


def test_what_cannot_be_done_is_told_in_a_line(project: Project) -> None:
    assert run(project)[0] == 1, "no pages"
    due(project, "page", "2027-05-01")
    status, _, said = run(project, "--ics", str(project.root / "none/reviews.ics"))
    assert status == 1
    assert said.endswith("reviews.ics: cannot write: No such file or directory\n")
    with pytest.raises(SystemExit) as stop:
        run(project, "--within", "-5")
    assert stop.value.code == 2
