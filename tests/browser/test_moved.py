"""The browser follows an old link to the very place, over the page that says where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.addresses.handbooks import edition_before, moved
from tests.browser.conftest import until
from tests.browser.test_access import AXE, SCREENS, Opener

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Project


# The links at the foot that something else lies upon when the page is scrolled to its end.
COVERED = """() => {
  scrollTo({top: document.body.scrollHeight, behavior: "instant"});
  return [...document.querySelectorAll("a.contribute")].filter(link => {
    const box = link.getBoundingClientRect();
    return [0.05, 0.5, 0.95].some(part =>
      !link.contains(document.elementFromPoint(box.x + part * box.width, box.y + box.height / 2)));
  }).map(link => link.textContent);
}"""


def built(project: Project) -> str:
    """Return the address of a site from which a page and a claim have moved, with all links at its foot."""
    conf = project.root / "conf.py"
    repository = 'handbook_repository = "https://github.com/clinic/handbook"\n'
    conf.write_text(conf.read_text("utf-8") + repository, "utf-8")
    return (moved(edition_before(project)).root / "build/html").as_uri()


def test_axe_finds_nothing_where_something_has_moved(project: Project, browser: Browser) -> None:
    site = built(project)
    for size, scheme in (*SCREENS.values(), ((1000, 800), "light")):  # the last has the button for the search
        opener = Opener(browser, f"{site}/")
        for name in ("index", "use/coping", "use/session"):  # the first opens a window
            page = opener(f"{name}.html", size, scheme, reduced_motion="reduce")
            page.route("**/moved.js*", lambda route: route.abort())  # else the last one leads on
            assert page.locator("a.contribute").count() >= 1
            assert page.evaluate(COVERED) == [], name
            assert page.evaluate(AXE) == [], name
        assert "This page has moved" in page.inner_text("article")
        opener.close()


def test_the_browser_is_led_to_the_very_place(project: Project, browser: Browser) -> None:
    site = built(project)
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
