"""A small handbook with a page of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from tests.conftest import Outcome, Project

TODAY = "1795608000"  # noon of 25 November 2026, UTC

FIELDS = {
    "title": "Call the next day",
    "date": "2026-11-23",
    "kind": "significant",
    "pages": "use/after",
}
EDITION = "```{edition} 0.1.0\n:date: 2026-11-23\n```\n"
HEAD = f"# What changed\n\n## First edition\n\n{EDITION}\nAn introduction.\n"


def change(change_id: str = "call", text: str = "Ask about memory.", **fields: str | None) -> str:
    """Return a sound change with some fields changed; None leaves a field out."""
    lines = [f":{name}: {value}" for name, value in {**FIELDS, **fields}.items() if value is not None]
    return "\n".join([f"```{{change}} {change_id}", *lines, "", text, "```", ""])


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


@pytest.fixture
def handbook_of(project: Project) -> Project:
    """Three pages that changes may name."""
    project.write("use/after.md", f"# After a session\n\n{claim('late', 'It is late.')}\n")
    project.write("use/before.md", "# Before a session\n")
    project.write("refs.md", "# R\n\n```{bibliography}\n```\n")
    return project


def build(project: Project, *changes: str, head: str = HEAD, targets: tuple[str, ...] = ("html",)) -> Outcome:
    """Build with a page of changes."""
    project.write("what/changes.md", head + "\n" + "\n".join(changes))
    project.home()
    return project.build(*targets)


def words(outcome: Outcome, name: str = "what/changes") -> str:
    article = outcome.page(name).select_one("article")
    assert article is not None
    return " ".join(article.get_text(" ").split())
