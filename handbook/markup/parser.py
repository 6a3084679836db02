"""MyST's parser, which tells of a page that it cannot read instead of stopping at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.parsers.sphinx_ import MystParser

from handbook.markup.faults import Fault, tell

if TYPE_CHECKING:
    from docutils import nodes

_CITATION = "malformed citation target: "  # of sphinxcontrib-bibtex


class GuardedParser(MystParser):
    """Reads a page; what goes wrong in reading is a finding of that page, and the others are read too."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document from the text of a page."""
        try:
            super().parse(inputstring, document)
        except (RecursionError, ValueError) as error:
            tell(_fault(error, inputstring), document.settings.env.current_document.docname)
            document.clear()
            super().parse("", document)  # sets what MyST's transforms ask for


def _fault(error: Exception, text: str) -> Fault:
    said = str(error)
    if isinstance(error, RecursionError):
        message = "quotes, lists or brackets are nested too deeply to be read. Make them flatter"
        return Fault("unreadable", 1, message)
    if said.startswith(_CITATION):
        keys = said.removeprefix(_CITATION)
        line = next((number for number, row in enumerate(text.split("\n"), 1) if keys in row), 1)
        message = f"cannot read the citation '{keys}'. Put commas between the keys: davis2021,hetem2000"
        return Fault("citation", line, message)
    return Fault(
        "unreadable", 1, f"the page cannot be read: {said}. Take out what was written last, and report it"
    )
