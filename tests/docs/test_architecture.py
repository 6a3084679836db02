"""The picture in docs/architecture.md is true: arrows point to what a part may import."""

from __future__ import annotations

import ast
import runpy
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS = sorted(path.parent.name for path in (ROOT / "handbook").glob("*/__init__.py"))
EXTENSIONS = {
    name.removeprefix("handbook.")
    for name in runpy.run_path(str(ROOT / "conf.py"))["extensions"]
    if name.startswith("handbook.")
}


def imported(path: Path) -> Iterator[str]:
    """Yield the parts of the tooling that a file imports, those for types alone too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "handbook":
            names = [f"handbook.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (parts[1] for name in names if (parts := name.split("."))[0] == "handbook" and parts[1:])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_itself_and_core_and_what_runs_the_build_imports_that_too(part: str) -> None:
    allowed = {part, "core", "__version__"}
    if part not in EXTENSIONS and part != "core":
        allowed.add("build")
    for path in sorted((ROOT / "handbook" / part).rglob("*.py")):
        assert set(imported(path)) <= allowed, path.relative_to(ROOT)


def test_every_extension_in_the_settings_is_a_part() -> None:
    assert set(PARTS) >= EXTENSIONS
