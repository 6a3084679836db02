"""What patients are handed: easy to read, and no surer than the evidence."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import pytest

from tests.content.test_content import page
from tests.pdf.reading import sentences
from tests.pdf.test_sheets import HANDOUTS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it uses a part of setuptools that is going away
    import textstat

if TYPE_CHECKING:
    from pathlib import Path

# What the handouts say of how sure we are, and the grades that stand behind it.
SURE = {
    "sure": {"High"},
    "fairly sure": {"Moderate"},
    "not sure": {"Low", "Very low"},
    "may help": {"Low", "Very low"},
    "not known": {"Low", "Very low"},
    "we do not know": {"Low", "Very low"},
}


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_reads_at_grade_6_to_8(handbook: Path, name: str) -> None:
    text = sentences(handbook / f"build/.work/doctrees/patients/{name}.doctree")
    assert len(text.split()) > 300
    # SMOG is the formula made for health texts: McLaughlin, Journal of Reading 1969; 12: 639-646.
    assert 6 <= textstat.smog_index(text) <= 8
    assert textstat.flesch_kincaid_grade(text) <= 8


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_is_no_surer_than_the_claim_it_rests_on(handbook: Path, name: str) -> None:
    article = page(handbook, f"patients/{name}").select_one("article")
    assert article is not None
    checked = 0
    for link in article.select("a.claim-reference"):
        words = " ".join(link.get_text().split())
        said = next((sure for sure in SURE if re.match(rf"{sure}\b", words)), "")
        if said:
            grade = str(link["title"]).partition(" certainty")[0]
            assert grade in SURE[said], f"{words}: {link['title']}"
            checked += 1
    assert checked >= 5


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_promises_nothing(handbook: Path, name: str) -> None:
    text = sentences(handbook / f"build/.work/doctrees/patients/{name}.doctree").lower()
    for promise in ("will come back", "will return", "always", "guarantee", "completely safe", "no risk"):
        assert promise not in text
