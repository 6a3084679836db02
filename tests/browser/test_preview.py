"""An open page follows what is saved, keeps its place, and shows what is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Visit, until
from tests.preview.running import PATIENCE, Running, small_handbook, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

LONG = "# Long\n\n{start}\n\n" + "\n\n".join(
    f"## Part {number}\n\n" + "Some words that fill the page. " * 60 for number in range(12)
)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a small handbook with one long page."""
    root = small_handbook(tmp_path_factory.mktemp("preview"), "long", "other")
    write(root, "long.md", LONG.format(start="As it was."))
    write(root, "other.md", "# Other\n")
    with Running(root, "--port", "0") as running:
        running.after(0)
        yield running


@pytest.fixture
def open_page(browser: Browser, preview: Running) -> Iterator[Visit]:
    """A browser at the long page, with all that it complains about."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), preview.address)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    visit.page.set_default_timeout(PATIENCE * 1000)
    visit.open("long.html")
    visit.page.locator(".preview-line").wait_for()
    yield visit
    context.close()


def test_a_saved_page_is_shown_and_keeps_its_place(preview: Running, open_page: Visit) -> None:
    page = open_page.page
    page.evaluate("document.getElementById('part-7').scrollIntoView({behavior: 'instant'})")
    before = page.evaluate("document.getElementById('part-7').getBoundingClientRect().top")
    assert page.evaluate("scrollY") > 1000
    preview.save("source/long.md", LONG.format(start="As it is now. " * 200))
    page.get_by_text("As it is now.").first.wait_for(state="attached")
    until(page, f"Math.abs(document.getElementById('part-7').getBoundingClientRect().top - {before}) < 3")
    assert "built at" in page.locator(".preview-line").inner_text()
    preview.wait_for(r"shown \d+\.\d s after the save")
    assert open_page.complaints == [], "the page's own policy lets the preview work"


def test_a_mistake_is_shown_above_the_last_good_page_until_it_is_mended(
    preview: Running, open_page: Visit
) -> None:
    page = open_page.page
    preview.save("source/long.md", LONG.format(start="Last good words."))
    page.get_by_text("Last good words.").wait_for()
    preview.save("source/long.md", LONG.format(start="Bad words, {term}`Nonesuch`.\n\n{nonesuch}`x`"))
    report = page.locator(".preview-report")
    report.wait_for()
    words = report.inner_text()
    assert "2 mistakes" in words
    assert "source/long.md, line 10" in words
    assert "Nonesuch" in words
    assert "add it to source/reference/glossary.md" in words
    assert "Correct the name in braces" in words
    assert page.get_by_text("Last good words.").is_visible()
    assert report.get_by_role("link").first.get_attribute("href") == "/long.html"
    assert report.get_by_role("alert").count() == 1
    report.get_by_role("button", name="Put away").press("Enter")
    assert report.count() == 0
    assert "2 to mend" in page.locator(".preview-line").inner_text()
    preview.save("source/long.md", LONG.format(start="One left, {term}`Nonesuch`."))
    report.wait_for()
    assert "1 mistake" in report.inner_text(), "what is wrong now was not put away"
    preview.save("source/long.md", LONG.format(start="Mended."))
    page.get_by_text("Mended.").wait_for()
    assert report.count() == 0
    assert open_page.complaints == []


def test_every_open_page_follows(preview: Running, open_page: Visit) -> None:
    tabs = [open_page.page.context.new_page() for _ in range(8)]  # more than a browser connects at once
    for tab in tabs:
        tab.goto(preview.address + "other.html")
        tab.locator(".preview-line").wait_for()
    preview.save("source/other.md", "# Other\n\nWords for all tabs.\n")
    for tab in tabs:
        tab.get_by_text("Words for all tabs.").wait_for(timeout=PATIENCE * 1000)


def test_a_page_says_that_the_preview_ended(browser: Browser, tmp_path: Path) -> None:
    with Running(small_handbook(tmp_path), "--port", "0") as second:
        second.after(0)
        page = browser.new_page()
        page.goto(second.address)
        page.locator(".preview-line").wait_for()
    page.get_by_text("Preview ended.").wait_for()
    page.close()
