"""A dose, percentage, time or cut-off stands in a claim, points to one, or is marked as no such figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.evidence.quantities import quantity_in
from tests.conftest import FRONT_MATTER
from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from tests.conftest import Project

CLINICAL = [
    "0.5 mg/kg",
    "56 to 84 mg",
    "100 ng/mL",
    "8.8%",
    "95 per cent",
    "40 minutes",
    "24-hour",
    "two to four hours",
    "half an hour",
    "8 of 91",
    "1 in 10",
    "a score of 26",
    "scores below 24",
    "> 140",
    "2 points",
    "140 mmHg",
    "50 mcg",
    "2 sprays",
    "10 units",
    "twelve months",
]
INNOCENT = [
    "23 November 2026",
    "the 2 groups",
    "page 3 of 168",
    "step 2 of 7",
    "part 1 of 3",
    "three points to remember",
    "PMID 31772157",
    "doi 10.1038/s41467-019-13162-w",
    "S01 to S24",
    "call 116 123",
    "ICD-10",
    "5HT2A",
    "version 18",
    "one of the two",
    "2,000 pages",
    "Addiction 2010;105:766",
    "the first week",
]


@pytest.mark.parametrize("text", CLINICAL)
def test_clinical_figures_are_seen(text: str) -> None:
    assert quantity_in(f"Before, {text} and after.")


@pytest.mark.parametrize("text", INNOCENT)
def test_other_numbers_raise_no_alarm(text: str) -> None:
    assert quantity_in(f"Before, {text} and after.") == ""


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    assert quantity_in(text) == "" or quantity_in(text) in text


def test_figures_outside_claims_are_told_wherever_they_stand(project: Project) -> None:
    (project.root / "source/dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    alone = {
        "paragraph": "Wait 2 hours.",
        "list": "* Wait 3 hours.\n* Fine.",
        "table": "| when | what |\n| --- | --- |\n| after 4 hours | test |",
        "heading": "## After 5 hours\n\nNothing rests here.",
        "alternative text": "![The curve falls after 6 hours](dot.svg)",
        "note": ":::{note}\nWait 7 hours.\n:::",
        "definition": "Term\n: Wait 8 hours.",
        "quotation": "> Wait 9 hours.",
    }
    sound = [
        "Wait 2 hours ({claim}`a-claim`).",
        "* Wait 3 hours ({claim}`a-claim`).\n\n  More on the 3 hours.",
        "| when | what |\n| --- | --- |\n| after 4 hours | test ({claim}`a-claim`) |",
        "| who | after 4 hours |\n| --- | --- |\n| staff | test ({claim}`a-claim`) |",
        "## After 5 hours\n\nTest ({claim}`a-claim`).",
        ":::{figure} dot.svg\n:alt: It falls after 6 hours\n\nThe curve ({claim}`a-claim`).\n:::",
        "This takes [8 minutes]{.not-clinical} to read.",
        "{.not-clinical}\nIt takes 9 minutes to read.",
        "Type `wait 10 hours` or [a page](https://example.org/10-hours).",
        claim("in-a-claim", "Wait 11 hours."),
        "```{retired-claim} old\n:retired: 2026-10-01\n:why: The 12 hours were wrong.\n\nWait 12 hours.\n```",
    ]
    lines = FRONT_MATTER.count("\n") + 3
    wanted = {}
    parts = ["# Page"]
    for name, text in alone.items():
        wanted[name] = lines
        lines += text.count("\n") + 2
        parts.append(text)
    project.write("page.md", "\n\n".join(parts) + "\n")
    project.write("sound.md", "\n\n".join(["# Sound", claim(), *sound]) + "\n")
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    project.home()
    findings = project.build("html").findings
    found = [int(line.split(":")[1]) for line in findings if line.endswith("[evidence.quantity]")]
    assert [line for line in findings if not line.startswith("source/page.md:")] == []
    offsets = {name: min((abs(line - place) for line in found), default=99) for name, place in wanted.items()}
    assert {name: offset for name, offset in offsets.items() if offset > 2} == {}
    assert len(found) == len(alone)
    assert all("{claim}`id`" in line and ".not-clinical" in line for line in findings)


def test_a_link_in_one_row_or_item_does_not_cover_its_neighbours(project: Project) -> None:
    text = "# Near\n\n* 84 mg ({claim}`a`)\n* 56 mg\n\nWait 3 days.\n\nSee {claim}`a`.\n"
    project.write("near.md", text)
    found = build(project, claim("a"))
    assert [line.split("'")[1] for line in found] == ["56 mg", "3 days"]
