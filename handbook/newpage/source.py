"""What the pages say that a new one has to know: titles, anchors, claims, and the lists of pages."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKDOWN = MarkdownIt("commonmark").use(colon_fence_plugin)
_LABEL = re.compile(r"^\((?P<name>[^()\s]+)\)=\s*$", re.MULTILINE)
_CLAIM = re.compile(r"^[`:~]{3,}\{claim\}[ \t]+(\S+)", re.MULTILINE)
_OPTION = re.compile(r":(?P<name>[\w-]+):\s*(?P<value>.*)")
_EXPLICIT = re.compile(r".*<(?P<target>[^<>]+)>\s*")


@dataclass(frozen=True)
class Listing:
    """A toctree: the page that it stands in, its caption, the pages that it lists, and the line of its end.

    ``end`` counts from 0, and is where one more entry goes.
    """

    page: str
    caption: str
    entries: tuple[str, ...]
    end: int

    @property
    def folder(self) -> str:
        """The folder of most of its pages."""
        folders = Counter(posixpath.dirname(entry) for entry in self.entries)
        return folders.most_common(1)[0][0] if folders else ""

    def entry(self, docname: str) -> str:
        """Return how this list names a page."""
        return posixpath.relpath(docname, posixpath.dirname(self.page) or ".")


@dataclass(frozen=True)
class Page:
    """A page as it stands in its file."""

    name: str
    title: str
    labels: frozenset[str]
    claims: tuple[str, ...]
    listings: tuple[Listing, ...]


def read_pages(folder: Path) -> list[Page]:
    """Return all pages below a folder, by name."""
    files = sorted(path for path in folder.rglob("*.md") if not path.name.startswith("."))
    return [_read(path, path.relative_to(folder).with_suffix("").as_posix()) for path in files]


def _read(path: Path, name: str) -> Page:
    text = path.read_text(encoding="utf-8", errors="replace")
    tokens = _MARKDOWN.parse(text)
    titles = [
        tokens[number + 1].content
        for number, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h1"
    ]
    listings = [
        _listing(name, token.content.splitlines(), token.map[1] - 1)
        for token in tokens
        if token.type in {"fence", "colon_fence"} and token.info.strip() == "{toctree}" and token.map
    ]
    return Page(
        name=name,
        title=titles[0] if titles else "",
        labels=frozenset(match["name"] for match in _LABEL.finditer(text)),
        claims=tuple(_CLAIM.findall(text)),
        listings=tuple(listings),
    )


def _listing(page: str, lines: list[str], end: int) -> Listing:
    options = [match for line in lines if (match := _OPTION.match(line))]
    caption = next((match["value"].strip() for match in options if match["name"] == "caption"), "")
    return Listing(page, caption, tuple(_entries(page, lines)), end)


def _entries(page: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        words = line.strip()
        if not words or words.startswith(":"):
            continue
        explicit = _EXPLICIT.fullmatch(words)
        target = (explicit["target"] if explicit else words).removesuffix(".md")
        if target.startswith("/"):
            yield target[1:]
        elif "://" not in target:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
