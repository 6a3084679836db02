"""The statements of the source article, read from the file that the settings name."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def load_statements(path: Path) -> dict[str, str]:
    """Return the statements by number.

    :raises ValueError: when the file is missing or is not a list of ``S01 = "text"``.
    """
    return _load(path, path.read_bytes() if path.is_file() else b"")


@cache
def _load(path: Path, _content: bytes) -> dict[str, str]:
    try:
        statements = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"cannot read the article statements: {error}") from error
    if not all(isinstance(text, str) for text in statements.values()):
        raise ValueError('article statements must be lines of the form S01 = "text"')
    return {number: str(text) for number, text in statements.items()}
