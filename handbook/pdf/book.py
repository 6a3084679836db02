"""The order of the book: parts and chapters, as the toctrees of the home page give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Chapter:
    """A page, and how deep its title stands in the book: 1 is a part, 2 a chapter."""

    docname: str
    level: int
    starts_part: bool = False


@dataclass(frozen=True)
class Part:
    """The chapters under one caption of the home page."""

    title: str
    chapters: tuple[Chapter, ...]


def read_book(env: BuildEnvironment) -> tuple[Chapter, list[Part]]:
    """Return the home page and the parts behind it."""
    root = env.config.root_doc
    seen = {root}
    parts = []
    for toctree in env.get_doctree(root).findall(addnodes.toctree):
        chapters: list[Chapter] = []
        for docname in toctree["includefiles"]:
            _collect(env, docname, 2, seen, chapters)
        if chapters:
            first = chapters[0]
            chapters[0] = Chapter(first.docname, first.level, starts_part=True)
            parts.append(Part(toctree.get("caption") or "Chapters", tuple(chapters)))
    return Chapter(root, 1, starts_part=True), parts


def _collect(
    env: BuildEnvironment, docname: str, level: int, seen: set[str], chapters: list[Chapter]
) -> None:
    if docname in seen or docname not in env.all_docs:
        return
    seen.add(docname)
    chapters.append(Chapter(docname, level))
    for child in env.toctree_includes.get(docname, []):
        _collect(env, child, level + 1, seen, chapters)


def title_of(doctree: nodes.document) -> str:
    """Return the title of a page, or nothing."""
    title = next(iter(doctree.findall(nodes.title)), None)
    return title.astext() if title is not None else ""
