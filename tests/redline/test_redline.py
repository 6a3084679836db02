"""A reviewer sees what a change does, in the pages as readers will have them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from handbook.redline.__main__ import main
from tests.browser.conftest import Visit
from tests.conftest import FRONT_MATTER, furnish
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

FIGURE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>{}</title></svg>"
LONG = "\n\n".join(f"Sentence number {number} says something of its own." for number in range(9))
TABLE = "| a | b |\n| - | - |\n"
PAGES = {
    "index": "# Home\n\nWelcome.\n\n```{toctree}\nfirst\nsecond\nold-name\ngone\nrefs\nshown\nstill\n```\n",
    "first": f"# First\n\n{claim('kept', 'It is so.', certainty='low')}\n\n{claim('dropped', 'No more.')}\n",
    "second": f"# Second\n\nThe door of the red room shuts.\n\n{TABLE}| one | low |\n| two | high |\n",
    "old-name": f"# Named\n\n{LONG}\n",
    "gone": "# Gone\n\nOf quite another kind: a list of tools and their makers.\n",
    "refs": "# Sources\n\n```{bibliography}\n```\n",
    "shown": "# Shown\n\nSee {claim}`kept`.\n",
    "still": "# Still\n\nNothing changes here.\n\n![A picture](figure.svg)\n",
}
LATER = {
    "index": "# Home\n\nWelcome.\n\n```{toctree}\nfirst\nsecond\nnew-name\nfresh\nrefs\nshown\nstill\n```\n",
    "first": f"# First\n\n{claim('kept', 'It is.', certainty='high')}\n\n{claim('come', 'More.')}\n",
    "second": f"# Second\n\nThe door of the blue room shuts.\n\n{TABLE}| one | very low |\n| two | high |\n",
    "new-name": f"# Named\n\n{LONG}\n\nAnd one more.\n",
    "fresh": "# Fresh\n\nWords that were nowhere before: wholly new.\n",
}


@dataclass
class Repository:
    """A small handbook under git."""

    root: Path

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        ).stdout.strip()

    def write(self, pages: dict[str, str]) -> None:
        for name, text in pages.items():
            (self.root / f"source/{name}.md").write_text(FRONT_MATTER + text, encoding="utf-8")

    def commit(self, words: str) -> str:
        self.git("add", "--all")
        who = (
            "-c",
            "user.name=A Writer",
            "-c",
            "user.email=writer@example.org",
            "-c",
            "commit.gpgsign=false",
        )
        self.git(*who, "commit", "--quiet", "--message", words)
        return self.git("rev-parse", "HEAD")

    def page(self, name: str) -> Tag:
        file = self.root / f"build/redline/{name}.html"
        return BeautifulSoup(file.read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A handbook whose working tree differs from its last commit, with the redline of the two."""
    found = Repository(tmp_path_factory.mktemp("redline") / "a handbook")
    found.root.mkdir()
    furnish(found.root)
    found.git("init", "--quiet", "--initial-branch", "main")
    (found.root / ".gitignore").write_text("build/\n")
    (found.root / "source/figure.svg").write_text(FIGURE.format("before"))
    found.write(PAGES)
    found.commit("First")
    for name in ("old-name", "gone"):
        (found.root / f"source/{name}.md").unlink()
    found.write(LATER)
    (found.root / "source/figure.svg").write_text(FIGURE.format("after"))
    assert main(["HEAD", "--root", str(found.root)]) == 0
    return found


def listed(page: Tag, heading: str) -> list[str]:
    """Return the links that stand under a heading of the index."""
    start = page.find("h2", string=heading)
    assert isinstance(start, Tag), f"no heading {heading}"
    found: list[str] = []
    for following in start.find_all_next():
        if following.name == "h2":
            break
        if following.name == "a":
            found.append(str(following["href"]))
    return found


def test_the_index_lists_what_changed_and_nothing_else(repository: Repository) -> None:
    index = repository.page("index")
    changed = listed(index, "Pages that were changed")
    assert changed == [f"pages/{name}.html" for name in ("first", "index", "new-name", "second", "still")]
    assert listed(index, "Pages added") == ["after/fresh.html"]
    assert listed(index, "Pages removed") == ["before/gone.html"]
    assert listed(index, "Pages that follow") == ["pages/refs.html", "pages/shown.html"]
    assert "was old-name, is new-name" in index.get_text()
    assert "3 claims, 5 pages changed, 1 added, 1 removed, 2 that follow" in " ".join(
        index.get_text().split()
    )


def test_claims_come_first_the_gravest_change_at_the_top(repository: Repository) -> None:
    index = repository.page("index")
    headings = [heading.get_text() for heading in index.find_all("h2")]
    assert headings[0] == "Claims"
    rows = index.select(".redline-claims tbody tr")
    told = [" ".join(row.get_text(" ").split()) for row in rows]
    assert [one.split()[0] for one in told] == ["come", "dropped", "kept"]
    assert "new" in told[0]
    assert "gone" in told[1]
    kept = rows[2]
    assert [term.get_text() for term in kept.find_all("dt")] == ["Certainty", "Statement"]
    certainty = kept.find("dd")
    assert isinstance(certainty, Tag)
    assert "Low" in certainty.select_one("del").get_text()  # type: ignore[union-attr]
    assert "High" in certainty.select_one("ins").get_text()  # type: ignore[union-attr]
    link = kept.find("a")
    assert isinstance(link, Tag)
    assert link["href"] == "pages/first.html#claim-kept"
    assert repository.page("pages/first").find(id="claim-kept") is not None


def test_words_are_marked_in_place_and_said(repository: Repository) -> None:
    page = repository.page("pages/second")
    paragraph = next(one for one in page.find_all("p") if "The door" in one.get_text())
    assert "removed: red" in paragraph.select_one("del").get_text()  # type: ignore[union-attr]
    assert "added: blue" in paragraph.select_one("ins").get_text()  # type: ignore[union-attr]
    assert len(page.select("table tr")) == 3, "the table stays one table"
    assert "very" in page.select_one("table ins").get_text()  # type: ignore[union-attr]
    places = page.select_one(".redline-places")
    assert places is not None
    for link in places.find_all("a"):
        assert page.find(id=str(link["href"])[1:]) is not None


def test_a_renamed_page_is_compared_with_what_it_was(repository: Repository) -> None:
    page = repository.page("pages/new-name")
    assert "And one more." in page.select_one("article ins").get_text()  # type: ignore[union-attr]
    assert page.select("article del") == []
    assert "The page was old-name and is new-name now." in " ".join(page.get_text().split())


def test_a_figure_that_looks_different_is_named(repository: Repository) -> None:
    page = repository.page("pages/still")
    links = [str(link["href"]) for link in page.select(".redline-what a")]
    assert "../before/_images/figure.svg" in links
    assert "../after/_images/figure.svg" in links


def test_every_link_of_the_redline_leads_somewhere(repository: Repository) -> None:
    folder = repository.root / "build/redline"
    files = [folder / "index.html", *folder.glob("pages/**/*.html")]
    for file in files:
        page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        assert page.find("script") is None
        for node in page.find_all(True):
            address = str(node.get("href") or node.get("src") or "")
            path = address.partition("#")[0]
            if path and "://" not in path and not path.startswith(("mailto:", "tel:")):
                assert (file.parent / path).exists(), f"{file.name}: {address}"


def test_the_changed_pages_of_the_book_are_a_pdf(repository: Repository) -> None:
    reader = PdfReader(repository.root / "build/redline/changed-pages.pdf")
    text = " ".join(page.extract_text() for page in reader.pages)
    for words in ("It is.", "The door of the blue room", "Words that were nowhere before"):
        assert words in " ".join(text.split())
    assert "See also" not in text
    titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert {"First", "Second", "Fresh", "Named"} <= set(titles)
    assert "Sources" not in titles


def test_the_project_is_as_it_was(repository: Repository) -> None:
    assert not (repository.root / "build/html").exists()
    assert not any((repository.root / "build/.work/redline").glob("*/source"))
    assert repository.git("worktree", "list").count("\n") == 0
    assert "first.md" in repository.git("status", "--porcelain")


def test_the_pages_open_from_a_folder_under_their_policy(repository: Repository, browser: Browser) -> None:
    folder = (repository.root / "build/redline").as_uri() + "/"
    page = browser.new_page(viewport={"width": 390, "height": 800})
    visit = Visit(page, folder)
    page.on("console", lambda said: visit.complaints.append(said.text))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    for name in ("index.html", "pages/second.html", "pages/first.html"):
        visit.open(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    marks = page.evaluate(
        "['ins', 'del'].map(name => document.querySelector('article ' + name))"
        ".map(mark => getComputedStyle(mark).textDecorationLine)"
    )
    assert marks == ["underline", "line-through"], "told by more than colour"
    assert visit.complaints == []
    page.close()


def test_two_commits_are_compared_without_the_working_tree(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("stash", "--include-untracked", "--quiet")
    try:
        base = repository.git("rev-parse", "HEAD")
        repository.write({"second": LATER["second"]})
        head = repository.commit("Second")
        repository.write({"second": "# Second\n\n{term}`Nonesuch`\n"})
        assert main([base, head, "--no-pdf", "--root", str(repository.root)]) == 0
        assert listed(repository.page("index"), "Pages that were changed") == ["pages/second.html"]
        assert "No PDF was asked for" in repository.page("index").get_text()
        capsys.readouterr()
        assert main([base, "--no-pdf", "--root", str(repository.root)]) == 1
        refused = capsys.readouterr().err
        assert refused.count("\n") == 1
        assert "the working tree does not build" in refused
        assert "source/second.md" in refused
        assert "Nonesuch" in refused
        assert listed(repository.page("index"), "Pages that were changed") == ["pages/second.html"], (
            "the last stays"
        )
    finally:
        repository.git("checkout", "--quiet", "--force", "HEAD~1")
        repository.git("stash", "pop", "--quiet")


def test_what_cannot_be_compared_is_told_in_one_line(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for arguments, root, words in (
        (["nonesuch"], repository.root, "unknown revision 'nonesuch'"),
        (["--", "--upload-pack=x"], repository.root, "unknown revision '--upload-pack=x'"),
        (["HEAD", "HEAD"], repository.root, "are the same commit"),
        (["HEAD"], elsewhere, "not a git repository"),
    ):
        capsys.readouterr()
        status = main(["--root", str(root), *arguments])
        told = capsys.readouterr().err
        assert status == 1
        assert told.count("\n") == 1
        assert words in told


def test_a_tree_in_which_nothing_has_changed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = Repository(tmp_path)
    small.git("init", "--quiet")
    (tmp_path / ".gitignore").write_text("build/\n")
    small.commit("Only")
    assert main(["HEAD", "--root", str(tmp_path)]) == 1
    assert "nothing has changed since 'HEAD'" in capsys.readouterr().err
