"""Every page says how far it can be trusted, and cannot say what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from tests.conftest import Project


FAULTY = [
    ("owner: Clinical lead\n", "", 1, "'owner' is missing"),
    ("owner: Clinical lead", "owner: Lead nurze", 2, "Did you mean 'Lead nurse'?"),
    ("checked: 2026-11-01\n", "", 1, "'checked' is missing"),
    ("checked: 2026-11-01", "checked:", 3, "'checked' is missing"),
    ("checked: 2026-11-01", "checked: 2999-01-01", 3, "in the future"),
    ("checked: 2026-11-01", "checked: 1 November", 3, "not a date"),
    ("checked: 2026-11-01", "checked: 2026-02-30", 3, "not a day of the calendar"),
    ("review-by: 2027-05-01\n", "", 1, "'review-by' is missing"),
    ("review-by: 2027-05-01", "review-by: 2026-10-01", 4, "is not after checked"),
    ("review-by: 2027-05-01", "review-by: 2026-11-01", 4, "is not after checked"),
    ("sign-off: none\n", "", 1, "'sign-off' is missing"),
    ("sign-off: none", "sign-off: Dr A. Example", 5, "a name, a credential and a date"),
    ("sign-off: none", "sign-off: Dr A. Example, 2026-11-02", 5, "a name, a credential and a date"),
    ("sign-off: none", "sign-off: Dr A. Example, , 2026-11-02", 5, "a name, a credential and a date"),
    ("sign-off: none", "sign-off: Dr A. Example, MD", 5, "a name, a credential and a date"),
    ("sign-off: none", "sign-off: Dr A, MD, 2999-01-01", 5, "in the future"),
    ("sign-off: none", "sign-off: Dr A, MD, today", 5, "not a date"),
    ("sign-off: none", "sign-off: none\nsigned-text: 4f2a-91bc-0d4e", 6, "without a sign-off"),
]


def test_an_unsigned_page_says_so_under_its_title_in_both_outputs(project: Project) -> None:
    project.write("page.md", "# Page\n\nText.\n")
    project.home()
    outcome = project.build("html", "pdf")
    status = outcome.page("page").find("p", class_="review-status")
    assert status is not None
    expected = (
        "Awaiting clinical sign-off. Evidence checked 1 November 2026. Next review by 1 May 2027."
        " Owner: Clinical lead."
    )
    assert status.get_text() == expected
    assert status.find_previous_sibling("h1") is not None
    assert outcome.pdf_text().count(expected) == 2  # the page and the home page


def test_front_matter_that_cannot_be_is_refused_all_of_it_in_one_run(project: Project) -> None:
    for number, (old, new, _, _) in enumerate(FAULTY):
        assert old in FRONT_MATTER
        project.write(f"p{number}.md", "# Page\n", front=FRONT_MATTER.replace(old, new))
    project.home()
    outcome = project.build("html")
    assert outcome.status == 1
    ours = [finding for finding in outcome.findings if "[review." in finding]
    assert len(ours) == len(FAULTY)
    for number, (_, new, line, says) in enumerate(FAULTY):
        (finding,) = [one for one in ours if one.startswith(f"source/p{number}.md:")]
        assert finding.startswith(f"source/p{number}.md:{line}: front matter:"), new
        assert says in finding


def test_a_page_without_front_matter_is_told_all_that_is_missing(project: Project) -> None:
    project.write("page.md", "# Page\n", front="")
    project.home()
    (finding,) = project.build("html").findings
    for field in ("owner", "checked", "review-by", "sign-off"):
        assert field in finding


def test_front_matter_that_cannot_be_read_is_told_once(project: Project) -> None:
    project.write("page.md", "# Page\n", front="---\nowner: [Clinical lead\n---\n\n")
    project.home()
    (finding,) = project.build("html").findings
    assert finding.startswith("source/page.md:")
    assert "Write the fields as 'name: value'" in finding
