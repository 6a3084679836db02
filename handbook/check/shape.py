"""The shape of a page: one title, headings not too deep, tables that a phone can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.check.patterns import word_list
from handbook.check.rules import Hit, Level, Rule
from handbook.core.places import line_of
from handbook.core.prose import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.check.book import Book
    from handbook.check.page import Page

DEEPEST = 3  # as many heading levels as a phone shows apart
MOST_COLUMNS = 5
_LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)


def _at(node: nodes.Element, message: str, words: str = "") -> Hit:
    said = words or node.astext()
    return Hit(Block(node, said, line_of(node)), 0, said, message)


def _titles(page: Page, book: Book) -> Iterator[Hit]:
    top = [node for node in page.doctree.children if isinstance(node, nodes.section)]
    for section in top[1:]:
        title = next(iter(section.findall(nodes.title)))
        yield _at(title, f"'{title.astext()}' is a second title. Make it a heading: ## {title.astext()}")


def _empty(page: Page, book: Book) -> Iterator[Hit]:
    written = [block for block in page.blocks if not isinstance(block.node, nodes.title)]
    made = page.doctree.findall(
        lambda node: isinstance(node, (nodes.table, nodes.container, addnodes.toctree))
    )
    if not written and next(made, None) is None and not list(page.doctree.findall(nodes.literal_block)):
        yield _at(page.title, "the page has a title and no text. Write it, or take the page away")


def _headings(page: Page, book: Book) -> Iterator[Hit]:
    seen: set[str] = set()
    for title in page.doctree.findall(nodes.title):
        words = " ".join(title.astext().split())
        if isinstance(title.parent, nodes.section) and words.casefold() in seen:
            message = f"the heading '{words}' stands here already: links to it lead to the first. Reword one"
            yield _at(title, message)
        seen.add(words.casefold())


def _false_headings(page: Page, book: Book) -> Iterator[Hit]:
    for block in page.blocks:
        written = [child for child in block.node.children if child.astext()]
        alone = len(written) == 1 and isinstance(written[0], nodes.strong)
        in_section = isinstance(block.node, nodes.paragraph) and isinstance(block.node.parent, nodes.section)
        is_label = ":" in block.text  # "Emergency number: ..." is a line to be read, not a heading
        if alone and in_section and not is_label and not block.text.rstrip().endswith((".", "!", "?")):
            words = " ".join(block.text.split())
            message = (
                f"'{words}' is bold in place of a heading, which search and screen readers miss. Write: ##"
            )
            yield Hit(block, 0, block.text, message)


def _depth(page: Page, book: Book) -> Iterator[Hit]:
    for title in page.doctree.findall(nodes.title):
        level, around = 0, title.parent
        while around is not None:
            level += isinstance(around, nodes.section)
            around = around.parent
        if isinstance(title.parent, nodes.section) and level > DEEPEST:
            message = (
                f"'{title.astext()}' stands {level} levels deep. Use ### at most, or start a page of its own"
            )
            yield _at(title, message)


def _tables(page: Page, book: Book) -> Iterator[Hit]:
    for table in page.tables:
        columns = max((group.get("cols", 0) for group in table.findall(nodes.tgroup)), default=0)
        if columns > MOST_COLUMNS:
            message = (
                f"the table has {columns} columns. Make two of it, or a list: a phone shows {MOST_COLUMNS}"
            )
            yield _at(table, message, _first_words(table))
        for head in table.findall(nodes.thead):
            if not head.astext().strip():
                yield _at(table, "the table has an empty header row. Name each column", _first_words(table))


def _first_words(table: nodes.table) -> str:
    return next((node.astext() for node in table.findall(nodes.paragraph) if node.astext().strip()), "")


def link_blocks(page: Page) -> Iterator[Block]:
    """Yield the words of every link that a writer wrote."""
    for block in page.blocks:
        for link in block.node.findall(lambda node: isinstance(node, _LINKS)):
            assert isinstance(link, nodes.Element)
            explicit = not isinstance(link, addnodes.pending_xref) or link.get("refexplicit")
            if (
                explicit
                and link.astext().strip()
                and str(link.get("refuri", "")).partition(":")[0] != "mailto"
            ):
                yield Block(link, " ".join(link.astext().split()), line_of(link))


def alternative_texts(page: Page) -> Iterator[Block]:
    """Yield what pictures are read as."""
    yield from (block for block in page.blocks if isinstance(block.node, nodes.image))


def _everything(page: Page) -> tuple[Block, ...]:
    return page.blocks


RULES = (
    Rule(
        "one-title",
        Level.ERROR,
        "a second heading of the first level (#) on a page",
        "one at the top, two signs (##) for all others",
        _titles,
    ),
    Rule(
        "empty-page",
        Level.ERROR,
        "a page with a title and nothing under it",
        "its text",
        _empty,
    ),
    Rule(
        "heading-twice",
        Level.ERROR,
        "the same heading twice on a page",
        "another wording for one of them",
        _headings,
    ),
    Rule(
        "false-heading",
        Level.ERROR,
        "a line of bold text in place of a heading",
        "## in front of it",
        _false_headings,
    ),
    Rule(
        "heading-depth",
        Level.ERROR,
        "headings deeper than ###",
        "a flatter page, or a page of its own",
        _depth,
    ),
    Rule(
        "table-shape",
        Level.ERROR,
        f"tables of more than {MOST_COLUMNS} columns, or without the names of their columns",
        "two tables, or a list; a name above each column",
        _tables,
    ),
    word_list("links").rule(link_blocks),
    word_list("alt").rule(alternative_texts),
    *(word_list(stem).rule(_everything) for stem in ("error_prone", "doses", "promises", "wording", "vague")),
)
