"""The browser follows an old link to the very place, over the page that says where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.addresses.handbooks import edition_before, moved
from tests.browser.conftest import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Project


def test_the_browser_is_led_to_the_very_place(project: Project, browser: Browser) -> None:
    site = (moved(edition_before(project)).root / "build/html").as_uri()
    with_scripts = browser.new_context()
    page = with_scripts.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for place in ("#claim-stay-near", "", "#some-heading"):
        page.goto(f"{site}/use/session.html{place}")
        until(page, f"location.href.endsWith('/use/during-session.html{place}')")
    assert said == []
    with_scripts.close()
    without = browser.new_context(java_script_enabled=False)
    page = without.new_page()
    page.goto(f"{site}/use/session.html#claim-stay-near")
    page.wait_for_url("**/use/during-session.html")
    without.close()
