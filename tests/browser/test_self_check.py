"""A new member of staff tries the cases in the browser: by mouse or keyboard, the score kept in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.browser.conftest import Visit

PAGE = "start/self-check.html"


def case(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f"#case-{name}")


def test_a_right_and_a_wrong_answer_are_told_in_words_and_counted(visit: Visit) -> None:
    page = visit.open(PAGE)
    first, second = case(visit, "missing-hour"), case(visit, "thirty-hours-later")
    first.get_by_role("button", name="Check my answer").click()
    assert "Choose an answer first" in first.inner_text()
    for one, letter in ((first, "B"), (second, "A")):
        assert not one.locator("details p").first.is_visible()
        one.locator(f"input[value={letter}]").check()
        one.get_by_role("button", name="Check my answer").click()
        assert one.locator("details p").first.is_visible()
    assert "✓ Right." in first.inner_text()
    assert "the better answer is C" in second.inner_text()
    score = page.locator(".self-check-score")
    assert score.inner_text().startswith("1 of 2 answered right")
    assert score.locator("a").all_inner_texts() == ["2. Thirty hours later (safety)"]
    second.locator("input[value=C]").check()
    second.get_by_role("button", name="Check my answer").click()
    assert score.inner_text().startswith("1 of 2 answered right"), "the first try counts"
    page.get_by_role("button", name="Start again").click()
    assert "Choose an answer in each" in score.inner_text()
    assert visit.complaints == []


def test_a_case_can_be_answered_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open(PAGE)
    one = case(visit, "missing-hour")
    one.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "✓ Right." in one.inner_text()


def test_the_cases_of_one_role_can_be_chosen(visit: Visit) -> None:
    page = visit.open(PAGE)
    page.get_by_label("Show the cases for").select_option("front desk")
    assert case(visit, "face-that-drooped").is_visible()
    assert not case(visit, "three-things-to-say").is_visible()
    page.get_by_label("Show the cases for").select_option("")
    assert case(visit, "three-things-to-say").is_visible()


def test_nothing_is_stored_and_nothing_is_sent(visit: Visit) -> None:
    page = visit.open(PAGE)
    asked = len(visit.requests)
    one = case(visit, "missing-hour")
    one.locator("input").nth(1).check()
    one.get_by_role("button", name="Check my answer").click()
    late = [url for url in visit.requests[asked:] if "favicon" not in url]
    assert late == []
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]")
    assert set(stored) <= {"theme", ""}


def test_without_scripts_every_answer_opens_on_request(browser: Browser, site: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site["file"] + PAGE)
    one = page.locator("#case-missing-hour")
    assert one.locator("ol li").count() == 3
    assert not one.locator("details p").first.is_visible()
    one.locator("summary").click()
    assert one.locator("details p").first.is_visible()
    context.close()
