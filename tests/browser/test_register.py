"""The summary of evidence is filtered in the page, without a server, on a desk and on a phone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

REGISTER = "reference/claims.html"
ROWS = ".claim-table tbody tr"


def claims(handbook: Path) -> list[dict[str, Any]]:
    """Return all claims as the export tells them."""
    export = json.loads((handbook / "build/html/evidence.json").read_text("utf-8"))
    found: list[dict[str, Any]] = export["claims"]
    return found


def shown(page: Page) -> set[str]:
    """Return the ids of the claims that a reader sees."""
    links = page.locator(f"{ROWS}:visible .claim-statement").all()
    return {str(link.get_attribute("href")).partition("#claim-")[2] for link in links}


def told(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_the_register_is_filtered_by_each_field_and_by_several(visit: Visit, handbook: Path) -> None:
    every = claims(handbook)
    page = visit.open(REGISTER)
    assert told(page) == f"All {len(every)} statements are shown."
    page.get_by_label("Certainty").select_option("low")
    low = {one["id"] for one in every if one["certainty"] == "low"}
    assert shown(page) == low
    assert told(page) == f"{len(low)} of {len(every)} statements are shown."
    page.get_by_label("Part of the handbook").select_option("Understand it")
    both = {one["id"] for one in every if one["id"] in low and one["part"] == "Understand it"}
    assert shown(page) == both
    page.get_by_role("button", name="Show all").click()
    page.get_by_text(f"All {len(every)} statements are shown.").wait_for()
    page.get_by_label("Source", exact=True).select_option("hetem2000")
    assert shown(page) == {
        one["id"] for one in every if any(source["key"] == "hetem2000" for source in one["sources"])
    }
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Only those with a caution").check()
    assert shown(page) == {one["id"] for one in every if one["cautions"]}
    # A server without an icon is asked for one, once in a browser's life.
    assert [said for said in visit.complaints if "404" not in said] == []
    assert visit.foreign == []


def test_dates_and_words_narrow_the_register(visit: Visit, handbook: Path) -> None:
    every = claims(handbook)
    days = sorted({one["checked"] for one in every})
    page = visit.open(REGISTER)
    page.get_by_label("Checked until").fill(days[0])
    assert shown(page) == {one["id"] for one in every if one["checked"] <= days[0]}
    page.get_by_label("Checked until").fill("1999-01-01")
    assert told(page) == "No statement matches. Choose less, or show all."
    page.get_by_label("Checked until").fill("")
    page.get_by_label("Checked from").fill(days[-1])
    assert shown(page) == {one["id"] for one in every if one["checked"] >= days[-1]}
    page.get_by_label("Checked from").fill("")
    page.get_by_label("Words in the statement").fill("HIPPOCAMPUS memories")
    found = shown(page)
    assert found
    words = {one["id"]: one["statement"].lower() for one in every}
    assert {id_ for id_, text in words.items() if "hippocampus" in text and "memories" in text} <= found
    assert len(found) < len(every) / 4


def test_a_filtered_register_is_shared_by_its_address(visit: Visit, handbook: Path) -> None:
    page = visit.open(REGISTER)
    page.get_by_label("Certainty").select_option("very-low")
    page.get_by_label("Words in the statement").fill("ketamine")
    page.wait_for_url(re.compile(r"\?words=ketamine&certainty=very-low$"))
    address = page.url
    before = shown(page)
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == before
    assert page.get_by_label("Certainty").input_value() == "very-low"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url(visit.base + REGISTER)
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored[1:] == [0, ""]
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.includes('regist'))")


def test_a_grade_leads_to_its_statements(visit: Visit, handbook: Path) -> None:
    page = visit.open("reference/how-certain.html")
    page.locator("#certainty-moderate .grade-count a").click()
    page.wait_for_url("**/claims.html?certainty=moderate")
    assert shown(page) == {one["id"] for one in claims(handbook) if one["certainty"] == "moderate"}


def test_an_unknown_choice_in_the_address_shows_all(visit: Visit, handbook: Path) -> None:
    page = visit.open(f"{REGISTER}?certainty=sure&nonsense=1")
    assert len(shown(page)) == len(claims(handbook))


def test_the_register_can_be_used_on_a_phone_and_by_keyboard(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open(REGISTER)
    page.get_by_label("Words in the statement").focus()
    page.keyboard.type("driv")
    page.keyboard.press("Tab")
    page.keyboard.type("Mod")
    assert page.get_by_label("Certainty").input_value() == "moderate"
    first = page.locator(f"{ROWS}:visible").first
    box = first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_register_is_a_plain_table(
    browser: Browser, site: dict[str, str], handbook: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site["file"] + REGISTER)
    assert page.locator(f"{ROWS}:visible").count() == len(claims(handbook))
    assert page.locator(".register-filter").count() == 0
    context.close()
