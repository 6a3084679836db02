"""The register of all pages, and the pages that were retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

REGISTER = "# Register\n\n```{review-register}\n```\n"
RETIRED = """\
---
retired: 2026-11-10
why: The label of 2026 says otherwise.
replaced-by: new
---

"""


FAULTY = [
    ("retired: 2026-11-10", "retired: yes", 2, "is not a date"),
    ("retired: 2026-11-10", "retired: 2999-01-01", 2, "is in the future"),
    ("why: The label of 2026 says otherwise.\n", "", 2, "'why' is missing"),
    ("replaced-by: new", "replaced-by: nwe", 4, "unknown page 'nwe'. Did you mean 'new'?"),
    ("replaced-by: new", "replaced-by: gone.md", 4, "'gone' is retired too"),
]


def rows(page: BeautifulSoup, table: int = 0) -> list[list[str]]:
    """Return the words in each cell of a table of the register."""
    body = page.select(".review-register table tbody")[table]
    return [[" ".join(cell.get_text().split()) for cell in row.find_all("td")] for row in body.find_all("tr")]


def test_the_register_lists_all_pages_by_due_date(project: Project) -> None:
    project.write("late.md", "# Late page\n", front=FRONT_MATTER.replace("2027-05-01", "2028-01-31"))
    project.write("soon.md", "# Soon\n", front=FRONT_MATTER.replace("2027-05-01", "2026-12-01"))
    project.write("all.md", REGISTER)
    project.home()
    outcome = project.build("html", "pdf")
    listed = rows(outcome.page("all"))
    assert [row[1] for row in listed] == ["Soon", "Register", "Home", "Late page"]
    assert listed[0] == [
        "1 December 2026",
        "Soon",
        "Awaiting clinical sign-off",
        "1 November 2026",
        "Clinical lead",
    ]
    assert outcome.page("all").select_one(".review-register td a")["href"] == "soon.html"  # type: ignore[index]
    words = "4 pages. Awaiting clinical sign-off. The next review is due by 1 December 2026."
    assert words in outcome.page("all").get_text()
    assert words in outcome.pdf_text()
    assert "31 January 2028" in outcome.pdf_text()


def test_a_new_record_rewrites_its_page_and_the_register_alone(project: Project) -> None:
    for name in ("one", "two", "three"):
        project.write(f"{name}.md", f"# Page {name}\n")
    project.write("all.md", REGISTER)
    project.home()
    assert project.build("html", "pdf").findings == []
    work = project.root / "build/.work/html"

    def states() -> dict[str, int]:
        return {path.stem: path.stat().st_mtime_ns for path in work.glob("*.html")}

    before = states()
    project.write("two.md", "# Page two\n", front=FRONT_MATTER.replace("2027-05-01", "2027-02-01"))
    project.build("pdf")  # shares the doctrees, and must not swallow what the site has yet to follow
    assert states() == before
    outcome = project.build("html")
    after = states()
    generated = {"search", "genindex", "index"}  # Sphinx writes them on each run; index holds the toctree
    assert {name for name in after if after[name] != before[name]} - generated == {"two", "all"}
    assert rows(outcome.page("all"))[0][:2] == ["1 February 2027", "Page two"]


def test_a_retired_page_keeps_its_address_and_says_why_and_what_to_read(project: Project) -> None:
    project.write("new.md", "# New page\n")
    project.write("all.md", REGISTER)
    project.home()
    project.write("old.md", "# Old page\n\nWrong advice about xylophones.\n", front=RETIRED)
    outcome = project.build("html", "pdf")
    assert outcome.findings == []
    page = outcome.page("old")
    notice = page.select_one(".review-retired")
    assert notice is not None
    assert "Retired on 10 November 2026. Do not use this page." in notice.get_text()
    assert "The label of 2026 says otherwise. Read instead: New page." in notice.get_text()
    assert notice.a is not None
    assert notice.a["href"] == "new.html"
    assert page.select_one(".review-status") is None
    assert rows(outcome.page("all"), 1) == [
        ["10 November 2026", "Old page", "The label of 2026 says otherwise.", "New page"]
    ]
    assert "Old page" not in [row[1] for row in rows(outcome.page("all"))]
    assert "Old page" not in outcome.page("new").select_one(".sidebar-tree").get_text()  # type: ignore[union-attr]
    assert "xylophon" not in (project.root / "build/html/_static/search/index.js").read_text("utf-8")
    book = outcome.pdf_text()
    assert "Old page" in book, "the register of the book names it"
    assert "Wrong advice" not in book


def test_a_retirement_that_cannot_be_is_refused(project: Project) -> None:
    project.write("new.md", "# New page\n")
    project.home()
    project.write("gone.md", "# Gone\n", front=RETIRED)
    for number, (old, new, _, _) in enumerate(FAULTY):
        assert old in RETIRED
        project.write(f"p{number}.md", "# Old\n", front=RETIRED.replace(old, new))
    ours = [finding for finding in project.build("html").findings if "[review." in finding]
    assert len(ours) == len(FAULTY)
    for number, (_, _, line, says) in enumerate(FAULTY):
        (finding,) = [one for one in ours if one.startswith(f"source/p{number}.md:")]
        assert finding.startswith(f"source/p{number}.md:{line}: front matter:")
        assert says in finding


def test_a_retired_page_may_not_stand_in_a_toctree(project: Project) -> None:
    project.write("new.md", "# New page\n")
    project.write("old.md", "# Old\n", front=RETIRED)
    project.home()
    (finding,) = project.build("html").findings
    assert finding.startswith(
        "source/old.md:2: front matter: 'old' is retired. Take it out of the toctree in index.md"
    )


def test_the_register_of_the_handbook_holds_every_page(handbook: Path) -> None:
    text = (handbook / "build/html/reference/review-register.html").read_text("utf-8")
    pages = list((handbook / "source").rglob("*.md"))
    listed = sum(len(body.find_all("tr")) for body in BeautifulSoup(text, "html.parser").find_all("tbody"))
    assert listed == len(pages)


def test_a_link_to_a_page_retired_later_is_told_by_the_site_alone(project: Project) -> None:
    project.write("new.md", "# New page\n")
    project.write("linking.md", "# Linking\n\nSee [the old one](old.md).\n\nSee [its part](#old-part).\n")
    project.home()
    orphan = FRONT_MATTER.replace("---\n", "---\norphan: true\n", 1)
    project.write("old.md", "(old-part)=\n# Old page\n\nText.\n", front=orphan)
    assert project.build("html").findings == []
    project.write("old.md", "(old-part)=\n# Old page\n\nSee [the links](linking.md).\n", front=RETIRED)
    findings = project.build("html").findings  # the page that links was not read again
    says = "link to page 'old', which was retired on 2026-11-10. Link to 'new'"
    assert [finding.split(" [")[0] for finding in findings] == [
        f"source/linking.md:{line}: {says}" for line in (10, 12)
    ]
