"""The handbook holds what it promises: pages, terms, claims, the article traced."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ROOT / "source"
PAGES = sorted(SOURCE.rglob("*.md"))
CLAIM = re.compile(r"^```\{claim\} (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
GREEK_MICRO = re.compile(r"[µμ]g")


def page(handbook: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((handbook / f"build/html/{name}.html").read_text("utf-8"), "html.parser")


def test_the_four_pages_that_the_users_named_lead_to_one_another() -> None:
    places = {
        "mechanism": "understand/mechanism.md",
        "hippocampus": "understand/hippocampus.md",
        "consolidation": "understand/consolidation.md",
        "coping": "use/coping.md",
    }
    for name, place in places.items():
        text = (SOURCE / place).read_text("utf-8")
        for other in places.keys() - {name}:
            assert f"{other}.md" in text, f"{name} does not lead to {other}"


def test_there_are_at_least_120_claims_and_60_terms() -> None:
    text = "\n".join(path.read_text("utf-8") for path in PAGES)
    assert len(CLAIM.findall(text)) >= 120
    assert text.count("```{glossary-term} ") >= 60


def test_every_statement_of_the_article_has_a_verdict_and_a_reason(handbook: Path) -> None:
    statements = tomllib.loads((SOURCE / "reference/article-statements.toml").read_text("utf-8"))
    assert list(statements) == [f"S{number:02d}" for number in range(1, 25)]
    trace = page(handbook, "reference/article-traced").find(class_="article-trace")
    assert trace is not None
    rows = trace.find("tbody").find_all("tr", recursive=False)  # type: ignore[union-attr]
    assert len(rows) == 24
    for row in rows:
        said, verdict, answer = (
            cell.get_text(" ", strip=True) for cell in row.find_all("td", recursive=False)
        )
        assert re.match(r"S\d\d ", said)
        assert set(verdict.split()) & {"Supported", "Qualified", "Contradicted", "Not"}
        assert len(answer) > 40


def test_the_register_holds_exactly_the_claims_of_the_pages(handbook: Path) -> None:
    ids = {match[0] for path in PAGES for match in CLAIM.findall(path.read_text("utf-8"))}
    register = page(handbook, "reference/claims").find(class_="claim-register")
    assert register is not None
    listed = {
        str(link["href"]).partition("#claim-")[2] for link in register.find_all("a", class_="claim-reference")
    }
    assert listed == ids


def test_the_bibliography_lists_cited_and_complete_entries_only_with_links(handbook: Path) -> None:
    entries = page(handbook, "reference/bibliography").find_all(class_="citation")
    assert len(entries) > 80
    incomplete = set(
        re.findall(
            r"^@\w+\{(\w+),(?:(?!^\}).)*?complete = \{no\}",
            (SOURCE / "references.bib").read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
    )
    assert incomplete, "what could not be completed stays on file"
    for entry in entries:
        assert str(entry["id"]).removeprefix("cite-") not in incomplete
        assert "read" in entry.get_text()
    linked = [entry for entry in entries if entry.find("a", class_="external")]
    assert len(linked) / len(entries) > 0.9


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_page_keeps_the_house_rules(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not GREEK_MICRO.search(text), "write mcg"
    assert not re.search(r"\b\d+\.0 ?(mg|mcg|mL)\b", text), "no trailing zero"
    assert not re.search(r"(?<![\d\w])\.\d+ ?(mg|mcg|mL)\b", text), "a zero before the point"


def test_every_page_says_whether_a_clinician_has_signed_it(handbook: Path) -> None:
    for path in PAGES:
        text = path.read_text("utf-8")
        if text.startswith("---\nretired:"):
            continue
        name = path.relative_to(SOURCE).with_suffix("").as_posix()
        status = page(handbook, name).find(class_="review-status")
        assert status is not None, name
        state = "Awaiting clinical sign-off." if "\nsign-off: none\n" in text else "Signed off by "
        assert status.get_text().startswith(state), name


def test_every_line_of_the_learning_path_tells_its_minutes(handbook: Path) -> None:
    rows = page(handbook, "start/learning-path").select("table tbody tr")
    assert len(rows) >= 25
    for row in rows:
        cells = [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        assert re.fullmatch(r"[1-9]|[1-5][0-9]", cells[-1]), cells
