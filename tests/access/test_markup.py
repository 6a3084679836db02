"""What stands in a page for everyone: formulas, lists of sources, one id each, names in the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ThemeError

from handbook.access.frame import with_names

if TYPE_CHECKING:
    from tests.conftest import Project


def test_a_formula_is_mathml_and_asks_no_other_site(project: Project) -> None:
    project.write("a.md", "# A\n\nRate {math}`\\frac{a}{b}`.\n\n```{math}\nx^2 = \\sqrt{y}\n```\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    page = outcome.page("a")
    assert [math.name for math in page.select("article p math, article div.math > math")] == ["math"] * 2
    assert page.select_one("mfrac") is not None
    assert not [script for script in page.select("script[src]") if "://" in str(script["src"])]
    assert page.select("[style]") == []


def test_a_formula_that_cannot_be_shown_is_told_where_it_stands(project: Project) -> None:
    project.write("a.md", "# A\n\n```{math}\n\\nosuch{x}\n```\n")
    project.home()
    found = [line for line in project.build("html").findings if "[access.formula]" in line]
    assert len(found) == 1
    assert found[0].startswith("source/a.md:10: formula '")


def test_sources_are_a_list_whose_entries_keep_their_addresses(project: Project) -> None:
    project.write("a.md", "# A\n\n{cite:t}`alpha2020` and {cite:t}`gamma2021`.\n\n```{bibliography}\n```\n")
    project.home()
    page = project.build("html").page("a")
    entries = page.select("article ul.citation-list > li.citation")
    assert [entry["id"] for entry in entries] == ["cite-alpha2020", "cite-gamma2021"]
    assert page.select("[role=doc-biblioentry]") == []
    assert page.select_one("article p a[href='#cite-alpha2020']") is not None


def test_a_table_with_a_label_has_its_id_once(project: Project) -> None:
    project.write("a.md", "# A\n\n(doses)=\n\n```{list-table}\n* - a\n```\n\nSee [it](#doses).\n")
    project.home()
    assert len(project.build("html").page("a").select("#doses")) == 1


def test_a_frame_that_is_not_known_stops_the_build() -> None:
    with pytest.raises(ThemeError, match="sidebar-drawer"):
        with_names("<aside class='another-drawer'></aside>")
