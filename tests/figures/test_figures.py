"""The figures are drawn from their data, can be read by all, and fit the theme."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from handbook.figures.__main__ import draw_all, main
from handbook.figures.palette import DARK, LIGHT, Palette
from handbook.figures.timecourse import position, read_observations
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

SVG = "{http://www.w3.org/2000/svg}"
DATA = ROOT / "_static/figures/time-course.csv"
BIB = ROOT / "source/references.bib"


def test_the_committed_figures_are_those_that_the_data_give() -> None:
    stale = [
        place.as_posix()
        for place, text in draw_all(ROOT).items()
        if (ROOT / place).read_text("utf-8") != text
    ]
    assert stale == [], "run: python3 make.py figures"


def test_the_check_names_a_figure_that_is_out_of_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("_static/figures", "source"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "_static/figures/time-course.csv").write_bytes(DATA.read_bytes())
    (tmp_path / "source/references.bib").write_bytes(BIB.read_bytes())
    assert main(["--root", str(tmp_path)]) == 0
    assert main(["--root", str(tmp_path), "--check"]) == 0
    (tmp_path / "_static/figures/mechanism.svg").write_text("old")
    capsys.readouterr()
    assert main(["--root", str(tmp_path), "--check"]) == 1
    assert "mechanism.svg: out of date" in capsys.readouterr().out


def test_the_plot_shows_every_study_that_may_be_cited_and_no_other() -> None:
    drawn = {one.key for one in read_observations(DATA, BIB)}
    with DATA.open(encoding="utf-8") as file:
        keys = {row["key"] for row in csv.DictReader(file)}
    assert keys - drawn == {"zhou2018", "ketaminemeg"}, "only incomplete sources are left out"
    text = (ROOT / "_static/figures/time-course.svg").read_text("utf-8")
    for one in read_observations(DATA, BIB):
        assert one.study in text
        assert f'"{position(one.hours):g}"' in text or f"{position(one.hours) - 10:g}," in text


@pytest.mark.parametrize("path", sorted((ROOT / "_static/figures").glob("*.svg")), ids=lambda p: p.name)
def test_a_figure_has_title_and_text_that_can_be_read_on_a_phone(path: Path) -> None:
    root = ET.fromstring(path.read_text("utf-8"))
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    sizes = [int(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")]
    # 18 units of 720 are 9 px on a phone of 360 px.
    assert min(sizes) >= 18
    assert not list(root.iter(f"{SVG}script"))


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_have_enough_contrast(palette: Palette) -> None:
    for words in (palette.ink, palette.quiet, palette.accent):
        assert contrast(words, palette.paper) >= 4.5
        assert contrast(words, palette.box) >= 4.5
    assert contrast(palette.grid, palette.paper) >= 3


def test_each_theme_shows_its_own_variant_and_the_book_the_light_one(project: Project) -> None:
    dot = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    (project.root / "source/dot.svg").write_text(dot)
    (project.root / "source/dot-dark.svg").write_text(dot)
    project.write("page.md", "# Page\n\n![A dot](dot.svg)\n")
    project.home()
    outcome = project.build("html", "pdf")
    assert outcome.status == 0, outcome.complaints
    images = outcome.page("page").find_all("img")
    assert [image["class"] for image in images] == [["only-light"], ["only-dark"]]
    assert [image["alt"] for image in images] == ["A dot", "A dot"]
    for image in images:
        assert (project.root / "build/html" / str(image["src"])).is_file()
