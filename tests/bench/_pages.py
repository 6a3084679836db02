"""Synthetic pages of plain Markdown that every contender reads alike.

About 800 words each: headings to level 3, two tables, three lists, fourteen links; twenty pages a folder with
an index each. What the contenders want besides, toctrees and settings, is added per contender.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from pathlib import Path

PAGES_A_FOLDER = 20
WORDS = [
    "memory",
    "learning",
    "session",
    "recall",
    "nurse",
    "clinic",
    "patient",
    "attention",
    "sleep",
    "journal",
    "evidence",
    "study",
    "healthy",
    "group",
    "task",
    "verbal",
    "working",
    "episodic",
    "recognition",
    "garden",
    "infusion",
    "plasma",
    "receptor",
    "channel",
    "block",
    "glutamate",
    "neuron",
    "synapse",
    "cortex",
    "network",
    "signal",
    "trace",
    "encoding",
    "storage",
    "retrieval",
    "familiar",
    "context",
    "cue",
    "rest",
    "quiet",
    "music",
    "drive",
    "home",
    "companion",
    "telephone",
    "reminder",
    "record",
    "review",
    "certain",
    "likely",
    "doubt",
    "weak",
    "strong",
    "early",
    "late",
    "slow",
    "return",
    "notice",
    "ask",
    "tell",
    "show",
    "keep",
    "write",
    "read",
    "walk",
    "wait",
    "listen",
    "before",
    "after",
    "during",
    "while",
    "because",
    "however",
]


@dataclass(frozen=True)
class Book:
    """The pages: name without suffix, relative to the source folder, and text without front matter."""

    pages: dict[str, str]

    @property
    def folders(self) -> dict[str, list[str]]:
        """The pages of each folder, in order."""
        folders: dict[str, list[str]] = {}
        for name in self.pages:
            folder, _, page = name.partition("/")
            folders.setdefault(folder, []).append(page)
        return folders

    def write(self, source: Path, *, toctrees: bool) -> None:
        """Write the pages under ``source``, with their indexes.

        :param toctrees: with Sphinx's lists of pages; else with lists of links.
        """
        for name, text in self.pages.items():
            file = source / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(FRONT_MATTER + text, encoding="utf-8")
        for folder, pages in self.folders.items():
            index = f"# Part {folder}\n\n{listed(pages, toctree=toctrees)}"
            (source / folder / "index.md").write_text(FRONT_MATTER + index, encoding="utf-8")
        home = f"# Home\n\n{listed([f'{folder}/index' for folder in self.folders], toctree=toctrees)}"
        (source / "index.md").write_text(FRONT_MATTER + home, encoding="utf-8")


def listed(names: list[str], *, toctree: bool) -> str:
    """Return a list of pages."""
    if toctree:
        return "```{toctree}\n" + "\n".join(names) + "\n```\n"
    return "\n".join(f"* [{name}]({name}.md)" for name in names) + "\n"


def book(size: int) -> Book:
    """Return ``size`` pages, the same in every run."""
    chance = random.Random(size)
    names = [f"part{number // PAGES_A_FOLDER:03}/page{number:05}" for number in range(size)]
    return Book({name: page(name, names, chance) for name in names})


def page(name: str, names: list[str], chance: random.Random) -> str:
    """Return the text of one page."""

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    def paragraph(links: int) -> str:
        targets = chance.sample(names, min(links, len(names)))
        linked = " ".join(f"[{words(2)}](../{target}.md)" for target in targets)
        return f"{words(50).capitalize()} {linked} {words(20)}.\n"

    title = name.rpartition("/")[2]
    parts = [f"# {title.capitalize()} {words(2)}\n", paragraph(2)]
    for section in range(3):
        parts += [f"## {words(3).capitalize()} {section}\n", paragraph(2)]
        parts.append("\n".join(f"* {words(8)}" for _ in range(4)) + "\n")
        parts += [f"### {words(3).capitalize()} {section}\n", paragraph(2), paragraph(0)]
        if section < 2:
            rows = "\n".join(f"| {words(2)} | {words(4)} | {words(3)} |" for _ in range(5))
            parts.append(f"| one | two | three |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(parts)
