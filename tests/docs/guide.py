"""What the writers' guide says: its snippets, its commands, its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)
_COMMAND = re.compile(r"python3 make\.py\b([^`\n]*)")


@dataclass(frozen=True)
class Snippet:
    """A fenced block: its kind is the word behind the fence; a directive of the guide itself has braces."""

    page: Path
    line: int
    kind: str
    text: str

    @property
    def name(self) -> str:
        """How a failing test names it."""
        return f"{self.page.name}:{self.line}"


@cache
def tokens(page: Path) -> tuple[Token, ...]:
    """Return the parts of a page. Front matter is not used in the guide."""
    return tuple(MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8")))


def snippets(*kinds: str) -> list[Snippet]:
    """Return the fenced blocks of all pages, of some kinds or all."""
    found = [
        Snippet(page, (token.map or [0])[0] + 1, token.info.split()[0] if token.info else "", token.content)
        for page in PAGES
        for token in tokens(page)
        if token.type == "fence"
    ]
    return [one for one in found if not kinds or one.kind in kinds]


def inline(page: Path, kind: str) -> Iterator[Token]:
    """Yield the parts of a kind that stand inside paragraphs and tables."""
    for token in tokens(page):
        yield from (child for child in token.children or () if child.type == kind)


def commands() -> list[tuple[str, str]]:
    """Return what follows ``python3 make.py`` wherever a page names it, with the page and line or word."""
    found = []
    for page in PAGES:
        for code in inline(page, "code_inline"):
            found += [(page.name, match[1].strip()) for match in _COMMAND.finditer(code.content)]
    for snippet in snippets():
        for match in _COMMAND.finditer(snippet.text):
            found.append((snippet.name, match[1].partition(" #")[0].strip()))
    return found
