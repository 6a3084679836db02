"""A new member of staff tries cases; an answer never outlives the claim that it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.fields import FieldError
from handbook.onboarding.model import (
    ClaimUsed,
    parse_answer,
    parse_claims_used,
    reading_minutes,
)
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from tests.conftest import Project

STORY = "A patient rings the day after."
OPTIONS = "1. Wait a week.\n2. Call her back today.\n3. Ask a friend."
REASON = "It is the safer course ({claim}`a-claim`)."


def case(case_id: str = "the-call", *, claims: str = "a-claim", **changed: str | None) -> str:
    """Return a sound case with some parts changed; None leaves a field out."""
    fields: dict[str, str | None] = {"title": "The call", "answer": "B", "claims": claims}
    parts = {"story": STORY, "options": OPTIONS, "reason": REASON}
    for name, value in changed.items():
        if name in parts:
            parts[name] = value or ""
        else:
            fields[name] = value
    lines = [f":{name}: {value}" for name, value in fields.items() if value is not None]
    body = "\n\n".join(part for part in parts.values() if part)
    return "\n".join([f"```{{self-check}} {case_id}", *lines, "", body, "```"])


def build(project: Project, *cases: str, statement: str = "It is so.") -> list[str]:
    """Build a page of cases beside a page with the claim, and return the findings."""
    project.write("claims.md", "# Claims\n\n" + claim(statement=statement) + "\n")
    project.write("cases.md", "# Cases\n\n## Part\n\n" + "\n\n".join(cases) + "\n")
    project.write("answers.md", "# Answers\n\n```{self-check-answers}\n```\n")
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    project.home()
    return project.build("html").findings


def mark(project: Project) -> str:
    """Return the fingerprint of the claim, as the finding about its absence tells it."""
    told = [line for line in build(project, case()) if "has no fingerprint" in line]
    assert len(told) == 1
    found = re.search(r"a-claim@([0-9a-f]{8})", told[0])
    assert found is not None
    return found[1]


def test_a_case_shows_its_options_and_keeps_its_answer_shut(project: Project) -> None:
    assert build(project, case(claims=f"a-claim@{mark(project)}")) == []
    page = project.build("html").page("cases")
    assert page.find("h3").get_text().startswith("1. The call")  # type: ignore[union-attr]
    options = [item.get_text(strip=True) for item in page.select("ol.self-check-options > li")]
    assert options == ["Wait a week.", "Call her back today.", "Ask a friend."]
    details = page.find("details")
    assert details is not None
    assert not details.has_attr("open")
    assert "B. Call her back today." in details.get_text(" ", strip=True).replace("  ", " ")
    assert "safer course" in details.get_text()


def test_in_print_the_answer_stands_at_the_back_with_its_page(project: Project) -> None:
    assert build(project, case(claims=f"a-claim@{mark(project)}")) == []
    text = project.build("html", "pdf").pdf_text()
    assert text.count("safer course") == 1
    assert re.search(r"Ask a friend\. Answer and reason", text)
    assert text.index("safer course") > text.index("Answer and reason")


def test_a_case_is_refused_when_its_claim_has_changed_since_it_was_checked(project: Project) -> None:
    sound = case(claims=f"a-claim@{mark(project)}")
    assert build(project, sound) == []
    findings = build(project, sound, statement="It is not so.")
    assert len(findings) == 1
    assert findings[0].startswith("source/cases.md:1")
    assert "has changed since the case was checked" in findings[0]
    renewed = re.search(r"a-claim@([0-9a-f]{8})", findings[0])
    assert renewed is not None
    assert build(project, case(claims=renewed[0]), statement="It is not so.") == []


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        (case(title=None), "'title' is missing", "two to five words"),
        (case(answer=None), "'answer' is missing", "answer: B"),
        (case(answer="D"), "'D' is not one of the 3 options", "from A to C"),
        (case(claims=""), "'claims' is missing", "that the answer rests on"),
        (case(claims="a-claim, b"), "cannot read claim", "semicolons"),
        (case(claims="b-claim@12345678"), "unknown claim 'b-claim'", "Did you mean 'a-claim'?"),
        (case(claims="a-claim"), "has no fingerprint", "Compare the two"),
        (case(roles="surgeon"), "unknown role 'surgeon'", "Write one of"),
        (case("Bad_Id"), "malformed case id", "lower-case words"),
        (case(options=""), "fewer than two options", "numbered list"),
        (case(options="1. Only one."), "fewer than two options", "numbered list"),
        (case(story=""), "the case is missing", "before the options"),
        (case(reason=""), "the reason is missing", "under the options"),
    ],
)
def test_a_case_that_cannot_stand_is_refused_with_place_and_remedy(
    project: Project, text: str, says: str, remedy: str
) -> None:
    findings = [line for line in build(project, text) if says in line]
    assert findings
    assert findings[0].startswith("source/cases.md:1")
    assert remedy in findings[0]


def test_an_id_used_twice_is_told_with_the_first_place(project: Project) -> None:
    sound = case(claims=f"a-claim@{mark(project)}")
    assert any("is used in cases, line" in line for line in build(project, sound, sound))


def test_objectives_name_the_cases_that_try_them_and_follow_when_cases_change(project: Project) -> None:
    stamp = mark(project)
    page = f"# Claims\n\n{claim()}\n\n```{{objectives}}\n* say when to call back\n```\n"
    project.write("claims.md", page)
    project.write("cases.md", "# Cases\n\n" + case(claims=f"a-claim@{stamp}"))
    project.home()
    assert project.build("html").findings == []
    told = project.build("html").page("claims").find(class_="objectives")
    assert told is not None
    text = " ".join(told.get_text(" ").split())
    assert text == "After this page you can say when to call back Try it: self-check, case 1 ."
    both = case(claims=f"a-claim@{stamp}") + "\n\n" + case("again", claims=f"a-claim@{stamp}")
    project.write("cases.md", "# Cases\n\n" + both)
    told = project.build("html").page("claims").find(class_="objectives")
    assert told is not None
    assert "cases 1 , 2 ." in " ".join(told.get_text(" ").split())


def test_reading_times_are_counted_and_follow_the_pages(project: Project) -> None:
    project.write("path.md", "# Path\n\n{minutes}`long; long#part` and {minutes}`short`\n")
    project.write("short.md", "# Short\n\nA few words.\n")
    project.write("long.md", "# Long\n\n" + "word " * 380 + "\n\n(part)=\n## Part\n\n" + "word " * 190 + "\n")
    project.home()
    assert project.build("html").findings == []
    path = project.build("html").page("path").get_text(" ")
    assert re.search(r"\b4\s+and\s+1\b", path)  # 570 + 190 words at 200 a minute
    project.write("long.md", "# Long\n\n(part)=\n## Part\n\n" + "word " * 800 + "\n")
    assert re.search(r"\b9\s+and\s+1\b", project.build("html").page("path").get_text(" "))


def test_minutes_of_an_unknown_part_are_told(project: Project) -> None:
    project.write("path.md", "# Path\n\n{minutes}`lnog` {minutes}`long#nowhere`\n")
    project.write("long.md", "# Long\n\nWords.\n")
    project.home()
    findings = project.build("html").findings
    assert any("unknown page 'lnog'. Did you mean 'long'?" in line for line in findings)
    assert any("'long' has no section 'nowhere'" in line for line in findings)


IDS = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8}){0,2}", fullmatch=True)
MARKS = st.from_regex(r"[0-9a-f]{8}", fullmatch=True) | st.just("")


@given(st.lists(st.builds(ClaimUsed, IDS, MARKS), min_size=1, max_size=5))
def test_claims_used_are_read_back_as_written(used: list[ClaimUsed]) -> None:
    text = "; ".join(f"{one.id}@{one.fingerprint}" if one.fingerprint else one.id for one in used)
    assert list(parse_claims_used(text)) == used


@given(st.text(max_size=6), st.integers(2, 6))
def test_an_answer_is_one_of_the_letters_or_refused(text: str, options: int) -> None:
    try:
        letter = parse_answer(text, options)
    except FieldError as error:
        letter = ""
        message = str(error)
    assert letter in "ABCDEF"[:options]
    assert letter or "Write a letter" in message


@given(st.integers(1, 100_000))
def test_reading_takes_at_least_a_minute_and_never_less_than_the_words_need(words: int) -> None:
    assert max(1, words / 200) <= reading_minutes(words) < words / 200 + 1
