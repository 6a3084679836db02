"""A rule is silenced where a writer says why, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.check.projects import checked_project

if TYPE_CHECKING:
    from tests.conftest import Outcome

PROMISE = "Memory will recover."
SILENT = {
    "paragraph": f"# P\n\n% check: ok promise - says what not to say\n{PROMISE}\n",
    "list": f"# P\n\n% check: ok promise - wrong answers\n* one\n* {PROMISE}\n",
    "table": f"# P\n\n% check: ok promise – the column shows it\n| a |\n| --- |\n| {PROMISE} |\n",
    "heading": f"# P\n\nText.\n\n% check: ok promise: a patient's own words\n\n## {PROMISE}\n",
    "directive": f"# P\n\n% check: ok promise - a quote\n```{{note}}\n{PROMISE}\n```\n",
    "nested": f"# P\n\n* one\n\n  % check: ok promise - a quote\n\n  {PROMISE}\n",
    "two": f"# P\n\n% check: ok promise - a quote\n% check: ok wording - a quote\n{PROMISE} Pain etc.\n",
    "page": f"% check: ok promise - a quote\n\n# {PROMISE}\n\nText.\n",
    "other": "# P\n\n% a comment about something else\nText.\n",
}
FAULTY = {
    "reason": (f"# P\n\n% check: ok promise\n{PROMISE}\n", "gives no reason", 3),
    "unknown": (f"# P\n\n% check: ok promises - x\n{PROMISE}\n", "Did you mean 'promise'?", 3),
    "unused": ("# P\n\nOne.\n\n% check: ok promise - x\nText.\n", "silences nothing here", 5),
    "form": (f"# P\n\n% check ok promise because\n{PROMISE}\n", "Write: % check: ok RULE - REASON", 3),
    "far": (f"# P\n\n% check: ok promise - x\nText.\n\n{PROMISE}\n", "silences nothing here", 3),
    "rule": (f"# P\n\n% check: ok wording - x\n{PROMISE}\n", "silences nothing here", 3),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One check of all pages."""
    project = checked_project(tmp_path_factory.mktemp("silence") / "project")
    for name, text in SILENT.items():
        project.write(f"silent-{name}.md", text)
    for name, (text, _, _) in FAULTY.items():
        project.write(f"faulty-{name}.md", text)
    project.home()
    return project.build("check")


@pytest.mark.parametrize("name", SILENT)
def test_a_silence_with_a_reason_covers_what_follows_it(outcome: Outcome, name: str) -> None:
    assert f"source/silent-{name}.md" not in outcome.complaints


@pytest.mark.parametrize("name", FAULTY)
def test_a_silence_that_cannot_be_meant_is_told_and_silences_nothing(outcome: Outcome, name: str) -> None:
    _, says, line = FAULTY[name]
    told = [one for one in outcome.findings if one.startswith(f"source/faulty-{name}.md:")]
    assert any(f".md:{line + 7}: " in one and says in one and "[check.silence]" in one for one in told), told
    assert any("[check.promise]" in one for one in told) or name == "unused", told
