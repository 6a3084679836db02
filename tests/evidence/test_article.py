"""A list of the article's statements that cannot be read is told; it is never taken for an empty one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from handbook.evidence.article import load_statements

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot read the article statements: .*No such file"),
        (b"S01 = ", "cannot read the article statements: "),
        (b'S01 = "caf\xe9"', "cannot read the article statements: .*decode"),
        (b"S01 = 1", 'must be lines of the form S01 = "text"'),
        (b"[S01]\ntext = 'x'", 'must be lines of the form S01 = "text"'),
    ],
)
def test_what_is_no_list_of_statements_is_told(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "article.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match=says):
        load_statements(file)


def test_statements_are_read_again_by_content_not_by_time(tmp_path: Path) -> None:
    file = tmp_path / "article.toml"
    for text in ("First.", "Other."):
        file.write_text(f'S01 = "{text}"\n', encoding="utf-8")
        os.utime(file, (1_500_000_000, 1_500_000_000))
        assert load_statements(file) == {"S01": text}
