"""Every mistake in claims and sources is one line with its place and remedy, and all are told in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from tests.conftest import Project


def edit(project: Project, old: str, new: str) -> None:
    """Change the bibliography of a project."""
    bib = project.root / "source/references.bib"
    text = bib.read_text("utf-8")
    assert old in text
    bib.write_text(text.replace(old, new), encoding="utf-8")


def test_an_unknown_source_is_told_where_it_is_cited_with_the_nearest_entry(project: Project) -> None:
    findings = build(project, claim(sources="alfa2020"), "Prose {cite:p}`nobody1999`.")
    assert len(findings) == 2
    claimed, prose = sorted(findings)
    assert claimed.startswith("source/page.md:11: unknown source 'alfa2020'. Did you mean 'alpha2020'?")
    assert "references.bib:1" in claimed
    assert prose.startswith("source/page.md:21: unknown source 'nobody1999'")
    assert "add it to references.bib" in prose


def test_an_unknown_claim_is_told_where_it_is_referred_to_with_the_nearest(project: Project) -> None:
    findings = build(project, claim(), "One.\n\nSee {claim}`a-clam`.")
    assert findings == [
        "source/page.md:23: unknown claim 'a-clam'. Did you mean 'a-claim'? [evidence.unknown_claim]"
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("author = {Gamma, Gil}, title", "author = {Gamma, Gil} title", 6, "cannot read the bibliography"),
        ("journal = {Journal}, year = {2021}", "journal = Journal}, year = {2021}", 6, "cannot read"),
        ("@article{gamma2021,", "@article{alpha2020,", 5, "stands here again, first on line 1"),
    ],
)
def test_a_fault_of_the_bibliography_is_told_with_its_line(
    project: Project, old: str, new: str, line: int, says: str
) -> None:
    edit(project, old, new)
    findings = build(project, claim(sources="alpha2020"), "See {cite:p}`gamma2021`.")
    found = [one for one in findings if one.startswith("source/references.bib:") and says in one]
    assert len(found) == 1, findings
    assert abs(int(found[0].split(":")[1]) - line) <= 1, found


def test_all_faults_of_an_entry_are_told_with_its_line(project: Project) -> None:
    edit(project, "journal = {Journal}, year = {2021},", "year = {2021}, copy = {last year},")
    edit(project, "read = {secondary}", "read = {secondhand}")
    findings = build(project, claim(sources="gamma2021"))
    assert len(findings) == 3
    for says in ("unknown depth of reading 'secondhand'", "copy 'last year' is no date", "missing journal"):
        place = "source/references.bib:5: source 'gamma2021': "
        assert [line for line in findings if line.startswith(place) and says in line], findings


def test_a_broken_entry_hides_no_other_mistake_and_is_told_once(project: Project) -> None:
    edit(project, "author = {Gamma, Gil}, title", "author = {Gamma, Gil} title")
    texts = [claim("a", sources="gamma2021"), claim("b", certainty="sure"), "See {claim}`none-such`."]
    findings = build(project, *texts, claim("c", sources="partial2019"))
    rules = sorted(line.rpartition("[")[2] for line in findings)
    expected = ["evidence.bibliography]", "evidence.claim]", "evidence.incomplete_source]"]
    assert rules == [*expected, "evidence.unknown_claim]"], findings


def test_a_bibliography_that_is_not_utf_8_is_told_with_its_line(project: Project) -> None:
    bib = project.root / "source/references.bib"
    bib.write_bytes(bib.read_bytes().replace(b"Gil", b"G\xefl"))
    findings = build(project, claim())
    assert [line for line in findings if line.startswith("source/references.bib:6: byte 0xef is not UTF-8")]


def test_a_field_that_says_a_thing_twice_or_too_much_is_told(project: Project) -> None:
    findings = build(
        project,
        claim("a", sources="alpha2020; gamma2021; alpha2020"),
        claim("b", article="S01 supported; S01 qualified", why="x"),
        claim("c", questions="a? | b? | c? | d? | e?"),
    )
    assert len(findings) == 3
    for says in ("source 'alpha2020' is named twice", "'S01' is named twice", "5 are too many"):
        assert [line for line in findings if says in line], findings
