"""The front matter of pages as it stands in their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FENCE = "---"
# All values as text: YAML's own reading of '2026-02-30' is an error without a line. In C where it is there:
# every build reads the front matter of every page.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def front_matter_lines(path: Path) -> list[str]:
    """Return the lines between the two fences at the start of a page; none when there are no two."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        return []
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return lines[1:number]
    return []


def read_front_matter(path: Path) -> dict[str, str] | None:
    """Return the fields of a page's front matter; nothing when it is not YAML that holds fields."""
    try:
        fields = yaml.load("\n".join(front_matter_lines(path)), _LOADER)  # noqa: S506 - makes only text
    except yaml.YAMLError:
        return None
    if fields is None:
        return {}
    return fields if isinstance(fields, dict) else None


def field_line(path: Path, name: str) -> int:
    """Return the line on which a field stands, or 1 when it is not there."""
    return next(
        (
            number
            for number, line in enumerate(front_matter_lines(path), 2)
            if line.partition(":")[0].strip() == name
        ),
        1,
    )


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the pages below a folder by name, each with its file."""
    for path in _markdown_files(folder):
        yield path.relative_to(folder).with_suffix("").as_posix(), path


def _markdown_files(folder: Path) -> Iterable[Path]:
    files = (path.relative_to(folder) for path in folder.rglob("*.md"))
    return [folder / path for path in sorted(files) if not any(part.startswith(".") for part in path.parts)]
