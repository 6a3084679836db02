"""The same findings on the lines of a pull request, as GitHub asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from handbook.build.findings import Finding
from handbook.build.report import annotation, summary

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Project


def test_errors_and_advice_become_annotations() -> None:
    error = Finding("source/use/a,b.md", 7, "50% of it: wrong\nhere", "check.promise")
    assert annotation(error) == (
        "::error file=source/use/a%2Cb.md,line=7,title=check.promise::50%25 of it: wrong%0Ahere"
    )
    advice = Finding("source/a.md", 0, "long", "check.long-sentence", advice=True)
    assert annotation(advice) == "::notice file=source/a.md,line=1,title=check.long-sentence::long"


@given(st.text(), st.text(), st.text())
def test_no_finding_can_write_a_second_command(path: str, rule: str, message: str) -> None:
    told = annotation(Finding(path, 1, message, rule))
    assert "\n" not in told
    assert "\r" not in told
    properties, _, data = told.removeprefix("::error ").partition("::")
    assert properties.count(",") == bool(path) + bool(rule)
    assert data.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") == message


def test_on_github_a_build_prints_them_beside_the_lines(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("page.md", "# P\n\n{term}`Nonesuch`\n")
    project.home()
    assert "::error" not in project.build("html").printed
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    outcome = project.build("html")
    assert len([line for line in outcome.findings if "Nonesuch" in line]) == 1
    assert "::error file=source/page.md,line=10,title=ref.term::" in outcome.printed


def test_the_summary_counts() -> None:
    one = Finding("a", 1, "x")
    two = Finding("b", 1, "x", advice=True)
    assert summary([one]) == "1 finding"
    assert summary([one, Finding("c", 1, "x"), two]) == "2 findings, 1 piece of advice"
    assert summary([two, Finding("d", 1, "y", advice=True)]) == "Nothing to mend, 2 pieces of advice"
