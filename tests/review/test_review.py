"""Every page says how far it can be trusted, and cannot say what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from tests.conftest import Project


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
    assert outcome.pdf_text().count(expected) == 2  # the page and the home page


def test_a_signed_page_names_who_signed_it(project: Project) -> None:
    front = FRONT_MATTER.replace("sign-off: none", "sign-off: Dr A. Example, MD, 2026-11-02")
    project.write("page.md", "# Page\n", front=front)
    project.home()
    text = project.build("html").page("page").get_text(" ", strip=True)
    assert "Signed off by Dr A. Example, MD, 2 November 2026" in text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("owner: Clinical lead\n", "", "'owner' is missing"),
        ("checked: 2026-11-01\n", "", "'checked' is missing"),
        ("review-by: 2027-05-01\n", "", "'review-by' is missing"),
        ("sign-off: none\n", "", "'sign-off' is missing"),
        ("checked: 2026-11-01", "checked: 2999-01-01", "in the future"),
        ("checked: 2026-11-01", "checked: 1 November", "not a date"),
        ("review-by: 2027-05-01", "review-by: 2026-10-01", "is not after checked"),
        ("sign-off: none", "sign-off: Dr A. Example", "a name, a credential and a date"),
        ("sign-off: none", "sign-off: Dr A, MD, 2999-01-01", "in the future"),
    ],
)
def test_front_matter_that_cannot_be_is_refused(project: Project, old: str, new: str, says: str) -> None:
    project.write("page.md", "# Page\n", front=FRONT_MATTER.replace(old, new))
    project.home()
    findings = project.build("html").findings
    assert any(line.startswith("source/page.md:1:") and says in line for line in findings), findings


def test_a_page_without_front_matter_is_told_all_that_is_missing(project: Project) -> None:
    project.write("page.md", "# Page\n", front="")
    project.home()
    assert len([line for line in project.build("html").findings if "is missing" in line]) == 4
