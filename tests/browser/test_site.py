"""What a clinician meets in the browser: on a desk, on a phone, from a server and from a stick."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

MOST_REQUESTS = 10
MOST_BYTES = 45 * 1024  # compressed as servers do it; from a stick it is read whole
# Each is one page with every entry, for looking things up; what a clinician opens in a hurry is none of them.
WHOLE_REGISTERS = {
    f"reference/{name}.html" for name in ("bibliography", "claims", "glossary", "not-verified")
} | {
    "genindex.html",
    "start/self-check.html",
}

# What the browser keeps after a visit of every page, with nothing chosen.
KEPT = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage),
  (await indexedDB.databases()).map(database => database.name), document.cookie]"""


def test_the_home_page_leads_to_the_tasks(visit: Visit) -> None:
    page = visit.open("index.html")
    assert page.title().startswith("Ketamine and Memory")
    for task in (
        "Red flags",
        "A patient reports memory problems",
        "Before a session",
        "After a session",
        "Understand why",
    ):
        assert page.get_by_text(task, exact=True).first.is_visible()
    page.locator(".tasks .sd-card", has_text="A patient reports memory problems").click()
    page.wait_for_url("**/use/memory-complaint.html")
    page.get_by_role("heading", level=1, name="A patient reports memory problems").wait_for()


def test_the_home_page_links_the_book_that_stands_beside_it(visit: Visit, handbook: Path) -> None:
    link = visit.open("index.html").locator("a.pdf-link")
    assert link.get_attribute("href") == "pdf/handbook.pdf"
    assert (handbook / "build/html/pdf/handbook.pdf").read_bytes().startswith(b"%PDF")


def test_every_page_opens_without_complaint_and_asks_nothing_of_the_world(
    visit: Visit, handbook: Path
) -> None:
    site = handbook / "build/html"
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    assert len(pages) >= 40
    for name in pages:
        visit.requests.clear()
        page = visit.open(name)
        assert page.evaluate("document.head.firstElementChild.httpEquiv") == "Content-Security-Policy", name
        assert page.locator("[style]").count() == 0, name
        assert visit.foreign == [], name
        loaded = {url.partition("?")[0].removeprefix(visit.base) for url in visit.requests}
        loaded = {path for path in loaded if not path.startswith("data:")}
        if name == "search.html":  # it searches at once, and so loads the index as the dialog does
            continue
        assert len(loaded) <= MOST_REQUESTS, (name, loaded)
        weight = sum(len(gzip.compress((site / unquote(path)).read_bytes())) for path in loaded)
        if name not in WHOLE_REGISTERS:
            assert weight <= MOST_BYTES, (name, weight)
    assert visit.complaints == []
    assert visit.page.evaluate(KEPT) == [[], [], [], ""]


def test_the_policy_of_a_page_stops_what_got_in_all_the_same(visit: Visit) -> None:
    page = visit.open("index.html")
    stopped: list[str | None] = []
    page.on("requestfailed", lambda request: stopped.append(request.failure))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.append("window.broken = 1");
          try { document.body.append(script); } catch {}
          const image = new Image();
          image.src = "https://evil.example/leak.png";
          document.body.append(image);
          const link = document.createElement("a");
          try { link.setAttribute("onclick", "window.broken = 2"); } catch {}
          document.body.append(link);
          link.click();
          try { document.body.innerHTML += "<b id=broken></b>"; } catch {}
          try { setTimeout("window.broken = 3"); } catch {}
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    assert page.locator("#broken").count() == 0
    assert stopped == ["csp"]  # Chromium names a request before its policy stops it
    assert any("img-src" in complaint for complaint in visit.complaints)


def test_every_picture_of_every_page_is_there(visit: Visit) -> None:
    for name in (
        "understand/mechanism.html",
        "understand/consolidation.html",
        "evidence/recovery.html",
    ):
        page = visit.open(name)
        for image in page.locator("article img").all():
            if image.is_visible():
                assert image.evaluate("picture => picture.naturalWidth") > 0


def test_a_term_leads_to_its_entry_in_the_glossary(visit: Visit) -> None:
    page = visit.open("understand/mechanism.html")
    page.locator("article a", has_text="NMDA receptor").first.click()
    page.wait_for_url("**/reference/glossary.html#term-NMDA-receptor")
    page.locator("#term-NMDA-receptor").wait_for(state="visible")


def test_a_certainty_leads_to_its_claim(visit: Visit) -> None:
    page = visit.open("use/coping.html")
    page.locator("a.claim-reference").first.click()
    page.wait_for_url("**#claim-*")
    target = page.url.partition("#")[2]
    page.locator(f"#{target} .claim-certainty").wait_for(state="visible")


def test_the_theme_can_be_switched_and_each_shows_its_own_figure(visit: Visit) -> None:
    page = visit.open("understand/mechanism.html")
    body = page.locator("body")
    seen = {}
    for _ in range(3):
        page.locator("button.theme-toggle:visible").first.click()
        theme = body.get_attribute("data-theme")
        shown = [
            image.get_attribute("src") for image in page.locator("article img").all() if image.is_visible()
        ]
        seen[theme] = shown
    assert set(seen) == {"auto", "light", "dark"}
    assert ["dark" in str(source) for source in seen["dark"]] == [True]
    assert ["dark" in str(source) for source in seen["light"]] == [False]


def test_no_page_is_wider_than_a_phone(visit: Visit, handbook: Path) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 640})
    site = handbook / "build/html"
    too_wide = []
    for path in sorted(site.rglob("*.html")):
        page = visit.open(path.relative_to(site).as_posix())
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(path.name)
    assert too_wide == []


def test_the_menu_opens_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    page = visit.open("index.html")
    entry = page.locator(".sidebar-tree a", has_text="Red flags").first
    assert not entry.is_visible() or (entry.bounding_box() or {"x": 0})["x"] < 0
    page.get_by_role("button", name="Menu of all pages").click()
    page.wait_for_timeout(400)
    entry.click()
    page.wait_for_url("**/use/red-flags.html")
