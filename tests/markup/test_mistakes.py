"""A mistake gives one line that its writer understands: file, line, what is wrong, how to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.check.projects import checked_project
from tests.conftest import FRONT_MATTER
from tests.markup.mistakes import FILES, MISTAKES, UNREADABLE, Mistake

if TYPE_CHECKING:
    from tests.conftest import Outcome
    from tests.policy.projects import SharedProject

FINE = {
    "windows.md": (FRONT_MATTER + "# P\n\nText on Windows.\n").replace("\n", "\r\n"),
    "capital-directive.md": f"{FRONT_MATTER}# P\n\n```{{Note}}\nText.\n```\n",
    "nested.md": f"{FRONT_MATTER}# P\n\n````{{note}}\nText.\n\n```{{tip}}\nText.\n```\n````\n",
    "colons.md": f"{FRONT_MATTER}# P\n\n::::{{note}}\nText.\n\n:::{{tip}}\nText.\n:::\n::::\n",
    "code.md": f"{FRONT_MATTER}# P\n\n```md\n```{{tip}}\n[x] (y) **\t•\n```\n\nA `[x] (y.md)` and `**`.\n",
    "list-code.md": f"{FRONT_MATTER}# P\n\n1. One:\n\n   ```text\n   * a\n   ```\n2. Two.\n",
    "table.md": f"{FRONT_MATTER}# P\n\n| a \\| b | c |\n| :-- | --: |\n| x | y |\n\nText | not a table.\n",
    "stars.md": f"{FRONT_MATTER}# P\n\n*All of it* is so. A 3 * 4 grid. -5 degrees.\n\n* - inner\n",
    "breaks.md": f"{FRONT_MATTER}# P\n\nText.\n\n---\n\nA line\\\nand one.\n\nTerm\n: What it means.\n",
    "brackets.md": f"{FRONT_MATTER}# P\n\nA list [1] (see below), f(x) [sic], and (so) on.\n\n- [ ] A box\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> SharedProject:
    """All mistakes in one project."""
    made = checked_project(tmp_path_factory.mktemp("mistakes") / "project")
    for mistake in MISTAKES:
        made.write(f"{mistake.name}.md", mistake.text, front="")
    made.write("circle-a.md", "# A\n\n```{toctree}\ncircle-b\n```\n")
    for name in ("My Page", "Capital", "marked"):
        made.pages.append(name)
    for name, text in FINE.items():
        made.write(name, text, front="")
        (made.root / "source" / name).write_bytes(text.encode())
    for place, (data, _, _) in FILES.items():
        (made.root / place.partition(":")[0]).write_bytes(data)
    made.home()
    return made


@pytest.fixture(scope="module")
def outcome(project: SharedProject) -> Outcome:
    """What the check says of them all."""
    return project.build("check")


def told(outcome: Outcome, path: str) -> list[str]:
    """Return what is said of a file, except that test pages have words that no dictionary knows."""
    about = re.compile(rf"{re.escape(path)}(?::\d+)?: ")
    return [line for line in outcome.findings if about.match(line) and not line.endswith("[check.spelling]")]


def test_there_are_enough_of_them() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert len(MISTAKES) + len(FILES) + len(UNREADABLE) >= 150


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_by_its_line_with_the_remedy(outcome: Outcome, mistake: Mistake) -> None:
    lines = told(outcome, f"source/{mistake.name}.md")
    place = f"source/{mistake.name}.md:{mistake.line}: "
    about = [line for line in lines if line.startswith(place) and mistake.says in line]
    assert len(about) == 1, lines
    assert mistake.remedy in about[0]
    if mistake.alone:
        assert lines == about


@pytest.mark.parametrize("place", FILES)
def test_a_file_that_is_wrong_is_told(outcome: Outcome, place: str) -> None:
    _, says, remedy = FILES[place]
    lines = [line for line in outcome.findings if line.startswith(f"{place}:")]
    assert [line for line in lines if says in line and remedy in line], lines


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_like_a_mistake_is_left_alone(outcome: Outcome, name: str) -> None:
    assert told(outcome, f"source/{name}") == []


def test_every_finding_is_one_line_without_the_words_of_programmers(outcome: Outcome) -> None:
    assert outcome.status == 1
    assert "Traceback" not in outcome.complaints
    assert "fault of the tooling" not in outcome.complaints
    assert str(outcome.root) not in outcome.complaints
    body, _, _ = outcome.complaints.strip().rpartition("\n\n")
    lines = [line for line in body.splitlines() if line and line != "Errors"]
    assert all(line.startswith("source/") for line in lines), lines


def test_the_site_is_refused_for_the_same_mistakes(project: SharedProject, outcome: Outcome) -> None:
    def structural(findings: list[str]) -> set[str]:
        return {line for line in findings if "[check." not in line}

    built = project.build("html")
    assert built.status == 1
    assert not (project.root / "build/html").exists()
    assert structural(outcome.findings) <= structural(built.findings)


@pytest.mark.parametrize("place", UNREADABLE)
def test_a_file_that_cannot_be_read_stops_the_run_at_once(
    tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    project = checked_project(tmp_path_factory.mktemp("unreadable") / "project")
    data, says, remedy = UNREADABLE[place]
    (project.root / place.partition(":")[0]).write_bytes(data)
    outcome = project.build("check")
    assert outcome.status == 1
    assert len(outcome.findings) == 1
    assert outcome.findings[0].startswith(f"{place}: ")
    assert says in outcome.findings[0]
    assert remedy in outcome.findings[0]
