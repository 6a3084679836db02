"""What is known of a source shows wherever it is cited: how it was read, which copy, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.conftest import Outcome, Project

LABEL = """\
@misc{oldlabel, author = {{Maker}}, title = {Label}, howpublished = {Product label},
  copy = {March 2019}, read = {passage}, readat = {example.org}, complete = {yes}
}
@misc{nodate, author = {{Other Maker}}, title = {Another label}, howpublished = {Product label},
  copy = {undated}, read = {passage}, readat = {example.org}, complete = {yes}
}
"""
NOTICE = """\
[[notice]]
source = "oldlabel"
kind = "superseded"
where = "label of 2026"
says = "Only its header was read."
noted = 2026-10-01
"""


@pytest.fixture
def labels(project: Project) -> Project:
    """A project whose bibliography holds copies of labels, one of them superseded."""
    with (project.root / "source/references.bib").open("a", encoding="utf-8") as file:
        file.write(LABEL)
    (project.root / "source/notices.toml").write_text(NOTICE, encoding="utf-8")
    return project


def callout(outcome: Outcome, claim_id: str) -> str:
    """Return the words of a claim on its page."""
    found = outcome.page("page").find(id=f"claim-{claim_id}")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def entry(outcome: Outcome, key: str) -> Tag:
    """Return an entry of the bibliography."""
    found = outcome.page("refs").find(id=f"cite-{key}")
    assert found is not None
    return found


def test_a_copy_says_its_date_wherever_it_is_cited(labels: Project) -> None:
    text = "Prose {cite:p}`oldlabel` and {cite:t}`nodate`."
    assert build(labels, claim("a", sources="oldlabel (section 5)"), claim("b", sources="nodate"), text) == []
    outcome = labels.build("html", "pdf")
    assert "[ Maker, copy of March 2019 , section 5]" in callout(outcome, "a")
    prose = " ".join(outcome.page("page").get_text().split())
    assert "Prose [Maker, copy of March 2019] and Other Maker [undated copy]." in prose
    assert "[passage read; copy of March 2019]" in entry(outcome, "oldlabel").get_text()
    assert "Maker, copy of March 2019" in outcome.pdf_text()


@pytest.mark.parametrize(
    ("sources", "caution"),
    [
        ("alpha2020", ""),
        ("gamma2021", "rests only on somebody else's account of its source."),
        ("alpha2020; gamma2021", ""),
        ("oldlabel", "rests only on an older copy, superseded since."),
        (
            "oldlabel; gamma2021",
            "rests only on an older copy, superseded since and somebody else's account of its source.",
        ),
        ("nodate", ""),
    ],
)
def test_a_claim_on_weak_ground_alone_says_so(labels: Project, sources: str, caution: str) -> None:
    labels.write("all.md", "# All\n\n```{claim-register}\n```\n")
    assert build(labels, claim("a", sources=sources)) == []
    outcome = labels.build("html")
    marked = outcome.page("page").select("#claim-a .claim-caution")
    listed = outcome.page("all").select("tr.with-caution .claim-caution")
    expected = [f"Caution: {caution}"] if caution else []
    assert [line.get_text() for line in marked] == expected
    assert [line.get_text() for line in listed] == expected


def test_a_retracted_source_marks_the_claim_whatever_else_it_rests_on(labels: Project) -> None:
    notice = NOTICE.replace("oldlabel", "alpha2020").replace("superseded", "retraction")
    (labels.root / "source/notices.toml").write_text(notice, encoding="utf-8")
    assert build(labels, claim("a", sources="alpha2020; nodate")) == []
    outcome = labels.build("html")
    assert "Caution: a source was retracted: Alpha and Beta, 2020." in callout(outcome, "a")
    assert "Retracted (label of 2026). Only its header was read." in entry(outcome, "alpha2020").get_text()


def test_an_entry_names_the_claims_and_pages_that_cite_it_in_both_outputs(labels: Project) -> None:
    labels.write("prose.md", "# Prose page\n\nSee {cite:p}`alpha2020`.\n")
    assert build(labels, claim("first-one"), claim("second-one", certainty="very low")) == []
    outcome = labels.build("html", "pdf")
    line = entry(outcome, "alpha2020").find(class_="cited-by")
    assert line is not None
    words = "Cited by 2 statements: first one (moderate); second one (very low). Also cited on: Prose page."
    assert line.get_text() == words
    links = [str(link["href"]) for link in line.find_all("a")]
    assert links == ["page.html#claim-first-one", "page.html#claim-second-one", "prose.html"]
    assert "Cited by 2 statements: first one" in outcome.pdf_text()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('"oldlabel"', '"oldlable"', 1, "unknown source 'oldlable'. Did you mean 'oldlabel'?"),
        ('"superseded"', '"superceded"', 1, "unknown kind 'superceded'. Did you mean 'superseded'?"),
        ("2026-10-01", "2999-10-01", 1, "in the future"),
        ("noted = 2026-10-01", "", 1, "without the day on which it was noted"),
        ("says = ", "sais = ", 1, "notice without 'says'"),
        ('where = "label of 2026"', "where = label", 4, "not TOML"),
    ],
)
def test_a_notice_that_cannot_be_is_told_with_its_line(
    labels: Project, old: str, new: str, line: int, says: str
) -> None:
    (labels.root / "source/notices.toml").write_text(NOTICE.replace(old, new), encoding="utf-8")
    findings = build(labels, claim("a"))
    found = [one for one in findings if one.startswith(f"source/notices.toml:{line}: ")]
    assert any(says in one for one in found), findings


def test_the_depth_of_reading_is_counted(labels: Project) -> None:
    labels.write("depth.md", "# Depth\n\n```{reading-depth}\n```\n")
    assert build(labels, claim("a", sources="alpha2020; oldlabel")) == []
    table = labels.build("html").page("depth").find("table")
    assert table is not None
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in table.find_all("tr")[1:]]
    assert rows == [
        ["passage read", "2", "1"],
        ["abstract read", "1", "1"],
        ["not read; known from another account", "1", "0"],
        ["all, of 5 in the reference list", "4", "2"],
    ]
