"""Links from the site to the PDFs, which stand in its folder ``pdf/``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from handbook.core.environment import stored
from handbook.core.fields import suggestion
from handbook.pdf.builder import PAPERS
from handbook.pdf.pieces import BOOK
from handbook.pdf.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

FOLDER = "pdf"
_WORDS_AND_FILE = re.compile(r"(?P<words>.+?)\s*<(?P<name>[^<>]+)>", re.DOTALL)
Links = dict[str, list[tuple[str, int]]]  # of each page, the files it links to with their lines


class PdfRole(SphinxRole):
    """``{pdf}`words <cards/red-flags-a5>```: the words as a link on the site; nothing anywhere else."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link that works from any folder depth, and from a folder on a stick."""
        match = _WORDS_AND_FILE.fullmatch(self.text)
        words, name = (match["words"], match["name"]) if match else (self.text, self.text)
        docname = self.env.current_document.docname
        _links(self.env).setdefault(docname, []).append((name, self.lineno))
        return [for_the_site(pdf_link(docname, words, name))], []


def for_the_site(*content: nodes.Node) -> nodes.Node:
    """Return nodes that only the site shows: the PDFs stand beside it and nothing else."""
    return addnodes.only("", *content, expr="builder_html")


def pdf_link(docname: str, words: str, name: str) -> nodes.reference:
    """Return a link from a page to a PDF.

    :param name: the path of the file in its folder, without the ending.
    """
    return nodes.reference(
        words,
        words,
        refuri="../" * docname.count("/") + f"{FOLDER}/{name}.pdf",
        internal=True,
        classes=["pdf-link"],
    )


def _links(env: BuildEnvironment) -> Links:
    return stored(env, "pdf_links", Links)


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the links of a page that is read again, or is gone."""
    _links(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment) -> None:
    """Take over the links that a parallel reader found."""
    _links(env).update({name: found for name, found in _links(other).items() if name in docnames})


def check_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every link to a file that the builder does not make."""
    made = {BOOK + PAPERS[paper] for paper in app.config.handbook_pdf_papers}
    made |= {sheet.name for sheet in sheets(env.metadata)}
    for docname, links in sorted(_links(env).items()):
        for name, line in links:
            if name not in made:
                logger.warning(
                    "no PDF has the name '%s'. %s",
                    name,
                    suggestion(name, sorted(made)),
                    type="pdf",
                    subtype="file",
                    location=(docname, line),
                )
