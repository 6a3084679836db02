"""The clinic's own name and numbers: from one file, on every output, or an honest blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.clinic.role import BLANK
from handbook.clinic.settings import FIELDS, parse
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Outcome, Project

PAGE = "# Page\n\nCall {clinic}`telephone` at {clinic}`name`.\n"


def build(project: Project, settings: str, page: str = PAGE) -> Outcome:
    (project.root / "clinic.toml").write_text(settings, encoding="utf-8")
    project.write("page.md", page)
    project.home()
    return project.build("html", "pdf")


def test_name_and_number_stand_on_the_site_and_in_the_book(project: Project) -> None:
    outcome = build(project, 'name = "Riverside Clinic"\ntelephone = "+44 20 7946 0000"\n')
    assert outcome.status == 0, outcome.complaints
    article = outcome.page("page").find("article")
    assert article is not None
    assert "Call +44 20 7946 0000 at Riverside Clinic." in " ".join(article.get_text().split())
    link = article.select_one("a.clinic-number")
    assert link is not None
    assert link["href"] == "tel:+442079460000", "a phone dials it"
    assert "Call +44 20 7946 0000 at Riverside Clinic." in outcome.pdf_text()


def test_what_is_not_set_leaves_a_line_to_write_on(project: Project) -> None:
    outcome = build(project, 'name = ""\n')
    assert outcome.status == 0, outcome.complaints
    assert f"Call {BLANK} at {BLANK}." in outcome.page("page").get_text()
    assert f"Call {BLANK} at {BLANK}." in outcome.pdf_text()


def test_a_change_of_the_file_reaches_pages_that_did_not_change(project: Project) -> None:
    build(project, "")
    (project.root / "clinic.toml").write_text('telephone = "112"\n', encoding="utf-8")
    outcome = project.build("html")
    assert "Call 112 at" in outcome.page("page").get_text()
    (project.root / "clinic.toml").unlink()
    assert f"Call {BLANK} at" in project.build("html").page("page").get_text()


@pytest.mark.parametrize(
    ("settings", "line", "says"),
    [
        ('name = ""\nphone = "112"\n', 2, "unknown field 'phone'. Did you mean 'telephone'?"),
        ('name = ""\ntelephon = "112"\n', 2, "Did you mean 'telephone'?"),
        ('telephone = "call us"\n', 1, "'call us' is not a telephone number. Write digits"),
        ('telephone = "1"\n', 1, "is not a telephone number"),
        ("# numbers\nemergency-number = 112\n", 2, 'Write it between quotes: emergency-number = "112"'),
        ("\n\nname = Riverside\n", 3, 'Write each field as: telephone = "'),
        (f'name = "{"x" * 81}"\n', 1, "name has 81 signs. Write at most 80"),
        ('[name]\nx = "1"\n', 1, "name is not text"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(project: Project, settings: str, line: int, says: str) -> None:
    outcome = build(project, settings)
    assert outcome.status == 1
    (told,) = [one for one in outcome.complaints.splitlines() if one.startswith("clinic.toml")]
    assert told.startswith(f"clinic.toml:{line}: ")
    assert says in told
    assert "Traceback" not in outcome.complaints


def test_an_unknown_field_in_a_page_is_told_with_its_line(project: Project) -> None:
    outcome = build(project, "", "# Page\n\n{clinic}`telefone`\n")
    assert outcome.findings == [
        "source/page.md:10: unknown field of clinic.toml 'telefone'. Did you mean 'telephone'? [clinic.field]"
    ]


@given(st.text(max_size=60))
def test_any_file_is_read_or_refused(text: str) -> None:
    fields, faults = parse(text)
    assert set(fields) <= set(FIELDS)
    assert all(line >= 1 and message for line, message in faults)


def test_the_project_ships_with_blanks_and_every_field_told() -> None:
    text = (ROOT / "clinic.toml").read_text("utf-8")
    assert parse(text) == ({}, [])
    assert all(f"\n{name} = " in text for name in FIELDS)
