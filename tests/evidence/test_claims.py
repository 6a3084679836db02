"""A claim shows what it rests on, everywhere; one that cannot stand is refused with its line."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.fields import FieldError
from handbook.evidence.model import (
    Certainty,
    Source,
    Verdict,
    parse_article,
    parse_certainty,
    parse_id,
    parse_sources,
)

if TYPE_CHECKING:
    from tests.conftest import Project

FIELDS = {
    "certainty": "moderate",
    "sources": "alpha2020 (table 2); gamma2021",
    "population": "healthy volunteers",
    "route": "IV",
    "questions": "Why? | What now?",
    "checked": "2026-10-01",
}


def claim(claim_id: str = "a-claim", statement: str = "It is so.", **fields: str | None) -> str:
    """Return a sound claim with some fields changed; None leaves a field out."""
    merged = {**FIELDS, **fields}
    lines = [f":{name}: {value}" for name, value in merged.items() if value is not None]
    return "\n".join([f"```{{claim}} {claim_id}", *lines, "", statement, "```"])


def build(project: Project, *texts: str) -> list[str]:
    """Build a page of claims with a bibliography and return the findings."""
    project.write("page.md", "# Page\n\n" + "\n\n".join(texts) + "\n")
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    project.home()
    return project.build("html").findings


def test_a_claim_shows_certainty_in_words_and_by_shape_and_what_it_rests_on(
    project: Project,
) -> None:
    assert build(project, claim()) == []
    callout = project.build("html").page("page").find(id="claim-a-claim")
    assert callout is not None
    text = callout.get_text(" ", strip=True)
    assert "●●●○ Moderate certainty" in " ".join(text.split())
    for words in (
        "It is so.",
        "Alpha and Beta, 2020",
        "table 2",
        "healthy volunteers; IV",
        "1 October 2026",
    ):
        assert words in " ".join(text.split())


def test_a_claim_tells_other_capabilities_what_it_is(project: Project) -> None:
    assert build(project, claim(statement="It is *so*,\nand here."), claim("b-claim")) == []
    doctree = pickle.loads((project.root / "build/.work/doctrees/page.doctree").read_bytes())
    first, _ = (node for node in doctree.findall(nodes.container) if "claim" in node["classes"])
    assert first["claim_id"] == "a-claim"
    assert first["certainty"] == "moderate"
    assert first["statement"] == "It is so, and here."
    assert first["questions"] == ("Why?", "What now?")


def test_a_reference_prints_the_certainty_and_leads_to_the_claim(project: Project) -> None:
    assert build(project, claim(), "See {claim}`a-claim` or {claim}`mine <a-claim>`.") == []
    page = project.build("html").page("page")
    links = page.find_all("a", href="#claim-a-claim", class_="claim-reference")
    assert [link.get_text() for link in links] == ["moderate certainty", "mine"]


def test_the_register_and_the_trace_hold_every_claim(project: Project) -> None:
    (project.root / "source/article.toml").write_text('S01 = "The article says so."\n')
    project.write("register.md", "# All\n\n```{claim-register}\n```\n\n```{article-trace}\n```\n")
    carried = claim("b-claim", "Not quite.", article="S01 qualified", why="It overstates.")
    assert build(project, claim(), carried) == []
    text = project.build("html").page("register").get_text(" ", strip=True)
    for words in ("It is so.", "Not quite.", "The article says so.", "Qualified", "It overstates."):
        assert words in text


def test_pages_follow_when_a_claim_elsewhere_changes(project: Project) -> None:
    project.write("citing.md", "# Citing\n\nSee {claim}`a-claim`.\n")
    project.write("still.md", "# Still\n\nNothing.\n")
    project.write("register.md", "# All\n\n```{claim-register}\n```\n")
    assert build(project, claim()) == []
    still = project.root / "build/.work/html/still.html"
    before = still.stat().st_mtime_ns
    assert build(project, claim(certainty="low")) == []
    outcome = project.build("html")
    assert "low certainty" in outcome.page("citing").get_text()
    assert "Low certainty" in outcome.page("register").get_text()
    assert still.stat().st_mtime_ns == before, "a page that nothing touches is not written again"


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        (claim(sources=None), "no source", "grade it 'practice'"),
        (claim(sources="alpha2020, gamma2021"), "cannot read source", "separated by semicolons"),
        (claim(certainty="sure"), "unknown certainty 'sure'", "Write one of"),
        (claim(certainty="moderat"), "unknown certainty", "Did you mean 'moderate'?"),
        (claim(certainty=None), "'certainty' is missing", "Write high"),
        (claim(claim_id="Bad_Id"), "malformed claim id", "lower-case words"),
        (claim(article="S1 supported"), "cannot read article statement", "S12 supported"),
        (claim(article="S01 wrong", why="x"), "unknown verdict", "Write one of"),
        (claim(article="S01 qualified"), "'why' is missing", "one sentence"),
        (claim(article="S77 supported"), "unknown article statement 'S77'", "S77"),
        (claim(checked="2999-01-01"), "in the future", "the day the sources were read"),
        (claim(checked="yesterday"), "not a date", "YYYY-MM-DD"),
        (claim(checked="2026-02-30"), "not a day of the calendar", "checked"),
        (claim(questions=None), "'questions' is missing", "separated by |"),
        (claim(population=None), "'population' is missing", "to whom"),
        (claim(statement=""), "the statement is missing", "under the fields"),
        (claim(sources="nobody1999"), "nobody1999", "references.bib"),
        (claim(sources="partial2019"), "incomplete", "Complete it"),
    ],
)
def test_a_claim_that_cannot_stand_is_refused_with_place_and_remedy(
    project: Project, text: str, says: str, remedy: str
) -> None:
    findings = [line for line in build(project, text) if says in line]
    assert findings
    assert findings[0].startswith("source/page.md:1")
    assert remedy in findings[0]


def test_all_faults_of_one_claim_are_told_at_once(project: Project) -> None:
    findings = build(project, claim(certainty=None, population=None, questions=None))
    assert len(findings) == 3


def test_an_id_used_twice_is_told_with_the_first_place(project: Project) -> None:
    findings = build(project, claim(), claim())
    assert any("duplicate claim id 'a-claim'" in line and "source" in line for line in findings)


def test_an_article_statement_that_no_claim_carries_is_told(project: Project) -> None:
    (project.root / "source/article.toml").write_text('S01 = "x"\nS02 = "y"\n')
    findings = build(project, claim(article="S01 supported"))
    assert [line for line in findings if "S02 is carried by no claim" in line]
    assert not [line for line in findings if "S01 is carried" in line]


def test_practice_advice_needs_no_source_and_says_so(project: Project) -> None:
    assert build(project, claim(certainty="practice", sources=None)) == []
    assert "◆ Practice advice, no direct evidence" in project.build("html").page("page").get_text()


KEYS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["ab", "van-de-loo", "o_brien", "Q"]),
    st.integers(1900, 2099),
    st.sampled_from("abc"),
)
PLACES = st.from_regex(r"[a-z]{3,8}( [0-9]{1,2})?", fullmatch=True) | st.just("")


@given(st.lists(st.builds(Source, KEYS, PLACES), min_size=1, max_size=6, unique_by=lambda one: one.key))
def test_sources_are_read_back_as_written(sources: list[Source]) -> None:
    text = " ; ".join(f"{one.key} ({one.locator})" if one.locator else one.key for one in sources)
    assert list(parse_sources(text)) == sources


@given(
    st.lists(
        st.tuples(st.integers(0, 99), st.sampled_from(Verdict)), max_size=5, unique_by=lambda one: one[0]
    )
)
def test_article_statements_are_read_back_as_written(parts: list[tuple[int, Verdict]]) -> None:
    text = "; ".join(f"S{number:02d} {verdict.value}" for number, verdict in parts)
    assert [(one.number, one.verdict) for one in parse_article(text)] == [
        (f"S{number:02d}", verdict) for number, verdict in parts
    ]


@given(st.text(max_size=40))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for parse in (parse_sources, parse_article, parse_certainty, parse_id):
        try:
            parse(text)
        except FieldError as error:
            message = str(error)
        else:
            continue
        assert "\n" not in message


def test_every_certainty_has_words_and_a_shape_of_its_own() -> None:
    assert len({grade.words for grade in Certainty}) == len(Certainty)
    assert len({grade.mark for grade in Certainty}) == len(Certainty)
