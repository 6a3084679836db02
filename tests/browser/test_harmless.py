"""Text that looks like an attack stays text when a browser shows it, and when the search answers with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.policy.attacks import HARMLESS
from tests.policy.projects import harmless_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small site with all of it."""
    outcome = harmless_project(tmp_path_factory.mktemp("harmless") / "project").build("html")
    assert outcome.status == 0, outcome.complaints
    return (outcome.root / "build/html").as_uri() + "/"


def test_nothing_of_it_runs_in_pages_or_in_the_search(browser: Browser, harmless: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type != "log" else None)
    for name in HARMLESS:
        page.goto(f"{harmless}{name}.html")
    for name, (_, word) in HARMLESS.items():
        if not word:  # stands in an attribute, which is not searched
            continue
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="Search the handbook").fill(word)
        answer = page.get_by_role("option", name=name).first
        answer.wait_for()
        shown = page.get_by_role("dialog")
        assert "alert(1)" in answer.inner_text(), name
        assert shown.locator("script, img, iframe, b, [onload], [onerror], [style]").count() == 0, name
        page.keyboard.press("Escape")
    context.close()
    assert complaints == []
