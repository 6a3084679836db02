"""The guide tells writers the rules as they are."""

from __future__ import annotations

import re

from handbook.check.builder import RULES
from handbook.check.silence import HOW
from tests.conftest import ROOT

GUIDE = (ROOT / "docs/check.md").read_text("utf-8")


def table() -> str:
    """Return the rules as the table that the guide shows."""
    rules = [
        (f"`{rule.name}`", "stops" if rule.stops else "advice", rule.looks_for, rule.remedy)
        for rule in RULES.values()
    ]
    rows = [("rule", "stops?", "looks for", "write"), ("---", "---", "---", "---"), *rules]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_the_table_of_the_guide_is_that_of_the_code() -> None:
    assert table() in GUIDE, f"docs/check.md needs this table:\n{table()}"


def test_every_rule_has_its_row_and_every_silence_shown_is_one() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE)
    assert rows == list(RULES)
    shown = re.findall(r"^% check: ok ([a-z-]+) - \w", GUIDE, re.MULTILINE)
    assert shown
    assert set(shown) <= RULES.keys()
    assert HOW == "% check: ok RULE - REASON"
