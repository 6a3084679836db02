"""The book is whole and the same everywhere, or it is refused with the line of the page."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

UNKNOWN = """
from docutils import nodes
from docutils.parsers.rst import Directive
class strange(nodes.General, nodes.Element): pass
class Strange(Directive):
    def run(self):
        node = strange()
        node.source, node.line = self.state.document.current_source, self.lineno
        return [node]
def setup(app):
    app.add_directive('strange', Strange)
"""


def line(project: Project, text: str) -> str:
    """Build a page that the book must refuse, and return the one finding."""
    project.write("page.md", f"# Page\n\n{text}\n")
    project.home()
    outcome = project.build("pdf")
    assert outcome.status == 1
    assert "Traceback" not in outcome.complaints
    assert not (project.root / "build/pdf/handbook.pdf").exists()
    assert len(outcome.findings) == 1, outcome.complaints
    return outcome.findings[0]


def test_an_unknown_node_is_named_with_its_page_and_the_old_book_stays(project: Project) -> None:
    project.write("page.md", "# Page\n")
    project.home()
    assert project.build("pdf").status == 0
    book = project.root / "build/pdf/handbook.pdf"
    old = book.read_bytes()
    settings = project.root / "conf.py"
    (project.root / "strange_nodes.py").write_text(UNKNOWN, encoding="utf-8")
    load = f"\nimport sys\nsys.path.insert(0, {str(project.root)!r})\n"
    load += "extensions = [*extensions, 'strange_nodes']\n"
    settings.write_text(settings.read_text("utf-8") + load, encoding="utf-8")
    project.write("page.md", "# Page\n\n```{strange}\n```\n")
    outcome = project.build("pdf")
    assert outcome.status == 1
    assert any("'strange'" in line and line.startswith("source/page.md") for line in outcome.findings), (
        outcome.complaints
    )
    assert book.read_bytes() == old


def test_a_table_without_a_header_is_refused_with_its_line(project: Project) -> None:
    told = line(project, ":::{list-table}\n* - a\n  - b\n:::")
    assert told.startswith("source/page.md:")
    assert "header row" in told


def test_a_formula_that_is_not_known_is_refused_by_name(project: Project) -> None:
    assert r"'\oint' is not known" in line(project, r"{math}`\oint x`")


def test_a_footnote_in_a_heading_is_refused(project: Project) -> None:
    assert "footnote in a heading" in line(project, "## Head[^n]\n\n[^n]: Note.")


def test_a_sign_that_no_font_has_is_refused_with_the_line_of_the_page(project: Project) -> None:
    told = line(project, "Chinese: 中.")
    assert told.startswith("source/page.md:1")
    assert "中" in told


def drawing(project: Project, inside: str) -> None:
    text = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>"
    (project.root / "source/dot.svg").write_text(text, encoding="utf-8")


def test_a_drawing_with_an_unknown_font_is_refused(project: Project) -> None:
    drawing(project, "<text font-family='Comic Sans'>x</text>")
    assert "Comic Sans" in line(project, "![A dot](dot.svg)")


def test_a_drawing_with_a_script_is_refused_where_it_is_shown_and_in_its_file(project: Project) -> None:
    drawing(project, "<script>alert(1)</script>")
    project.write("page.md", "# Page\n\n![A dot](dot.svg)\n")
    project.home()
    outcome = project.build("pdf")
    assert outcome.status == 1
    assert [told.partition(": ")[0] for told in outcome.findings] == ["source/dot.svg:1", "source/page.md:10"]
    assert all("script" in told for told in outcome.findings)


def build_elsewhere(project: Project, folder: Path, zone: str) -> bytes:
    """Copy the project, build it as a process of its own in another time zone, return the book."""
    project.root.rename(folder)
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": zone[-1]}
    command = [sys.executable, "-m", "handbook.build", "pdf", "--root", str(folder)]
    subprocess.run(command, check=True, env=environment, cwd=folder, capture_output=True)
    folder.rename(project.root)
    return (project.root / "build/pdf/handbook.pdf").read_bytes()


def test_two_folders_and_two_time_zones_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    project.write("page.md", "# Page\n\nWords {cite:p}`alpha2020`.\n\n```{bibliography}\n```\n")
    project.home()
    one = build_elsewhere(project, tmp_path.with_name("one"), "Pacific/Auckland1")
    (project.root / "build/pdf/handbook.pdf").unlink()
    two = build_elsewhere(project, tmp_path.with_name("two two"), "America/Lima2")
    assert one == two


def test_a_link_shows_the_page_it_leads_to_only_when_that_is_another_page(project: Project) -> None:
    filler = "\n\n".join(f"Filler {number}." for number in range(80))
    project.write("far.md", f"# Far\n\n{filler}\n\n(target)=\n## Target\n\nEnd.\n")
    project.write(
        "page.md",
        "# Page\n\nSee [the target](#target).\n\n(near)=\n## Near\n\n[Near](#near) it is.\n",
    )
    project.pages.sort(reverse=True)
    project.home()
    outcome = project.build("pdf")
    assert outcome.status == 0, outcome.complaints
    text = outcome.pdf_text()
    assert "See the target (p." in text
    assert "Near it is." in text


def test_the_cover_tells_edition_and_status(project: Project) -> None:
    outcome = project.build("pdf")
    assert outcome.status == 0
    text = outcome.pdf_text()
    assert "Awaiting clinical sign-off" in text
    assert "23 November 2026" in text
    with pikepdf.open(project.root / "build/pdf/handbook.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("Ketamine and Memory")
