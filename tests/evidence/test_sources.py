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


def test_a_claim_on_weak_ground_alone_says_so(labels: Project) -> None:
    older, account = "an older copy, superseded since", "somebody else's account of its source"
    expected = {
        "alpha2020": "",
        "gamma2021": f"rests only on {account}.",
        "alpha2020; gamma2021": "",
        "oldlabel": f"rests only on {older}.",
        "oldlabel; gamma2021": f"rests only on {older} and {account}.",
        "nodate": "",
    }
    labels.write("all.md", "# All\n\n```{claim-register}\n```\n")
    texts = [claim(f"claim-{number}", sources=sources) for number, sources in enumerate(expected)]
    assert build(labels, *texts) == []
    outcome = labels.build("html")
    rows = outcome.page("all").select(".claim-table tbody tr")
    for number, caution in enumerate(expected.values()):
        wanted = [f"Caution: {caution}"] if caution else []
        marked = outcome.page("page").select(f"#claim-claim-{number} .claim-caution")
        assert [line.get_text() for line in marked] == wanted
        assert [line.get_text() for line in rows[number].select(".claim-caution")] == wanted
        assert ("with-caution" in rows[number]["class"]) == bool(wanted)


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
    assert "Cited on page 4." in outcome.pdf_text(), "paper tells the pages"


def test_notices_that_cannot_be_are_told_with_their_lines(labels: Project) -> None:
    faults = [
        ('"oldlabel"', '"oldlable"', "unknown source 'oldlable'. Did you mean 'oldlabel'?"),
        ('"superseded"', '"superceded"', "unknown kind 'superceded'. Did you mean 'superseded'?"),
        ("2026-10-01", "2999-10-01", "in the future"),
        ("noted = 2026-10-01", "", "without the day on which it was noted"),
        ("says = ", "sais = ", "notice without 'says'"),
    ]
    text = "\n".join(NOTICE.replace(old, new) for old, new, _ in faults)
    (labels.root / "source/notices.toml").write_text(text, encoding="utf-8")
    findings = build(labels, claim("a"))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == "[[notice]]"]
    for line, (_, _, says) in zip(lines, faults, strict=True):
        place = f"source/notices.toml:{line}: "
        assert [one for one in findings if one.startswith(place) and says in one], (says, findings)


def test_a_list_of_notices_that_is_no_toml_is_told_with_its_line(labels: Project) -> None:
    text = NOTICE.replace('where = "label of 2026"', "where = label")
    (labels.root / "source/notices.toml").write_text(text, encoding="utf-8")
    findings = build(labels, claim("a"))
    assert len(findings) == 1
    assert findings[0].startswith("source/notices.toml:4: not TOML")


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
