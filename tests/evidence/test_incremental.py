"""After an edit exactly the pages that show what was edited are written again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.evidence.test_certainty import GRADES
from tests.evidence.test_claims import claim
from tests.evidence.test_sources import NOTICE

if TYPE_CHECKING:
    from tests.conftest import Project

PAGES = {
    "one.md": claim("first", "First statement.", sources="alpha2020", article="S01 supported"),
    "two.md": claim("second", "Second statement.", sources="gamma2021"),
    "citing-one.md": "See {claim}`first`.",
    "citing-two.md": "See {claim}`second`.",
    "prose.md": "Said {cite:p}`gamma2021`.",
    "still.md": "Nothing.",
    "all.md": "```{claim-register}\n```",
    "trace.md": "```{article-trace}\n```",
    "refs.md": "```{bibliography}\n```",
}


def start(project: Project) -> None:
    """Build a project in which pages depend on each other in every way."""
    (project.root / "source/article.toml").write_text('S01 = "It says so."\n')
    for name, text in PAGES.items():
        project.write(name, f"# {name}\n\n{text}\n")
    project.write("grades.md", GRADES)
    project.home()
    assert project.build("html").findings == []


def regrade(project: Project, certainty: str) -> None:
    """Give the first claim another certainty."""
    text = PAGES["one.md"].replace("certainty: moderate", f"certainty: {certainty}")
    project.write("one.md", f"# one.md\n\n{text}\n")


def written(project: Project, change: str) -> set[str]:
    """Return the names of the pages whose file the next build writes again."""
    site = project.root / "build/.work/html"
    before = {path: path.stat().st_mtime_ns for path in site.glob("*.html")}
    assert project.build("html").findings == [], change
    after = {path: path.stat().st_mtime_ns for path in site.glob("*.html")}
    # Sphinx writes its lists with every build, and the page of the toctree with each page that it names.
    always = {"genindex", "index", "search"}
    return {path.stem for path, time in after.items() if before[path] != time} - always


def test_an_edited_claim_is_followed_by_all_that_show_it_and_by_nothing_else(project: Project) -> None:
    start(project)
    regrade(project, "low")
    assert written(project, "certainty") == {"one", "citing-one", "all", "trace", "refs", "grades"}
    outcome = project.build("html")
    assert "low certainty" in outcome.page("citing-one").get_text()
    assert outcome.page("all").select("tr.certainty-low")
    assert "1 of the 2 statements" in outcome.page("grades").select("#certainty-low")[0].get_text()
    export = json.loads((project.root / "build/html/evidence.json").read_text("utf-8"))
    assert {one["id"]: one["certainty"] for one in export["claims"]} == {"first": "low", "second": "moderate"}
    assert written(project, "nothing") == set()


def test_a_notice_is_followed_by_the_claims_and_pages_that_it_touches(project: Project) -> None:
    start(project)
    notice = NOTICE.replace("oldlabel", "gamma2021").replace("superseded", "retraction")
    (project.root / "source/notices.toml").write_text(notice, encoding="utf-8")
    touched = written(project, "notice")
    assert {"two", "all", "refs"} <= touched
    assert not touched & {"one", "citing-one", "still"}
    assert "a source was retracted" in project.build("html").page("two").get_text()


def test_a_changed_record_is_followed_by_the_pages_that_cite_it(project: Project) -> None:
    start(project)
    bib = project.root / "source/references.bib"
    bib.write_text(bib.read_text("utf-8").replace("{2021}", "{1998}"), encoding="utf-8")
    touched = written(project, "year")
    assert {"two", "prose", "all", "refs"} <= touched
    assert not touched & {"one", "citing-one", "still"}
    assert "Gamma, 1998" in project.build("html").page("prose").get_text()


def test_builders_that_share_what_was_read_each_bring_their_own_pages_up_to_date(project: Project) -> None:
    start(project)
    regrade(project, "high")
    assert project.build("pdf").findings == []
    assert "high certainty" in project.build("html").page("citing-one").get_text()


def test_a_claim_that_moves_takes_its_references_along(project: Project) -> None:
    start(project)
    project.write("two.md", "# two.md\n\nEmpty now.\n")
    project.write("one.md", f"# one.md\n\n{PAGES['one.md']}\n\n{PAGES['two.md']}\n")
    assert project.build("html").findings == []
    link = project.build("html").page("citing-two").select_one("a.claim-reference")
    assert link is not None
    assert link["href"] == "one.html#claim-second"
