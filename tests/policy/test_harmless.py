"""What only looks like an attack stays text: in the page, in the book, in the head and in the sidebar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.policy.attacks import HARMLESS
from tests.policy.projects import equipped, harmless_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One build of all texts."""
    return harmless_project(tmp_path_factory.mktemp("harmless") / "project").build("html", "pdf")


def test_all_of_it_builds(harmless: Outcome) -> None:
    assert harmless.status == 0, harmless.complaints


@pytest.mark.parametrize("name", HARMLESS)
def test_in_the_page_it_is_text(harmless: Outcome, name: str) -> None:
    page = harmless.page(name)
    article = page.select_one("article")
    assert article is not None
    assert HARMLESS[name][1] in article.get_text()
    assert article.select("script, iframe, object, embed, form, style") == []
    for element in page.select("*"):
        assert not [attribute for attribute in element.attrs if attribute.startswith("on")], element
        assert str(element.get("href", "")).partition(":")[0] not in {"javascript", "data", "vbscript"}
    for script in page.select("script:not([src])"):
        if script.get("type") == "application/ld+json":  # data: nothing runs it, unless it ends early
            assert "<" not in script.get_text()
            assert name in json.loads(script.get_text())["name"]
        else:
            assert "alert" not in script.get_text()


@pytest.mark.parametrize("page", ["index", "genindex", "code-span"])
def test_a_title_and_an_index_entry_are_text_wherever_they_are_shown(harmless: Outcome, page: str) -> None:
    html = (harmless.root / f"build/html/{page}.html").read_text("utf-8")
    assert "<script>alert(1)" not in html
    assert "alert(1)" in BeautifulSoup(html, "html.parser").get_text()
    assert not BeautifulSoup(html, "html.parser").select("[onload]")


@pytest.mark.parametrize("name", [name for name, (_, word) in HARMLESS.items() if word])
def test_in_the_book_it_is_text(harmless: Outcome, name: str) -> None:
    assert HARMLESS[name][1] in harmless.pdf_text()


def test_a_link_to_another_site_says_so(tmp_path: Path) -> None:
    project = equipped(tmp_path / "project")
    project.write(
        "a.md", "# A\n\nSee [NICE](https://nice.org.uk), [the next](b.md), [write](mailto:a@b.example).\n"
    )
    project.write(
        "b.md", "# B\n\n```{image} ../_static/fine.svg\n:alt: Curve\n:target: https://nice.org.uk\n```\n"
    )
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    away, near, mail = outcome.page("a").select("article p a")
    assert away.get_text() == "NICE (other site)"
    assert away["rel"] == ["noreferrer"]
    assert "leaving" in away["class"]
    assert (near.get_text(), mail.get_text()) == ("the next", "write")
    picture = outcome.page("b").select_one("article a.leaving img")
    assert picture is not None
    assert picture["alt"] == "Curve (other site)"
