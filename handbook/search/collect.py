"""Takes the entries of each page from its doctree, while Sphinx reads it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.environment import NotesByPage
from handbook.search.model import Block, Entry, Kind, Page
from handbook.search.text import is_unread, linked_share, readable

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# A reader who lands on a heading looks over about 80 words (search notes, section 1). A block that ends
# after this many gets an address of its own. Lower than 80: claims print their sources in between.
_IN_VIEW = 60
# A section whose text is links by this share leads elsewhere and answers nothing itself.
_LINKS_ONLY = 0.6
_ADDRESSED = (nodes.list_item, nodes.paragraph, nodes.row, nodes.term)
_BLOCKS = (nodes.list_item, nodes.row, nodes.definition_list_item, nodes.field)


class SearchEntries(NotesByPage[Page]):
    """Keeps the entries of every page in the environment."""

    name = "search"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> Page | None:
        """Take the entries of a page that was just read."""
        if "nosearch" in app.env.metadata.get(docname, {}):
            return None  # Sphinx's own word for it; a retired page has it
        reader = _Reader(docname, frozenset(app.config.search_ignored_classes))
        for section in doctree.children:
            if isinstance(section, nodes.section):
                reader.section(section, ())
        return reader.page


def pages_of(env: BuildEnvironment) -> dict[str, Page]:
    """Return what was collected, by page."""
    return SearchEntries.of(env)


class _Reader:
    """Reads one page from top to bottom."""

    def __init__(self, docname: str, ignored: Collection[str]) -> None:
        self.docname = docname
        self.ignored = ignored
        self.page: Page | None = None
        self.words = 0  # since the heading, as far as the reader sees
        self.numbered = 0

    def section(self, section: nodes.section, trail: tuple[str, ...]) -> None:
        """Take a section and those in it."""
        heading = next(iter(section.findall(nodes.title)), None)
        title = readable(heading, self.ignored) if heading is not None else ""
        if self.page is None:
            self.page = Page(title)
            entry = Entry(Kind.PAGE, "", title)
        else:
            entry = Entry(Kind.SECTION, section["ids"][0], title, trail)
        own = [child for child in section.children if not isinstance(child, (nodes.section, nodes.title))]
        if not _leads_elsewhere(own, self.ignored):
            place = len(self.page.entries)
            self.page.entries.append(entry)
            self.words = self.numbered = 0
            for child in own:
                self._node(child, entry, place, section["ids"][0])
            self._drop_heading_of_terms(entry)
        below = trail if entry.kind is Kind.PAGE else (*trail, title)
        for child in section.children:
            if isinstance(child, nodes.section):
                self.section(child, below)

    def _drop_heading_of_terms(self, entry: Entry) -> None:
        """Leave out a heading that only sorts terms (the letters of the glossary)."""
        assert self.page is not None
        last = self.page.entries[-1]
        if entry.kind is Kind.SECTION and not entry.blocks and last.kind is Kind.TERM:
            self.page.entries.remove(entry)

    def _node(self, node: nodes.Node, entry: Entry, place: int, address: str) -> None:
        """Take what stands under the heading of ``entry``."""
        assert self.page is not None
        if not isinstance(node, nodes.Element):
            return
        if node.get("same_words"):
            self.page.same_words += node["same_words"]
        if is_unread(node, self.ignored):
            self.words += len(node.astext().split())
        elif node.get("statement"):
            if node["ids"]:  # a second claim of the same id has none, and is reported where it stands
                self._claim(node, entry, place)
        elif node.get("term_name"):
            self._term(node, entry)
        elif isinstance(node, (nodes.TextElement, *_BLOCKS)):
            self._block(node, entry, address)
        else:
            for child in node.children:
                self._node(child, entry, place, address)

    def _claim(self, node: nodes.Element, around: Entry, place: int) -> None:
        assert self.page is not None
        trail = around.trail if around.kind is Kind.PAGE else (*around.trail, around.title)
        claim = Entry(Kind.CLAIM, node["ids"][0], around.title, trail, place)
        claim.blocks = [Block(str(node["statement"]))]
        claim.questions = tuple(node.get("questions", ()))
        claim.certainty = str(node["certainty"])
        self.page.entries.append(claim)
        self.words += len(node.astext().split())

    def _term(self, node: nodes.Element, around: Entry) -> None:
        assert self.page is not None
        anchor = next(part["ids"][0] for part in node.findall(nodes.term))
        term = Entry(Kind.TERM, anchor, str(node["term_name"]), ())
        names = (str(node.get("abbreviation", "")), *node.get("synonyms", ()))
        term.names = tuple(name for name in names if name)
        term.plain = str(node.get("plain", ""))
        term.questions = tuple(node.get("asked_as", ()))
        left_out = {*self.ignored, "plain-words", "also-called"}
        for definition in node.findall(nodes.definition):
            term.blocks.append(Block(readable(definition, left_out)))
        self.page.entries.append(term)

    def _block(self, node: nodes.Element, entry: Entry, address: str) -> None:
        text = readable(node, self.ignored)
        self._files(node)
        before, self.words = self.words, self.words + len(text.split())
        if not text:
            return
        self.numbered += 1
        anchor = ""
        if before and self.words > _IN_VIEW:
            anchor = _anchor(node, f"{address}--{self.numbered}")
        entry.blocks.append(Block(text, anchor))

    def _files(self, node: nodes.Element) -> None:
        """Take the links to PDF files: they are answers too."""
        assert self.page is not None
        for link in node.findall(nodes.reference):
            target = str(link.get("refuri", ""))
            if target.endswith(".pdf") and "://" not in target:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(self.docname), target))
                self.page.entries.append(Entry(Kind.FILE, path, readable(link, self.ignored)))


def _anchor(node: nodes.Element, wanted: str) -> str:
    """Return the address of a block, given to it if need be; nothing when HTML prints none for its kind."""
    if isinstance(node, nodes.definition_list_item):
        node = next(node.findall(nodes.term), node)
    if not isinstance(node, _ADDRESSED):
        return ""
    if not node["ids"]:
        node["ids"].append(wanted)
    return str(node["ids"][0])


def _leads_elsewhere(own: list[nodes.Node], ignored: Collection[str]) -> bool:
    """Tell whether a section holds links and no text of its own ("See also")."""
    elements = [node for node in own if isinstance(node, nodes.Element)]
    if any(part.get("statement") for node in elements for part in node.findall(nodes.Element)):
        return False
    return linked_share(elements, ignored) > _LINKS_ONLY
