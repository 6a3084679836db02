"""Outputs are replaced as a whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.build.publish import publish, recover

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_published_folder_holds_exactly_the_new_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:  # as where the system cannot exchange two folders
        monkeypatch.setattr("handbook.build.publish._exchange", lambda _one, _other: False)
    staged, published = tmp_path / "staged", tmp_path / "out" / "html"
    staged.mkdir()
    (staged / "new.html").write_text("new")
    published.mkdir(parents=True)
    (published / "old.html").write_text("old")
    publish(staged, published)
    assert [path.name for path in published.iterdir()] == ["new.html"]
    assert [path.name for path in published.parent.iterdir()] == ["html"], "nothing is left behind"


def test_a_copy_that_fails_leaves_the_old_output(tmp_path: Path) -> None:
    published = tmp_path / "book.pdf"
    published.write_text("old")
    with pytest.raises(OSError, match="missing"):
        publish(tmp_path / "missing.pdf", published)
    assert published.read_text() == "old"


def test_an_output_lost_between_two_renames_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".html.old").mkdir()
    (tmp_path / ".html.old" / "page.html").write_text("old")
    recover(tmp_path / "html")
    assert (tmp_path / "html" / "page.html").read_text() == "old"


def test_the_site_carries_the_book_beside_its_home_page(project: Project) -> None:
    project.write("deep/page.md", "# P\n\n{pdf}`The book <handbook>`\n")
    project.home("{pdf}`The book <handbook>`")
    outcome = project.build("html", "pdf")
    assert outcome.status == 0, outcome.complaints
    link = outcome.page("deep/page").find("a", string="The book")
    assert link is not None
    assert link["href"] == "../pdf/handbook.pdf"
    assert (project.root / "build/html/pdf/handbook.pdf").is_file()
    assert "The book" not in outcome.pdf_text()
