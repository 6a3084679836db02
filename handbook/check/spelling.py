"""Spelling: every word is in the British dictionary, or in the handbook's own list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.check.patterns import word_list
from handbook.check.rules import Hit, Level, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.check.book import Book
    from handbook.check.page import Page
    from handbook.core.prose import Block

_WORD = re.compile(r"(?<![\w.@/])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@/]|\.\w)")
_SMALL = re.compile(r"[a-z]{4}")
_BRITISH = word_list("british")


def _unknown(page: Page, book: Book) -> Iterator[tuple[Block, int, str]]:
    """Yield the words that no dictionary has. Short forms are another rule's."""
    for block in page.blocks:
        for match in _WORD.finditer(block.text):
            word = match[0].replace("’", "'")
            if not is_short_form(word) and not book.dictionary.knows(word):
                yield block, match.start(), word


def is_short_form(word: str) -> bool:
    """Tell whether a word is an abbreviation: two capitals or more, and few small letters between them."""
    return len(word) == 1 or (sum(map(str.isupper, word)) > 1 and not _SMALL.search(word))


def _spelling(page: Page, book: Book) -> Iterator[Hit]:
    for block, offset, word in _unknown(page, book):
        if not book.dictionary.is_american(word):
            near = book.dictionary.suggestion(word)
            place = f"source/{book.dictionary.own.path.name}"
            if near:
                message = (
                    f"'{word}' is in no dictionary. Did you mean '{near}'? If not, add the word to {place}"
                )
            else:
                message = f"'{word}' is in no dictionary. Correct it, or add it to {place}"
            yield Hit(block, offset, word, message)


def _british(page: Page, book: Book) -> Iterator[Hit]:
    for block, offset, word in _unknown(page, book):
        if book.dictionary.is_american(word):
            near = book.dictionary.suggestion(word)
            list_name = book.dictionary.own.path.name
            write = f"Write: {near}" if near else "Write the British form"
            message = f"'{word}' is not British spelling. {write} (if it is right: source/{list_name})"
            yield Hit(block, offset, word, message)
    yield from _BRITISH.hits(page.blocks)


RULES = (
    Rule(
        "spelling",
        Level.ERROR,
        "words that are neither in the British dictionary nor in source/spelling.txt",
        "the word as the dictionary has it; a term that is right goes into source/spelling.txt",
        _spelling,
    ),
    Rule(_BRITISH.name, _BRITISH.level, _BRITISH.looks_for, _BRITISH.remedy, _british),
)
