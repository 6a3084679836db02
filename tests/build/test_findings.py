"""A mistake in a page gives one line with file, line and remedy; all of them in one run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

IMAGE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


@dataclass(frozen=True)
class Mistake:
    """What a writer may get wrong, the line it stands on in the file, and the remedy to expect."""

    name: str
    text: str
    line: int
    says: str
    remedy: str


MISTAKES = [
    Mistake("broken link to a page", "# P\n\n[x](nowhere.md)\n", 10, "nowhere", "Correct the"),
    Mistake("broken link to a label", "# P\n\n[x](#nowhere)\n", 10, "nowhere", "Correct the"),
    Mistake("unknown term", "# P\n\n{term}`Nonesuch`\n", 10, "Nonesuch", "glossary.md"),
    Mistake("unknown citation", "# P\n\n{cite:p}`nobody1999`\n", 10, "nobody1999", "references.bib"),
    Mistake("unknown claim", "# P\n\n{claim}`no-such-claim`\n", 10, "no-such-claim", "Correct the name"),
    Mistake("unknown role", "# P\n\n{nonesuch}`x`\n", 10, "nonesuch", "Correct the name in braces"),
    Mistake("unknown directive", "# P\n\n```{nonesuch}\n```\n", 10, "nonesuch", "Check the spelling"),
    Mistake("missing image", "# P\n\n![what](gone.svg)\n", 10, "gone.svg", "Put the file there"),
    Mistake("image without alternative text", "# P\n\n![](here.svg)\n", 10, "alternative text", ":alt:"),
    Mistake("heading level skipped", "# P\n\n### Deep\n", 10, "H1 to H3", "one heading level"),
    Mistake("raw HTML", "# P\n\n<script>alert(1)</script>\n", 10, "raw HTML", "Markdown"),
    Mistake("incomplete source", "# P\n\n{cite:p}`partial2019`\n", 10, "incomplete", "Complete it"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gives_one_line_with_place_and_remedy(project: Project, mistake: Mistake) -> None:
    project.write("page.md", mistake.text)
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    (project.root / "source/here.svg").write_text(IMAGE, encoding="utf-8")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 1
    lines = [line for line in outcome.findings if mistake.says in line]
    assert len(lines) == 1, outcome.complaints
    assert re.match(r"source/page\.md:(\d+): ", lines[0])
    assert int(lines[0].split(":")[1]) == pytest.approx(mistake.line - 1, abs=1)
    assert mistake.remedy in lines[0]
    assert "Traceback" not in outcome.complaints


def test_a_page_outside_every_toctree_is_named(project: Project) -> None:
    project.home()
    project.write("lost.md", "# Lost\n")
    outcome = project.build("html")
    assert any("source/lost.md" in line and "toctree" in line for line in outcome.findings)


def test_a_duplicate_label_is_named_with_both_places(project: Project) -> None:
    project.write("one.md", "# One\n\n(same)=\n## A\n")
    project.write("two.md", "# Two\n\n(same)=\n## B\n")
    project.home()
    outcome = project.build("html")
    lines = [line for line in outcome.findings if "duplicate label" in line]
    assert len(lines) == 1
    assert "Keep the label in one place" in lines[0]


def test_front_matter_that_is_no_yaml_is_named(project: Project) -> None:
    project.write("page.md", "# P\n", front="---\nowner: [unclosed\n---\n\n")
    project.home()
    outcome = project.build("html")
    assert any(line.startswith("source/page.md:") and "front_matter" in line for line in outcome.findings)


def test_a_file_that_is_not_utf8_is_named_with_the_line(project: Project) -> None:
    project.write("page.md", "# P\n")
    (project.root / "source/page.md").write_bytes(b"---\n---\n\n# P\n\ncaf\xe9\n")
    project.home()
    outcome = project.build("html")
    assert any(line.startswith("source/page.md:6: byte 0xe9") for line in outcome.findings)


def test_all_mistakes_are_told_in_one_run(project: Project) -> None:
    for number, mistake in enumerate(MISTAKES):
        project.write(f"p{number}.md", mistake.text)
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    (project.root / "source/here.svg").write_text(IMAGE, encoding="utf-8")
    project.home()
    outcome = project.build("html", "pdf")
    for number, mistake in enumerate(MISTAKES):
        told = [line for line in outcome.findings if line.startswith(f"source/p{number}.md:")]
        assert any(mistake.says in line for line in told), mistake.name


def test_the_last_good_output_stays_when_a_build_fails(project: Project) -> None:
    project.write("page.md", "# Good\n")
    project.home()
    assert project.build("html", "pdf").status == 0
    old_page = (project.root / "build/html/page.html").read_bytes()
    old_book = (project.root / "build/pdf/handbook.pdf").read_bytes()
    project.write("page.md", "# Bad\n\n{term}`Nonesuch`\n")
    assert project.build("html", "pdf").status == 1
    assert (project.root / "build/html/page.html").read_bytes() == old_page
    assert (project.root / "build/pdf/handbook.pdf").read_bytes() == old_book


def test_a_mistake_is_told_again_until_it_is_mended(project: Project) -> None:
    project.write("page.md", "# P\n\n### Deep\n")
    project.home()
    assert project.build("html").findings
    assert project.build("html").findings, "a second run must not pass what the first refused"
    project.write("page.md", "# P\n\n## Well\n")
    assert project.build("html").status == 0


def test_a_fault_of_the_tooling_is_one_line_with_the_story_in_a_file(project: Project) -> None:
    settings = project.root / "conf.py"
    settings.write_text(settings.read_text("utf-8") + "\nextensions = extensions + ['nonesuch']\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 1
    assert "Traceback" not in outcome.complaints
    assert "nonesuch" in outcome.complaints
