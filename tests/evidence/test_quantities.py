"""A figure shows what it rests on, or the build refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.evidence.quantities import NOT_CLINICAL, QUANTITY
from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from tests.conftest import Project

FIGURES = [
    "give 0.5 mg/kg",
    "56 to 84 mg",
    "100 ng/mL",
    "8 of 91 patients",
    "8.8% of them",
    "about 12 per cent",
    "for 2 hours",
    "within two to four weeks",
    "140 mmHg",
    "a score below 26",
    "the 24-hour rule",
]
WORDS = ["three kinds of memory loss", "5 rooms", "step 2 of this page", "in 2021", "Table 3", "TA854"]


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_seen(text: str) -> None:
    assert QUANTITY.search(text)


@pytest.mark.parametrize("text", WORDS)
def test_other_numbers_are_not(text: str) -> None:
    assert not QUANTITY.search(text)


def test_a_figure_that_rests_on_nothing_is_refused_with_place_and_remedy(project: Project) -> None:
    table = "| a | b |\n| --- | --- |\n| c | 9% |"
    project.write("bare.md", f"# Bare\n\nWait 24 hours.\n\n* Give 84 mg.\n\n{table}\n")
    found = build(project, claim("a"))
    assert len(found) == 3
    # Of a table the parser tells only where it begins.
    for line, place, figure in zip(found, ("10", "12", "14"), ("24 hours", "84 mg", "9%"), strict=True):
        assert line.startswith(f"source/bare.md:{place}: figure '{figure}' stands outside a claim.")
        assert "{claim}`id`" in line
        assert f"[{figure}]{{.{NOT_CLINICAL}}}" in line


def test_a_figure_may_stand_in_a_claim_beside_a_link_to_one_or_marked(project: Project) -> None:
    text = """\
# Sound

Wait 24 hours ({claim}`a`).

* Give 84 mg ({claim}`as the label says <a>`).

| who | share |
| --- | --- |
| {claim}`patients <a>` | 9% |

Reading takes [20 minutes]{.not-clinical}. Write `84 mg`, not another form.

## How long is 2 hours?

Long ({claim}`a`).
"""
    project.write("sound.md", text)
    assert build(project, claim("a", "Two hours likely suffice for 9% of patients.")) == []


def test_a_link_in_one_row_or_item_does_not_cover_its_neighbours(project: Project) -> None:
    text = "# Near\n\n* 84 mg ({claim}`a`)\n* 56 mg\n\nWait 3 days.\n\nSee {claim}`a`.\n"
    project.write("near.md", text)
    found = build(project, claim("a"))
    assert [line.split("'")[1] for line in found] == ["56 mg", "3 days"]
