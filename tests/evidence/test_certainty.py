"""How far a page can be trusted is told under its title, and every certainty leads to what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from tests.conftest import Outcome, Project

GRADES = "# How certain\n\n" + "\n".join(
    f"```{{certainty-grade}} {word}\nMeans {word}.\n```\n"
    for word in ("high", "moderate", "low", "very low", "practice")
)


def summary(outcome: Outcome, page: str) -> str:
    """Return the line on certainty of a page, or nothing."""
    line = outcome.page(page).find("p", class_="claim-summary")
    return line.get_text().replace("\u00a0", " ") if line is not None else ""


def test_a_page_counts_the_certainty_of_its_statements_under_its_status(project: Project) -> None:
    project.write("one.md", f"# One\n\n{claim('only', certainty='high')}\n")
    project.write("other.md", "# Other\n\nSee {claim}`a`, {claim}`b` and {claim}`a`.\n")
    project.write("none.md", "# None\n\nNothing.\n")
    texts = [claim("a"), claim("b", certainty="low"), claim("c", certainty="low")]
    assert build(project, *texts, claim("d", certainty="practice", sources=None)) == []
    outcome = project.build("html", "pdf")
    expected = "Certainty of the 4 statements on this page: 1 moderate, 2 low, 1 practice advice."
    assert summary(outcome, "page") == expected
    assert summary(outcome, "one") == "Certainty of the one statement on this page: high."
    assert summary(outcome, "other") == "This page rests on 2 statements of other pages: 1 moderate, 1 low."
    assert summary(outcome, "none") == ""
    status = outcome.page("page").find("p", class_="review-status")
    assert status is not None
    assert "claim-summary" in str(status.find_next_sibling())
    assert expected in outcome.pdf_text().replace("\u00a0", " ")


def test_the_line_counts_statements_on_weak_ground_wherever_they_stand(project: Project) -> None:
    project.write("one.md", f"# One\n\n{claim('only', sources='gamma2021')}\n")
    project.write("other.md", "# Other\n\nSee {claim}`a`, {claim}`b` and {claim}`only`.\n")
    assert build(project, claim("a", sources="gamma2021"), claim("b")) == []
    outcome = project.build("html")
    assert summary(outcome, "page").endswith(": 2 moderate. 1 of them carries a caution on its sources.")
    assert summary(outcome, "one").endswith(": moderate. It carries a caution on its sources.")
    assert summary(outcome, "other").endswith(": 3 moderate. 2 of them carry a caution on their sources.")
    project.write("one.md", f"# One\n\n{claim('only', sources='alpha2020')}\n")
    line = summary(project.build("html"), "other")  # follows, though its own text has not changed
    assert line.endswith(": 3 moderate. 1 of them carries a caution on its sources.")


def test_the_line_is_no_part_of_what_is_signed(project: Project) -> None:
    project.write("other.md", "# Other\n\nSee {claim}`a`.\n")
    assert build(project, claim("a")) == []
    line = project.build("html").page("other").find("p", class_="claim-summary")
    assert line is not None
    assert "not-signed" in line["class"]


def test_every_certainty_leads_to_what_it_means(project: Project) -> None:
    project.write("grades.md", GRADES)
    project.write("all.md", "# All\n\n```{claim-register}\n```\n")
    assert build(project, claim("a"), claim("b", certainty="very low")) == []
    outcome = project.build("html")
    page = outcome.page("page")
    found = [str(link["href"]) for link in page.select(".claim-certainty a, .claim-summary a")]
    moderate, very_low = "grades.html#certainty-moderate", "grades.html#certainty-very-low"
    assert sorted(found) == sorted([moderate, very_low] * 2)
    expected = "This page rests on 2 statements of other pages: 1 moderate, 1 very low."
    assert summary(outcome, "all") == expected
    listed = [str(link["href"]) for link in outcome.page("all").select(".claim-certainty a")]
    assert listed == [moderate, very_low]


def test_a_grade_counts_its_claims_and_leads_to_them(project: Project) -> None:
    project.write("grades.md", GRADES)
    project.write("all.md", "# All\n\n```{claim-register}\n```\n")
    assert build(project, claim("a"), claim("b", certainty="very low"), claim("c")) == []
    outcome = project.build("html", "pdf")
    counts = {}
    for grade in outcome.page("grades").select("div.certainty-grade"):
        line = grade.select_one(".grade-count")
        assert line is not None
        counts[str(grade["id"])] = (line.get_text(), [str(link["href"]) for link in line.find_all("a")])
    assert counts["certainty-moderate"] == (
        "2 of the 3 statements of this handbook carry this mark.",
        ["all.html?certainty=moderate"],
    )
    assert counts["certainty-very-low"][0] == "1 of the 3 statements of this handbook carries this mark."
    assert counts["certainty-high"][0] == "0 of the 3 statements of this handbook carry this mark."
    assert "2 of the 3 statements of this handbook" in outcome.pdf_text()


def test_an_unknown_grade_is_told(project: Project) -> None:
    project.write("grades.md", "# G\n\n```{certainty-grade} hihg\nx\n```\n")
    findings = build(project, claim("a"))
    assert [line for line in findings if "source/grades.md:10" in line and "Did you mean 'high'?" in line]
