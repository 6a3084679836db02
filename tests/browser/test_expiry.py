"""A page past its review date says so in the reader's browser, on the reader's own day, offline too."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import until
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page

NAME = "use/red-flags"
# When it is noon in London, two readers of whom one has the next day already, and one still the day before.
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"

Reader = dict[str, str]


def due() -> dt.date:
    """Return the day by which the page is to be reviewed."""
    found = re.search(r"^review-by: (\S+)$", (ROOT / f"source/{NAME}.md").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return dt.date.fromisoformat(found[1])


def noon(days: int) -> dt.datetime:
    """Return noon in London, some days from the day of the review."""
    return dt.datetime.combine(due() + dt.timedelta(days=days), dt.time(11), tzinfo=dt.UTC)


def banner(page: Page) -> Locator:
    """Return the place of the banner in the text."""
    return page.locator("article .review-expired")


@pytest.fixture
def open_at(browser: Browser, site: Reader) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the page at a moment, as some reader."""
    contexts = []

    def open_page(when: dt.datetime, way: str = "file", name: str = f"{NAME}.html", **reader: object) -> Page:
        context = browser.new_context(**({"timezone_id": "Europe/London"} | reader))  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(when)
        page.goto(site[way] + name)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_banner_comes_on_the_day(open_at: Callable[..., Page], way: str) -> None:
    for days, words in (
        (-1, ""),
        (0, "Due for review today. This page may be used until the end of"),
        (1, "This page is out of date. It was to be reviewed by"),
        (400, "This page is out of date."),
    ):
        page = open_at(noon(days), way)
        told = banner(page)
        if not words:
            assert told.count() == 0
            continue
        assert words in told.inner_text()
        assert told.get_attribute("role") == "alert"
        assert told.is_visible()
        assert "Next review by" in page.locator(".review-status").inner_text(), "the line stays"


def test_the_day_is_that_of_the_readers_own_calendar(open_at: Callable[..., Page]) -> None:
    assert "out of date" in banner(open_at(noon(0), timezone_id=EAST)).inner_text()
    assert banner(open_at(noon(-1), timezone_id=EAST)).inner_text().startswith("⚠ Due for review today.")
    assert banner(open_at(noon(0), timezone_id=WEST)).count() == 1
    last = dt.datetime.combine(due(), dt.time(0, 30), tzinfo=dt.UTC)
    assert banner(open_at(last, timezone_id=WEST)).count() == 0, "it is still the day before there"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_banner_stays_in_sight_wherever_a_link_leads(
    open_at: Callable[..., Page], scheme: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    page = open_at(noon(1), color_scheme=scheme, viewport=size)
    target = page.locator("article section section").nth(2)
    page.evaluate("id => { location.hash = id }", target.get_attribute("id"))
    until(page, "scrollY > 200")
    box, heading = banner(page).bounding_box(), target.locator("h2, h3").first.bounding_box()
    assert box is not None
    assert heading is not None
    assert 0 <= box["y"] < 120
    assert box["y"] + box["height"] <= heading["y"] + 1, "it covers nothing that was asked for"
    assert box["height"] < 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colours = banner(page).evaluate(
        "it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]"
    )
    assert colours == ["rgb(28, 20, 0)", "rgb(255, 213, 74)"], "contrast 13 to 1 in either theme"


def test_the_banner_prints(open_at: Callable[..., Page]) -> None:
    page = open_at(noon(1))
    page.emulate_media(media="print")
    assert banner(page).is_visible()
    assert banner(page).evaluate("it => getComputedStyle(it).position") == "static"


def test_a_page_that_stays_open_over_midnight_expires(open_at: Callable[..., Page]) -> None:
    page = open_at(noon(-1))
    assert banner(page).count() == 0
    for days, words in ((0, "Due for review today."), (1, "This page is out of date.")):
        page.clock.set_fixed_time(noon(days))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert words in banner(page).inner_text()


def test_without_scripts_the_line_under_the_title_tells_the_day(open_at: Callable[..., Page]) -> None:
    page = open_at(noon(1), java_script_enabled=False)
    assert banner(page).count() == 0
    day = f"{due().day} {due():%B %Y}"
    assert f"Next review by {day}" in page.locator(".review-status").inner_text()


def test_the_register_marks_what_is_overdue(open_at: Callable[..., Page]) -> None:
    page = open_at(noon(1), name="reference/review-register.html")
    row = page.locator(".review-register tr", has=page.locator("a[href$='use/red-flags.html']"))
    assert "⚠ overdue" in row.inner_text()
    assert page.locator(".review-overdue").count() < page.locator(".review-due").count()
