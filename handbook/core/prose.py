"""The text of a page as its reader reads it: blocks without code, each letter with its line in the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.core.places import line_of
from handbook.core.records import NOT_SIGNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Stands where a reader meets something that is no prose: code, a formula, a picture, a citation.
HIDDEN = "\ufffc"

# What the tooling writes, and what readers type into the search: neither is prose of this handbook.
_NOT_PROSE = {NOT_SIGNED, "also-called", "claim-basis", "claim-certainty", "clinic-blank", "everyday-words"}
_HIDDEN = (nodes.literal, nodes.math, nodes.raw, nodes.image, nodes.problematic, nodes.footnote_reference)
_SKIPPED = (nodes.Invisible, nodes.FixedTextElement, nodes.math_block, nodes.system_message)
# Signs that MyST's typography makes of what was typed.
_TYPED = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, cell, caption or the words of a picture, in one line of text."""

    node: nodes.Element
    text: str
    line: int
    breaks: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the line on which a letter stands, as far as the doctree tells."""
        return self.line + sum(place < offset for place in self.breaks)


@dataclass
class Prose:
    """The text of a page, and the file that it stands in."""

    file: Path
    doctree: nodes.document

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All text of the page in reading order."""
        return tuple(_blocks(self.doctree))

    @property
    def elements(self) -> Iterator[nodes.Element]:
        """All nodes of the page."""
        yield from self.doctree.findall(nodes.Element)

    @property
    def tables(self) -> Iterator[nodes.table]:
        """All tables that a writer drew."""
        yield from (node for node in self.doctree.findall(nodes.table) if not _is_made(node))

    @property
    def title(self) -> nodes.Element:
        """The heading of the page, or the page itself where it has none."""
        return next(iter(self.doctree.findall(nodes.title)), self.doctree)

    def place(self, block: Block, offset: int, words: str) -> int:
        """Return the line on which some words stand in the file.

        MyST counts the lines of what stands in a directive from different places; the words themselves tell.
        """
        told = block.line_at(offset)
        wanted = words.partition(HIDDEN)[0].split(maxsplit=1)[:1]
        if not wanted:
            return told
        return self.place_near(told, wanted[0], len(block.breaks) + 3)

    def place_near(self, told: int, words: str, reach: int = 5) -> int:
        """Return the line nearest to ``told`` that holds some words, or ``told``."""
        steps = sorted(range(-reach, reach + 1), key=lambda step: (abs(step), step))
        return self._first_with(words, (told + step for step in steps), told)

    def place_below(self, line: int, words: str) -> int:
        """Return the first line from ``line`` on that holds some words; MyST tells none of comments."""
        return self._first_with(words, range(line, line + len(self._text)), line)

    def _first_with(self, words: str, numbers: Iterable[int], told: int) -> int:
        wanted = words.translate(_TYPED).casefold()
        return next((number for number in numbers if wanted in self.line(number)), told)

    def line(self, number: int) -> str:
        """Return a line of the file in small letters and with typed quotation marks; nothing outside it."""
        return self._text[number - 1] if 0 < number <= len(self._text) else ""

    @cached_property
    def _text(self) -> list[str]:
        text = self.file.read_text(encoding="utf-8", errors="replace")
        return text.translate(_TYPED).casefold().split("\n")


def _blocks(node: nodes.Node) -> Iterator[Block]:
    if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED) or _is_no_prose(node):
        return
    if isinstance(node, nodes.image):
        yield _block(node, str(node.get("alt", "")))
    elif isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
        yield _block(node, "".join(_pieces(node)))
        for image in node.findall(nodes.image):
            yield _block(image, str(image.get("alt", "")))
    else:
        for child in node.children:
            yield from _blocks(child)


def words_of(node: nodes.Element) -> str:
    """Return the text of a block without its references: what a reader reads out."""
    return "".join(_pieces(node, references=False)).replace(HIDDEN, "").replace("\n", " ")


def _block(node: nodes.Element, text: str) -> Block:
    breaks = tuple(place for place, sign in enumerate(text) if sign == "\n")
    return Block(node, text.replace("\n", " "), line_of(node), breaks)


def _pieces(node: nodes.Element, *, references: bool = True) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.Element) and _is_hidden(child, references=references):
            yield HIDDEN
        elif isinstance(child, addnodes.only) and str(child["expr"]).startswith("not "):
            continue  # the same words once more, for another output
        elif isinstance(child, nodes.Element) and not isinstance(child, _SKIPPED):
            yield from _pieces(child, references=references)


def _is_hidden(node: nodes.Element, *, references: bool) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return not (references and _shows_its_words(node))
    return isinstance(node, _HIDDEN) or _is_no_prose(node)


def _is_no_prose(node: nodes.Element) -> bool:
    return not _NOT_PROSE.isdisjoint(node.get("classes", ()))


def _is_made(node: nodes.Node) -> bool:
    around: nodes.Node | None = node
    while around is not None:
        if isinstance(around, nodes.Element) and _is_no_prose(around):
            return True
        around = around.parent
    return False


def _shows_its_words(reference: addnodes.pending_xref) -> bool:
    """Tell whether a reference shows what the writer wrote: terms do, citations and claims by id do not."""
    return bool(reference.get("refexplicit")) or reference.get("reftype") == "term"
