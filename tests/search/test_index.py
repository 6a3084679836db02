"""The index holds what a reader can land on, taken from the pages; it is the same however it was built."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.evidence import test_claims

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

PAGE, SECTION, TERM, CLAIM, FILE = range(5)
INDEX = "_static/search/index.js"


def claim(claim_id: str, statement: str) -> str:
    """Return a claim that needs no bibliography."""
    return test_claims.claim(claim_id, statement, certainty="practice", sources=None)


def index(site: Path) -> dict[str, Any]:
    """Return what a built site carries as its index."""
    text = (site / INDEX).read_text("utf-8")
    return dict(json.loads(text.removeprefix("handbookSearch.receive(").removesuffix(");\n")))


def rows(site: Path, kind: int) -> list[list[Any]]:
    return [row for row in index(site)["entries"] if row[1] == kind]


def text(row: list[Any]) -> str:
    return " ".join(block if isinstance(block, str) else block[1] for block in row[6])


def test_sections_claims_and_terms_are_entries_of_their_own(project: Project) -> None:
    body = claim("alpha", "Memory dips.")
    project.write("page.md", f"# Title\n\nLead.\n\n## Part\n\nUnder it.\n\n{body}\n\n### Deeper\n\nDown.\n")
    project.write("glossary.md", "# Glossary\n\n```{glossary-term} dip\n:plain: a low\n\nA low point.\n```\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    site = outcome.root / "build/html"
    assert [row[3] for row in rows(site, PAGE)] == ["Glossary", "Home", "Title"]
    assert [(row[2], row[3], row[4]) for row in rows(site, SECTION)] == [
        ("part", "Part", []),
        ("deeper", "Deeper", ["Part"]),
    ]
    (stated,) = rows(site, CLAIM)
    assert (stated[2], text(stated), stated[8]) == ("claim-alpha", "Memory dips.", "practice")
    assert stated[7], "the questions that lead to the claim"
    (term,) = rows(site, TERM)
    assert (term[3], text(term), term[10]) == ("dip", "A low point.", "a low")


def test_what_no_reader_searches_for_is_left_out(project: Project) -> None:
    body = claim("alpha", "Memory dips.")
    link = "[home](index.md)"
    project.write("page.md", f"# Title\n\nLead ({{claim}}`alpha`).\n\n{body}\n\n## See also\n\n* {link}\n")
    project.home()
    site = project.build("html").root / "build/html"
    (lead,) = [row for row in rows(site, PAGE) if row[3] == "Title"]
    assert text(lead) == "Lead."
    assert rows(site, SECTION) == []
    assert "Awaiting" not in (site / INDEX).read_text("utf-8")


def test_a_piece_far_below_its_heading_has_an_address_of_its_own(project: Project) -> None:
    long = " ".join(["word"] * 70)
    project.write("page.md", f"# Title\n\n## Part\n\n{long}\n\nThe answer.\n\n* an item\n")
    project.home()
    outcome = project.build("html", "pdf")
    assert outcome.status == 0, outcome.complaints
    (part,) = rows(outcome.root / "build/html", SECTION)
    anchors = [block[0] for block in part[6] if isinstance(block, list)]
    assert anchors == ["part--2", "part--3"]
    pieces = outcome.page("page").select("#part--2, #part--3")
    assert [(piece.name, piece.get_text(strip=True)) for piece in pieces] == [
        ("p", "The answer."),
        ("li", "an item"),
    ]


def test_a_page_that_is_gone_or_changed_is_forgotten(project: Project) -> None:
    project.write("first.md", "# First\n\nalpha\n")
    project.write("second.md", "# Second\n\nbeta\n")
    project.home()
    project.build("html")
    (project.root / "source/second.md").unlink()
    project.pages.remove("second")
    project.write("first.md", "# First\n\ngamma\n")
    project.home()
    site = project.build("html").root / "build/html"
    assert [row[3] for row in rows(site, PAGE)] == ["First", "Home"]
    assert text(rows(site, PAGE)[0]) == "gamma"


def test_a_changed_page_gives_the_index_that_a_fresh_build_gives(project: Project) -> None:
    project.write("first.md", "# First\n\nalpha\n")
    project.write("second.md", f"# Second\n\n{claim('beta', 'Beta.')}\n")
    project.home()
    project.build("html")
    project.write("first.md", "# First\n\nalpha and more\n")
    again = (project.build("html").root / "build/html" / INDEX).read_bytes()
    shutil.rmtree(project.root / "build")
    assert (project.build("html").root / "build/html" / INDEX).read_bytes() == again


def test_reading_in_parallel_gives_the_same_index(project: Project, tmp_path: Path) -> None:
    for number in range(8):
        project.write(f"p{number}.md", f"# Page {number}\n\n{claim(f'c-{number}', f'Stated {number}.')}\n")
    project.home()
    built = []
    for jobs in ("1", "4"):
        out = tmp_path / f"out{jobs}"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", jobs, "-b", "html"]
        command += ["-c", str(project.root), str(project.root / "source"), str(out)]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        built.append((out / INDEX).read_bytes())
    assert built[0] == built[1]


def test_a_retired_page_is_not_found(project: Project) -> None:
    project.write(
        "old.md", "# Old\n\nobsolete\n", front="---\nretired: 2026-11-01\nwhy: It was wrong.\n---\n\n"
    )
    project.pages.remove("old")  # a retired page stands in no toctree
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    assert "obsolete" not in (outcome.root / "build/html" / INDEX).read_text("utf-8")


def test_everyday_words_that_lead_nowhere_are_reported_with_their_line(project: Project) -> None:
    words = "```{everyday-words}\nbladder: pee; wee\nzebra: stripes\nno colon here\n```\n"
    project.write("glossary.md", f"# Glossary\n\nThe bladder.\n\n{words}")
    project.home()
    findings = "\n".join(project.build("html").findings)
    assert "glossary.md:14: everyday words: 'zebra' stands on no page" in findings
    assert "glossary.md:15: everyday words: cannot read 'no colon here'" in findings
    assert "'bladder' stands" not in findings


def test_the_site_carries_the_library_with_its_licence(project: Project) -> None:
    project.home()
    site = project.build("html").root / "build/html/_static/search"
    assert "MiniSearch" in (site / "minisearch.js").read_text("utf-8")
    licences = (site / "LICENCES.txt").read_text("utf-8")
    assert "Luca Ongaro" in licences
    assert "Snowball" in licences
    assert not list(site.glob("*.d.ts"))


def test_every_word_that_has_a_sense_has_a_whole_one(project: Project) -> None:
    project.home()
    words, digits = index(project.build("html").root / "build/html")["senses"]
    listed = words.split(" ")
    assert listed == sorted(set(listed))
    assert len(listed) > 3000
    assert {"brain", "hippocampus"} <= set(listed)
    assert len(digits) == 32 * len(listed)
    assert set(digits) <= set("0123456789abcdef")


def test_a_retired_claim_is_not_found(project: Project) -> None:
    retired = (
        "```{retired-claim} old-one\n:retired: 2026-11-01\n:why: It was wrong.\n\nObsolete statement.\n```\n"
    )
    project.write("page.md", f"# Title\n\nLead.\n\n{retired}")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    assert "Obsolete" not in (outcome.root / "build/html" / INDEX).read_text("utf-8")
