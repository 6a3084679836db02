"""Rules that are lists of words: ``lists/*.toml``, which need no Python to be added to.

Each entry of a list says what it finds (a regular expression), what is wrong with it, what to write instead,
and gives examples that the tests hold it to: ``bad`` ones that it finds, ``good`` ones that it does not.
``unless`` is what makes it right when it stands earlier in the same sentence. A list with
``questions = false`` leaves questions alone, which claim nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.check.rules import Hit, Level, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handbook.check.book import Book
    from handbook.check.page import Page
    from handbook.core.prose import Block

_LISTS = Path(__file__).parent / "lists"
_SENTENCE_ENDS = re.compile(r"[.!?:;]\s")
_REST_OF_SENTENCE = re.compile(r"[^.!?;]*[.!?;]")


@dataclass(frozen=True)
class Pattern:
    """An entry of a list."""

    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    in_questions: bool
    say: str
    write: str
    bad: tuple[str, ...]
    good: tuple[str, ...]

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each place of a text that the entry finds."""
        for match in self.find.finditer(text):
            before = _SENTENCE_ENDS.split(text[: match.start()])[-1]
            after = _REST_OF_SENTENCE.match(text, match.end())
            asked = after is not None and after[0].endswith("?")
            if not (asked and not self.in_questions) and not (self.unless and self.unless.search(before)):
                yield match


@dataclass(frozen=True)
class WordList:
    """A list: the rule's name and words, and its entries."""

    name: str
    level: Level
    looks_for: str
    remedy: str
    patterns: tuple[Pattern, ...]

    def hits(self, blocks: Iterable[Block]) -> Iterator[Hit]:
        """Yield what the list finds in some text."""
        for block in blocks:
            for pattern in self.patterns:
                for match in pattern.search(block.text):
                    words = " ".join(match[0].split())
                    message = f"'{words}' {pattern.say}. Write: {pattern.write}"
                    yield Hit(block, match.start(), words, message)

    def rule(self, blocks_of: Callable[[Page], Iterable[Block]]) -> Rule:
        """Return the rule that looks with this list through some text of each page."""

        def check(page: Page, book: Book) -> Iterator[Hit]:
            return self.hits(blocks_of(page))

        return Rule(self.name, self.level, self.looks_for, self.remedy, check)


def word_list(stem: str) -> WordList:
    """Return the list of a file in ``lists/``."""
    content = tomllib.loads((_LISTS / f"{stem}.toml").read_text(encoding="utf-8"))
    return WordList(
        name=content["name"],
        level=Level(content["level"]),
        looks_for=content["looks-for"],
        remedy=content["remedy"],
        patterns=tuple(_pattern(entry, content.get("questions", True)) for entry in content["pattern"]),
    )


def all_lists() -> dict[str, WordList]:
    """Return every list by the stem of its file."""
    return {path.stem: word_list(path.stem) for path in sorted(_LISTS.glob("*.toml"))}


def _pattern(entry: dict[str, object], in_questions: bool) -> Pattern:
    unless = entry.get("unless")
    return Pattern(
        find=re.compile(str(entry["find"])),
        unless=re.compile(str(unless)) if unless else None,
        in_questions=in_questions,
        say=str(entry["say"]),
        write=str(entry["write"]),
        bad=tuple(entry["bad"]),  # type: ignore[arg-type]  # TOML's lists of strings
        good=tuple(entry["good"]),  # type: ignore[arg-type]
    )
