"""A term is found under all its names, says itself in plain words, and is indexed where it is linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

ENTRY = """\
```{glossary-term} NMDA receptor
:abbreviation: NMDAR
:synonyms: N-methyl-D-aspartate receptor; memory switch
:plain: a docking point on nerve cells

A channel.
```
"""


def test_a_term_is_linked_under_each_of_its_names(project: Project) -> None:
    project.write("glossary.md", f"# Glossary\n\n{ENTRY}")
    names = ("NMDA receptor", "nmda receptor", "NMDAR", "memory switch")
    project.write("page.md", "# Page\n\n" + " ".join(f"{{term}}`{name}`" for name in names) + "\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    links = outcome.page("page").find_all("a", href="glossary.html#term-NMDA-receptor")
    assert [link.get_text() for link in links] == list(names)


def test_the_abbreviations_come_from_the_glossary(project: Project) -> None:
    project.write("glossary.md", f"# Glossary\n\n{ENTRY}")
    project.write("short.md", "# Short\n\n```{abbreviation-list}\n```\n")
    project.home()
    outcome = project.build("html")
    cells = [cell.get_text(strip=True) for cell in outcome.page("short").find_all("td")]
    assert cells == ["NMDAR", "NMDA receptor", "a docking point on nerve cells."]


def test_the_abbreviations_are_written_again_with_the_terms_and_not_else(project: Project) -> None:
    project.write("glossary.md", f"# Glossary\n\n{ENTRY}")
    project.write("short.md", "# Short\n\n```{abbreviation-list}\n```\n")
    project.write("page.md", "# Page\n")
    project.home()
    project.build("html")
    page = project.root / "build/.work/html/short.html"
    before = page.stat().st_mtime_ns
    project.write("page.md", "# Page\n\nMore words.\n")
    assert project.build("html").status == 0
    assert page.stat().st_mtime_ns == before
    project.write("glossary.md", f"# Glossary\n\n{ENTRY.replace('docking point', 'lock')}")
    assert "a lock on nerve cells." in project.build("html").page("short").get_text()


def test_a_section_that_links_a_term_stands_in_the_index(project: Project) -> None:
    project.write("glossary.md", f"# Glossary\n\n{ENTRY}")
    project.write("page.md", "# Page\n\n## Part\n\nA {term}`NMDA receptor`.\n")
    project.home()
    index = project.build("html").page("genindex")
    assert index.find("a", href="page.html#part") is not None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (":plain: a docking point on nerve cells\n", "", "'plain' is missing"),
        ("A channel.\n", "", "the definition is missing"),
    ],
)
def test_an_entry_without_its_parts_is_refused(project: Project, old: str, new: str, says: str) -> None:
    project.write("glossary.md", f"# Glossary\n\n{ENTRY.replace(old, new)}")
    project.home()
    findings = project.build("html").findings
    assert any(says in line and line.startswith("source/glossary.md:1") for line in findings)


def test_a_name_that_belongs_to_two_entries_is_refused(project: Project) -> None:
    second = ENTRY.replace("} NMDA receptor", "} AMPA receptor").replace(":abbreviation: NMDAR\n", "")
    project.write("glossary.md", f"# Glossary\n\n{ENTRY}\n{second}")
    project.home()
    findings = project.build("html").findings
    assert any("'memory switch' belongs to 'NMDA receptor' already" in line for line in findings)
