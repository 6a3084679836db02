"""Search as a clinician meets it, in a real browser, over http and from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import until
from tests.search.quality import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

OVER_HTTP = pytest.mark.parametrize("visit", ["http"], indirect=True)
AXE = ROOT / "node_modules/axe-core/axe.min.js"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the handbook")


def answers(page: Page) -> Locator:
    return page.get_by_role("option")


def ask(page: Page, query: str) -> None:
    """Open the dialog, type, and wait until the answers stand there."""
    page.keyboard.press("Control+k")
    field(page).fill(query)
    until(page, "/answer/.test(document.querySelector('[role=status].handbook-search-status').textContent)")


def landed(page: Page) -> str:
    """Wait until the marked place is in view, and return its text."""
    mark = "document.querySelector('.handbook-search-landed')"
    until(page, f"(y => 0 <= y && y < 500)({mark}?.getBoundingClientRect().y)")
    return page.locator(".handbook-search-landed").inner_text()


@OVER_HTTP
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_dialog_and_escape_closes_it(visit: Visit, key: str) -> None:
    page = visit.open("use/coping.html")
    before = page.url
    page.keyboard.press(key)
    field(page).wait_for()
    page.keyboard.type("drive")
    answers(page).first.wait_for()
    page.keyboard.press("Escape")
    field(page).wait_for(state="hidden")
    page.wait_for_url(before)


@OVER_HTTP
def test_the_field_of_the_sidebar_opens_the_dialog_with_what_was_typed(visit: Visit) -> None:
    page = visit.open("index.html")
    box = page.get_by_role("searchbox", name="Search", exact=True)
    box.focus()
    assert not field(page).is_visible(), "focus alone must not open it"
    page.keyboard.type("h")
    field(page).wait_for()
    page.keyboard.type("ippocampus")
    answers(page).first.wait_for()
    assert field(page).input_value() == "hippocampus"


def test_enter_opens_the_first_answer_and_the_place_is_marked(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "can i drive")
    assert answers(page).first.get_by_text("certainty").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/use/after-session.html?q=*#*")
    assert "driv" in landed(page)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.get_by_role("button", name="Results for “can i drive”").click()
    answers(page).first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("Enter")  # the same place once more, on the page that is open
    field(page).wait_for(state="hidden")
    assert "driv" in landed(page)
    assert visit.complaints == []


@OVER_HTTP
def test_an_answer_that_is_a_whole_page_opens_the_page(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "self-check")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/self-check.html?q=*#top")
    assert landed(page).startswith("Self-check")
    assert not field(page).is_visible()


@OVER_HTTP
def test_a_definition_stands_first_when_a_term_is_asked_for(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "nmdar")
    first = answers(page).first
    assert first.inner_text().startswith("NMDA receptor (NMDAR)")
    assert "In plain words:" in first.inner_text()


@OVER_HTTP
def test_the_arrow_keys_move_through_the_answers_and_the_focus_stays(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "drive")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    assert page.locator("[role=option][aria-selected=true]").get_attribute("id") == active
    assert answers(page).nth(1).get_attribute("id") == active
    assert field(page).evaluate("field => field === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert answers(page).last.get_attribute("aria-selected") == "true"


@OVER_HTTP
def test_control_enter_opens_a_new_tab(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "can i drive")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/use/after-session.html?q=*#*")


@OVER_HTTP
def test_nothing_is_said_to_be_nothing(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "metformin dose")
    assert answers(page).count() == 0
    assert "Nothing in the handbook answers" in page.get_by_role("status").inner_text()
    assert page.locator("[data-suggestion] a").count() >= 3


def test_the_search_page_and_a_shared_address_show_the_same_answers(visit: Visit) -> None:
    page = visit.open("index.html")
    ask(page, "brain fog")
    dialog = answers(page).all_inner_texts()
    page.wait_for_url("**/index.html?q=brain%20fog")
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    answers(page).first.wait_for()
    assert answers(page).all_inner_texts() == dialog
    visit.open("search.html?q=brain+fog&check_keywords=yes&area=default")
    answers(page).first.wait_for()
    assert answers(page).all_inner_texts() == dialog
    assert visit.complaints == []


def test_a_page_loads_only_the_starter_until_somebody_searches(visit: Visit) -> None:
    page = visit.open("index.html")
    parts = [url for url in visit.requests if "/search/" in url]
    assert [url.split("?")[0].rsplit("/", 1)[1] for url in parts] == ["start.js"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    ask(page, "drive")
    assert visit.foreign == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


BAD_INPUT = [
    "",
    " ",
    "a",
    "?",
    "x" * 10_000,
    "drive " * 1_600,
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script> memory",
    "ذاكرة كيتامين",
    "🧠 memory 🧠",
    "(.*)+[memory]{9}\\",
    "__proto__ constructor",
    "' OR 1=1 --",
]


@OVER_HTTP
def test_bad_input_does_no_harm(visit: Visit) -> None:
    page = visit.open("index.html")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    ask(page, "drive")
    for query in BAD_INPUT:
        field(page).fill(query)
        assert page.locator("dialog img, dialog script").count() == 0, query
        assert not visit.complaints, query
    field(page).fill("drive")
    answers(page).first.wait_for()


@OVER_HTTP
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_dialog_open(visit: Visit, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = visit.open("use/coping.html")
    ask(page, "drive")
    page.evaluate(AXE.read_text("utf-8"))
    for query in ("nmdar", "hipocampus", "can i drive", "metformin dose", ""):
        field(page).fill(query)
        page.keyboard.press("ArrowDown")
        result = page.evaluate("axe.run('dialog.handbook-search-dialog')")
        assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == [], query


@OVER_HTTP
def test_on_a_phone_one_thumb_opens_it_and_nothing_is_cut_off(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    page = visit.open("use/coping.html")
    button = page.get_by_role("button", name="Search", exact=True)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] > 600
    button.click()
    field(page).fill("can i drive")
    answers(page).first.wait_for()
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 360
    assert float(field(page).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 16


@OVER_HTTP
def test_without_scripts_the_search_page_tells_how_to_find_things(visit: Visit, handbook: Path) -> None:
    context = visit.page.context.browser
    assert context is not None
    bare = context.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(visit.base + "search.html?q=drive")
    links = page.locator("article noscript a, article li a").all()
    addresses = [link.get_attribute("href") for link in links]
    assert addresses[0] == "genindex.html"
    assert "reference/glossary.html" in addresses
    assert all((handbook / "build/html" / str(address)).is_file() for address in addresses)
    bare.close()


@OVER_HTTP
def test_it_works_from_a_sub_path_under_a_strict_policy(visit: Visit, strict: str) -> None:
    page = visit.page
    page.goto(f"{strict}use/coping.html")
    ask(page, "can i drive")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{strict}use/after-session.html?q=*#*")
    page.locator(".handbook-search-landed").wait_for()
    # Furo's own inline theme script is what the policy stops; nothing of ours is.
    assert [one for one in visit.complaints if "/search/" in one] == []


@OVER_HTTP
def test_at_double_size_everything_can_be_reached(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 450})  # 1280 by 900 at 200%
    page = visit.open("use/coping.html")
    ask(page, "can i drive")
    dialog = page.locator("dialog.handbook-search-dialog")
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth")
    for _ in range(answers(page).count()):
        page.keyboard.press("ArrowDown")
    box = answers(page).last.bounding_box()
    assert box is not None
    assert box["y"] + min(box["height"], 60) <= 450
