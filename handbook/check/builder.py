"""The builder that writes no page: it resolves every one, and holds it to the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging

from handbook.check import reading, shape, spelling, terms
from handbook.check.book import Book, terms_of
from handbook.check.dictionary import Dictionary, NoDictionaryError, WordFile
from handbook.check.page import Page
from handbook.check.rules import Level, Rule
from handbook.check.silence import Silence, silences, unused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from handbook.check.rules import Hit

logger = logging.getLogger(__name__)

RULES: dict[str, Rule] = {
    rule.name: rule for rule in (*spelling.RULES, *terms.RULES, *reading.RULES, *shape.RULES)
}
SILENCE = "silence"  # the rule for silences themselves


class CheckBuilder(Builder):
    """Resolves every page, so that Sphinx tells what is wrong with it, and applies the rules of prose."""

    name = "handbook-check"
    epilog = __("No page was written.")
    allow_parallel = False  # which words of the list are used is known at the end of one process

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all pages: what is wrong is told in every run."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: no page gets an address."""
        return ""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Take the words of every page as it was read, with nothing added from other pages."""
        self._pages = {docname: self._page(docname) for docname in sorted(self.env.found_docs)}
        own = WordFile.read(Path(self.srcdir, self.config.check_words))
        try:
            self._book = Book(terms_of(self._pages.values()), Dictionary(own))
        except NoDictionaryError as error:
            logger.warning("%s", error, type="check", subtype="spelling", location="package.json:1")
            self._pages = {}

    def _page(self, docname: str) -> Page:
        kind = str(self.env.metadata.get(docname, {}).get("kind", ""))
        return Page(Path(self.env.doc2path(docname)), self.env.get_doctree(docname), docname, kind)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Hold a page to the rules."""
        page = self._pages.get(docname)
        if page is None or "retired" in self.env.metadata.get(docname, {}):
            return
        found, faults = silences(page, RULES)
        for rule in RULES.values():
            told: set[tuple[int, str]] = set()
            for hit in rule.check(page, self._book):
                line = page.place(hit.block, hit.offset, hit.words)
                if not _is_silenced(found, rule, hit) and (line, hit.message) not in told:
                    told.add((line, hit.message))
                    self._tell(rule.level, rule.name, hit.message, page.file, line)
        for line, message in (*faults, *unused(found)):
            self._tell(Level.ERROR, SILENCE, message, page.file, line)

    def finish(self) -> None:
        """Report words of the list that no page uses: it stays short, and a typo in it is seen."""
        if not self._pages:
            return
        own = self._book.dictionary.own
        for word in sorted(own.words.keys() - self._book.dictionary.used):
            message = f"no page uses '{word}'. Take it out"
            self._tell(Level.ADVICE, "spelling", message, own.path, own.words[word])

    def _tell(self, level: Level, rule: str, message: str, file: Path, line: int) -> None:
        tell = logger.warning if level is Level.ERROR else logger.info
        tell("%s", message, type="check", subtype=rule, location=f"{file}:{line}")


def _is_silenced(found: list[Silence], rule: Rule, hit: Hit) -> bool:
    # Each of them is asked: one that covers a table and one in a cell of it are both in use.
    taking = [silence for silence in found if silence.takes(rule.name, hit)]
    return bool(taking)
