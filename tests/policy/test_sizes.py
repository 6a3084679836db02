"""Sizes that writers give arrive without style attributes; those that cannot are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.policy.projects import equipped

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = "```{{image}} ../_static/fine.svg\n:alt: x\n:{name}: {value}\n```\n\n"


def test_sizes_become_attributes_or_classes(tmp_path: Path) -> None:
    project = equipped(tmp_path / "project")
    pictures = "".join(
        PICTURE.format(name=name, value=value)
        for name, value in (("width", "50%"), ("width", "120px"), ("height", "2em"), ("scale", "200"))
    )
    table = "```{list-table}\n:widths: 30 70\n:width: 80%\n\n* - a\n  - b\n* - c\n  - d\n```\n"
    project.write("a.md", f"# A\n\n{pictures}{table}")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    page = outcome.page("a")
    share, pixels, high, scaled = page.select("article img")
    assert "width-50" in share["class"]
    assert pixels["width"] == "120"
    assert high["height"] == "32"
    assert (scaled["width"], scaled["height"]) == ("18", "18")
    table_tag = page.select_one("article table")
    assert table_tag is not None
    assert {"width-80", "given-widths"} <= set(table_tag["class"])
    assert [cell["class"][-1] for cell in page.select("article tr:first-child > *")] == [
        "width-30",
        "width-70",
    ]
    assert page.select("[style], col") == []


def test_a_size_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    project = equipped(tmp_path / "project")
    project.write("a.md", f"# A\n\n{PICTURE.format(name='width', value='40ex')}")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 1
    assert any(line.startswith("source/a.md:10: width '40ex' cannot be shown") for line in outcome.findings)
