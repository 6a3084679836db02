"""How hard a page is to read."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.check.rules import Hit, Level, Rule
from handbook.core.places import line_of
from handbook.core.prose import HIDDEN, Block, words_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it uses a part of setuptools that is going away
    import textstat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.check.book import Book
    from handbook.check.page import Page

HANDOUT = "handout"
EASIEST, HARDEST = 6, 8  # school grades, the handbook's own promise for handouts
FEWEST_WORDS = 100  # SMOG is defined for 30 sentences; below this it measures little
LONGEST = {HANDOUT: 25, "": 40}  # words of a sentence

_NOT_READ = {"claim-summary", "sheet-files", "not-on-sheet"}
_BRACKETS = re.compile(r"\s*\([^()]*\ufffc[^()]*\)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_EMPTY = re.compile(r"\s*\(\W*\)")


def _grade(page: Page, book: Book) -> Iterator[Hit]:
    """Yield a handout that is too hard, or so easy that something is amiss.

    SMOG is the formula made for health texts: McLaughlin, Journal of Reading 1969; 12: 639-646. The grade of
    Flesch and Kincaid (US Navy, Research Branch Report 8-75, 1975) must not be above the same.
    """
    text = handout_text(page)
    if page.kind != HANDOUT or len(text.split()) < FEWEST_WORDS:
        return
    smog, kincaid = textstat.smog_index(text), textstat.flesch_kincaid_grade(text)
    if EASIEST <= smog <= HARDEST and kincaid <= HARDEST:
        return
    title = page.title
    message = (
        f"the handout reads at grade {smog:.1f} (SMOG) and {kincaid:.1f} (Flesch-Kincaid); handouts are"
        f" written for grade {EASIEST} to {HARDEST}. Write shorter sentences and shorter words"
    )
    yield Hit(Block(title, title.astext(), line_of(title)), 0, title.astext(), message)


def handout_text(page: Page) -> str:
    """Return the words that a handout prints, each heading and item ended like a sentence.

    What tells how sure a statement is stands in brackets and belongs to no sentence: it is left out.
    """
    found = []
    for block in page.blocks:
        if isinstance(block.node, nodes.image) or not _NOT_READ.isdisjoint(block.node.get("classes", ())):
            continue
        words = " ".join(_EMPTY.sub("", words_of(block.node)).split()).rstrip(" :")
        if words:
            found.append(words if words.endswith((".", "?", "!")) else f"{words}.")
    return " ".join(found)


def _long_sentences(page: Page, book: Book) -> Iterator[Hit]:
    most = LONGEST.get(page.kind, LONGEST[""])
    for block in page.blocks:
        start = 0
        for sentence in _SENTENCE.split(block.text):
            offset = block.text.find(sentence, start)
            start = offset + len(sentence)
            words = len(_BRACKETS.sub("", sentence).replace(HIDDEN, "").split())
            if words > most:
                begin = " ".join(sentence.split()[:4])
                message = (
                    f"the sentence '{begin} ...' has {words} words. Make two or three of it, one thought each"
                )
                yield Hit(block, offset, sentence, message)


RULES = (
    Rule(
        "reading-grade",
        Level.ERROR,
        f"handouts outside school grade {EASIEST} to {HARDEST} (SMOG, Flesch-Kincaid)",
        "shorter sentences, shorter words, one thought each",
        _grade,
    ),
    Rule(
        "long-sentence",
        Level.ADVICE,
        f"sentences of more than {LONGEST['']} words, in handouts {LONGEST[HANDOUT]}",
        "two or three sentences",
        _long_sentences,
    ),
)
