"""A page loads what it needs, in few files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from tests.conftest import Project


def sheets(page: BeautifulSoup) -> list[str]:
    links = page.select("link[rel=stylesheet]")
    return [str(link["href"]).partition("?")[0].rpartition("_static/")[2] for link in links]


def test_styles_are_one_file_and_those_for_cards_and_code_come_where_they_are_used(project: Project) -> None:
    project.write("plain.md", "# Plain\n\nText.\n")
    project.write("code.md", "# Code\n\n```python\nx = 1\n```\n")
    project.write("cards.md", "# Cards\n\n:::{card} A\nText.\n:::\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    assert sheets(outcome.page("plain")) == ["site.css"]
    assert sheets(outcome.page("code")) == ["pygments.css", "site.css"]
    assert sheets(outcome.page("cards")) == ["sphinx-design.min.css", "site.css"]
    assert sheets(outcome.page("genindex")) == ["site.css"]
    css = (outcome.root / "build/html/_static/site.css").read_text("utf-8")
    assert css.index(".sidebar-drawer") < css.index(".menu-button")  # ours after the theme's
    assert "MIT License" in css  # a licence is no remark


def test_no_script_is_loaded_that_keeps_what_was_searched_or_chosen(project: Project) -> None:
    project.home()
    scripts = [str(script["src"]) for script in project.build("html").page("index").select("script[src]")]
    assert any("furo.js" in script for script in scripts)
    assert not [
        script
        for script in scripts
        for name in ("doctools", "sphinx_highlight", "design-tabs", "documentation_options", "translations")
        if name in script
    ]


def test_an_unchanged_build_gives_the_same_bundle(project: Project) -> None:
    project.write("a.md", "# A\n")
    project.home()
    first = (project.build("html").root / "build/html/_static/site.css").read_bytes()
    again = (project.build("html").root / "build/html/_static/site.css").read_bytes()
    assert first == again
