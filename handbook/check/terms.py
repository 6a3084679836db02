"""Terms and abbreviations: nobody meets one without being told what it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.check.rules import Hit, Level, Rule
from handbook.check.spelling import is_short_form
from handbook.core.prose import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.check.book import Book, Term
    from handbook.check.page import Page

# Two capitals or more: MRI, MoCA, mTOR, NMDA. A plural s is no part of it.
_SHORT = re.compile(
    r"(?<![\w/.-])(?=(?:\w*[A-Z]){2})[A-Za-z0-9]+?(?:-[A-Z0-9]+)*(?=s?(?![\w/])(?!-\w*[a-z]))"
)

# Known to every reader, or the name of something rather than short for it.
_KNOWN = frozenset(
    {
        "BY", "DNA", "DVD", "EPUB", "EU", "FDA", "HTML", "ID", "II", "III", "IM", "IQ", "IV", "IX", "NHS",
        "NICE", "OK", "PDF", "QR", "RNA", "SD", "UK", "URL", "US", "USA", "VI", "VII", "VIII", "WHO",
    }
)  # fmt: skip
_NOTES = frozenset({"FIXME", "TBC", "TBD", "TODO"})  # told as what they are by handbook.markup
_NUMBERED = re.compile(r"[A-Z]+\d{2,}")  # documents: NG232


def _undefined(page: Page, book: Book) -> Iterator[Hit]:
    """Yield short forms that neither the glossary nor the page itself explains."""
    known = {name for term in book.terms for name in (term.name, term.abbreviation, *term.synonyms)}
    known |= {word for name in known for word in re.split(r"[\s/()-]+", name)}
    known |= {str(node.astext()) for node in page.doctree.findall(nodes.abbreviation)}
    explained: set[str] = set()
    for block in page.blocks:
        for match in _SHORT.finditer(block.text):
            short = match[0]
            if short in known | _KNOWN | _NOTES or short in book.dictionary.own.words:
                continue
            if _NUMBERED.fullmatch(short) or not is_short_form(short):
                continue
            if _explains(block.text, match):
                explained.add(short)
            elif short not in explained:
                explained.add(short)  # once a page
                message = (
                    f"'{short}' is explained nowhere. Write it in full here, with the short form in brackets"
                    " behind it, or add it to the glossary"
                )
                yield Hit(block, match.start(), short, message)


def _explains(text: str, match: re.Match[str]) -> bool:
    """Tell whether a short form stands in brackets behind its words, or has them in brackets behind it."""
    before, after = text[: match.start()].rstrip("\"'“‘"), text[match.end() :]
    return before.endswith("(") or after.startswith((" (", "s ("))


def _first_use(page: Page, book: Book) -> Iterator[Hit]:
    """Yield terms that a page links, though not where its reader meets them first."""
    named = {name.casefold(): term for term in book.terms for name in (term.name, term.abbreviation) if name}
    linked = {
        named[target.casefold()]
        for node in page.doctree.findall(addnodes.pending_xref)
        if node.get("reftype") == "term" and (target := str(node["reftarget"])).casefold() in named
    }
    if any("term_name" in node for node in page.elements):
        return  # the glossary is read from anywhere
    for term in sorted(linked, key=lambda one: one.name):
        yield from _used_before_link(page, term)


def _used_before_link(page: Page, term: Term) -> Iterator[Hit]:
    names = sorted(filter(None, {term.name, term.abbreviation}), key=len, reverse=True)
    found = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)
    for block in page.blocks:
        if isinstance(block.node, (nodes.title, nodes.image, nodes.term)):
            continue  # a heading cannot be a link as well
        if any(_links(node, term) for node in block.node.findall(addnodes.pending_xref)):
            return
        match = found.search(block.text)
        if match is not None and HIDDEN not in match[0]:
            message = (
                f"the term '{match[0]}' is used here and linked only further down. Link it where the reader"
                f" meets it first: {{term}}`{term.name}`"
            )
            yield Hit(block, match.start(), match[0], message)
            return


def _links(node: addnodes.pending_xref, term: Term) -> bool:
    target = str(node["reftarget"]).casefold()
    return node.get("reftype") == "term" and target in {
        name.casefold() for name in (term.name, term.abbreviation, *term.synonyms)
    }


RULES = (
    Rule(
        "undefined-abbreviation",
        Level.ERROR,
        "short forms that neither the glossary nor the page explains",
        "the words in full with the short form in brackets, or an entry in the glossary",
        _undefined,
    ),
    Rule(
        "term-linked-late",
        Level.ADVICE,
        "terms of the glossary that a page uses before the place where it links them",
        "the link where the reader meets the term first",
        _first_use,
    ),
)
