"""Lists that people keep as TOML: one table ``[[name]]`` for each entry, each with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.core.fields import suggestion

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Table:
    """One entry of a list: its fields as TOML gives them, and the line on which it starts."""

    line: int
    fields: dict[str, object]

    def text(self, name: str) -> str:
        """Return a field in one line; nothing where it is missing."""
        return " ".join(str(self.fields.get(name, "")).split())


class TablesError(ValueError):
    """A list that cannot be read. The text says why, with the remedy; ``line`` is where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_tables(path: Path, name: str) -> list[Table]:
    """Return the tables ``[[name]]`` of a file, in order.

    :raises TablesError: when the file is not TOML, or holds anything else.
    :raises OSError: when it cannot be read.
    """
    text = path.read_text("utf-8", "replace")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise TablesError(int(found[1]) if found else 1, f"not TOML: {error}. Mend the line") from error
    for other in content.keys() - {name}:
        raise TablesError(1, f"unknown name '{other}'. {suggestion(other, [name])}")
    header = re.compile(rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if header.match(line)]
    tables = content.get(name, [])
    if not isinstance(tables, list) or len(lines) != len(tables):
        raise TablesError(1, f"{name}s are tables. Start each with a line [[{name}]]")
    return [Table(line, fields) for line, fields in zip(lines, tables, strict=True)]
