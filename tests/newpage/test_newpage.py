"""A new page is whole from the start: listed, clean in every output, and never over another."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.fields import FieldError
from handbook.core.records import Review, parse_record
from handbook.newpage.__main__ import main
from handbook.newpage.page import in_months, plain_title, slug
from handbook.review.frontmatter import read_front_matter
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

HOME = """\
# Home

Welcome.

```{toctree}
:caption: Use it now
:hidden:

use/first
use/quick-cards
```

:::{toctree}
:caption: For patients

Leaflet <patients/leaflet>
:::

```{toctree}
:caption: Reference

reference/refs
```
"""
CARDS = """\
# Quick cards

````md
```{toctree}
../cards/example-of-a-toctree
```
````

```{toctree}
:hidden:

../cards/old
```
"""
CARD = "# Old card\n\n1. {claim}`a-claim`\n\n```{claim-sources}\n```\n"
FRONT = "---\nowner: Clinical lead\nchecked: 2026-11-01\nreview-by: 2027-05-01\nsign-off: none\n"


@dataclass
class Command:
    """The command in a small handbook with a part, a list of cards and one of handouts."""

    project: Project
    monkeypatch: pytest.MonkeyPatch

    @property
    def source(self) -> Path:
        return self.project.root / "source"

    def run(self, *arguments: str, answers: str = "") -> tuple[int, str, str]:
        """Return exit status, what was printed, and what was complained about."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        self.project.capture.readouterr()
        status = main([*arguments, "--root", str(self.project.root)])
        out, err = self.project.capture.readouterr()
        return status, out, err

    def refused(self, *arguments: str, answers: str = "") -> str:
        """Return the one line by which the command refuses, which leaves all as it was."""
        before = {path: path.read_bytes() for path in self.source.rglob("*.md")}
        status, _, err = self.run(*arguments, answers=answers)
        assert status == 1
        assert err.count("\n") == 1
        assert {path: path.read_bytes() for path in self.source.rglob("*.md")} == before
        return err


@pytest.fixture
def new(project: Project, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, with nobody who answers."""
    project.write("use/first.md", f"# First page\n\n(an-anchor)=\n## A\n\n{claim()}\n")
    project.write("use/quick-cards.md", CARDS)
    project.write("cards/old.md", CARD, front=FRONT + "kind: card\n---\n\n")
    project.write("patients/leaflet.md", "# Leaflet\n\nWords.\n", front=FRONT + "kind: handout\n---\n\n")
    project.write("reference/refs.md", "# Sources\n\n```{bibliography}\n```\n")
    project.write("index.md", HOME)
    return Command(project, monkeypatch)


def test_a_page_of_each_kind_builds_clean_in_every_output(new: Command) -> None:
    owner = ("--owner", "Lead nurse")
    for title, options in (
        ("Why it happens", ("--kind", "explanation", "--part", "Use it now")),
        ("What to do: step by step", ("--kind", "how-to", "--part", "use")),
        ("A new card", ("--kind", "card", "--claim", "a-claim")),
        ("Après la séance", ("--kind", "handout")),
    ):
        status, out, err = new.run(title, *options, *owner)
        assert status == 0, err
        assert "Written: source/" in out
    outcome = new.project.build("html", "pdf")
    assert outcome.status == 0, outcome.complaints
    for name, title in (
        ("use/why-it-happens", "Why it happens"),
        ("use/what-to-do-step-by-step", "What to do: step by step"),
        ("cards/a-new-card", "A new card"),
        ("patients/apres-la-seance", "Après la séance"),
    ):
        page = outcome.page(name)
        heading = page.find("h1")
        assert heading is not None
        assert title in heading.get_text()
        article = page.find("article", role="main")
        assert article is not None
        words = article.get_text()
        assert "Awaiting clinical sign-off" in words
        assert "Draft" in words
        assert "% " not in words, "what is for writers stays with them"
        sidebar = outcome.page("index").find(class_="sidebar-tree")
        assert sidebar is not None
        assert title in sidebar.get_text()
    made = {
        path.relative_to(new.project.root / "build/pdf").as_posix()
        for path in outcome.root.rglob("*.pdf")
        if path.is_relative_to(new.project.root / "build/pdf")
    }
    assert {"cards/a-new-card-a5.pdf", "handouts/apres-la-seance-large-print.pdf"} <= made


def test_the_front_matter_is_sound_and_the_review_half_a_year_away(
    new: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.datetime(2026, 8, 31, 12, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
    new.run("A page", "--kind", "how-to", "--part", "use", "--owner", "lead nurse")
    record, faults = parse_record(read_front_matter(new.source / "use/a-page.md") or {})
    assert faults == []
    assert isinstance(record, Review)
    assert (record.owner, record.sign_off) == ("Lead nurse", None)
    assert (record.checked, record.review_by) == (dt.date(2026, 8, 31), dt.date(2027, 2, 28))


def test_the_page_is_put_at_the_end_of_its_list_and_nothing_else_changes(new: Command) -> None:
    new.run("A page", "--kind", "explanation", "--part", "Use it now", "--owner", "Lead nurse")
    home = (new.source / "index.md").read_text("utf-8")
    assert home.endswith(HOME.replace("use/quick-cards\n", "use/quick-cards\nuse/a-page\n"))
    cards = (new.source / "use/quick-cards.md").read_text("utf-8")
    new.run("A card", "--kind", "card", "--claim", "a-claim", "--owner", "Lead nurse")
    listed = (new.source / "use/quick-cards.md").read_text("utf-8")
    assert listed == cards.replace("../cards/old\n", "../cards/old\n../cards/a-card\n")


def test_what_is_not_given_is_asked_for(new: Command) -> None:
    status, out, _ = new.run("A page", answers="how-to\n1\nLead therapist\n")
    assert status == 0
    for question in ("Which kind?", "Which part?", "Which owner?", "1  Use it now", "Lead prescriber"):
        assert question in out
    text = (new.source / "use/a-page.md").read_text("utf-8")
    assert "owner: Lead therapist" in text
    assert "## What to do" in text


def test_a_clash_is_refused(new: Command) -> None:
    options = ("--kind", "explanation", "--part", "use", "--owner", "Lead nurse")
    assert "source/use/first.md has this title" in new.refused("first  PAGE", *options)
    assert "source/use/first.md is there already" in new.refused("First", *options)
    assert "has the anchor (an-anchor)=" in new.refused("An anchor", *options)


def test_what_cannot_be_is_told_with_the_remedy(new: Command) -> None:
    rest = ("--part", "use", "--owner", "Lead nurse")
    assert "Did you mean 'how-to'?" in new.refused("A page", "--kind", "howto", *rest)
    page = ("A page", "--kind", "how-to")
    assert "Did you mean 'Reference'?" in new.refused(*page, "--part", "Referense", "--owner", "Lead nurse")
    assert "unknown owner 'Nobody'" in new.refused(*page, "--part", "use", "--owner", "Nobody")
    assert "write: --owner ..." in new.refused(*page, "--part", "use")
    card = ("A card", "--kind", "card", "--owner", "Lead nurse")
    assert "unknown claim 'a-clam'. Did you mean 'a-claim'?" in new.refused(*card, "--claim", "a-clam")
    assert "the title is missing" in new.refused("  ", "--kind", "how-to", *rest)
    assert "'`' cannot stand in a title" in new.refused("A `page`", "--kind", "how-to", *rest)
    assert "80 at most" in new.refused("Word " * 20, "--kind", "how-to", *rest)
    assert "no letter or figure" in new.refused("?!", "--kind", "how-to", *rest)
    (new.source / "index.md").write_text("# Home\n")
    assert "part" in new.refused(*page, *rest)


def test_a_folder_that_is_no_project_is_told(new: Command) -> None:
    (new.project.root / "conf.py").unlink()
    assert "no conf.py" in new.refused("A page", "--kind", "how-to", "--part", "use", "--owner", "Lead nurse")


def test_a_list_with_the_ends_of_lines_of_windows_keeps_them(new: Command) -> None:
    home = new.source / "index.md"
    home.write_bytes(home.read_bytes().replace(b"\n", b"\r\n"))
    new.run("A page", "--kind", "how-to", "--part", "use", "--owner", "Lead nurse")
    assert b"use/a-page\r\n" in home.read_bytes()
    assert b"\n" not in home.read_bytes().replace(b"\r\n", b"")


@given(st.text(max_size=90))
def test_a_title_that_is_taken_gives_a_name_that_every_system_can_have(text: str) -> None:
    try:
        title = plain_title(text)
    except FieldError:
        return
    assert slug(title)
    assert set(slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(title).strip("-") == slug(title)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 24))
def test_months_are_counted_by_the_calendar(day: dt.date, months: int) -> None:
    later = in_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1
