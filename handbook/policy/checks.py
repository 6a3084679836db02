"""The checks of a page, made on its doctree as soon as it is read, and again as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from handbook.core.places import line_of
from handbook.policy.addresses import fault_of, misleading, scheme_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# What MyST makes of a backslash at the end of a line, for HTML and for LaTeX.
_HARD_BREAK = ("<br />", "\\\\")
# A link that markdown-it would not make, and left as text.
_FAILED_LINK = re.compile(r"\](?:\(|:)\s*((?:javascript|vbscript|data|file)\s*:[^)]*)\)?", re.IGNORECASE)


def check_page(app: Sphinx, doctree: nodes.document) -> None:
    """Report all that a page may not contain, as its writer wrote it."""
    page = _Page(app.env.current_document.docname)
    page.images(doctree)
    page.raw(doctree)
    page.head(doctree)
    page.styles(doctree)
    page.failed_links(doctree)
    page.contents(doctree)
    page.links(doctree)
    page.links_in_links(doctree)


def check_written_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Report unsafe addresses in what was made after reading: bibliography, registers, references."""
    _Page(docname).links(doctree)


class _Page:
    def __init__(self, docname: str) -> None:
        self.docname = docname

    def report(self, node: nodes.Node, subtype: str, message: str) -> None:
        place = (self.docname, line_of(node))
        logger.warning("%s", message, type="policy", subtype=subtype, location=place)

    def images(self, doctree: nodes.document) -> None:
        for image in doctree.findall(nodes.image):
            address = str(image.get("uri", ""))
            if not str(image.get("alt", "")).strip():
                self.report(
                    image,
                    "alt",
                    f"image '{_short(address)}' has no alternative text. Say what it shows: ':alt: ...'",
                )
            if scheme_of(address) or address.lstrip().startswith(("//", "\\")):
                self.report(
                    image,
                    "remote",
                    f"image '{_short(address)}' is not a file of the handbook. Keep a copy in _static/",
                )

    def raw(self, doctree: nodes.document) -> None:
        for raw in doctree.findall(nodes.raw):
            if raw.astext().strip() not in _HARD_BREAK:
                text = _short(raw.astext())
                self.report(
                    raw,
                    "raw_html",
                    f"raw HTML '{text}' is not allowed. Write it in Markdown, or use a directive",
                )

    def head(self, doctree: nodes.document) -> None:
        for meta in doctree.findall(nodes.meta):
            self.report(meta, "meta", "a page may not add to its head. Take the directive 'meta' out")

    def styles(self, doctree: nodes.document) -> None:
        for node in doctree.findall(lambda node: isinstance(node, nodes.Element) and "style" in node):
            self.report(node, "style", "':style:' is not allowed. Use ':class:' with a class of _static/")

    def failed_links(self, doctree: nodes.document) -> None:
        for text in doctree.findall(nodes.Text):
            if isinstance(text.parent, (nodes.literal, nodes.literal_block)):
                continue
            for match in _FAILED_LINK.finditer(text):
                self._address(text, match[1])

    def contents(self, doctree: nodes.document) -> None:
        for toctree in doctree.findall(addnodes.toctree):
            for _, target in toctree["entries"]:
                self._address(toctree, str(target))

    def links(self, doctree: nodes.document) -> None:
        for node in doctree.findall(nodes.Element):
            if not isinstance(node, (nodes.reference, nodes.target, addnodes.download_reference)):
                continue
            address = str(node.get("refuri") or "")
            self._address(node, address)
            if isinstance(node, nodes.reference) and misleading(node.astext(), address):
                self.report(
                    node,
                    "link",
                    f"link says '{_short(node.astext())}' and leads to '{_short(address)}'. Say the same",
                )
            if isinstance(node, addnodes.download_reference) and scheme_of(str(node["reftarget"])):
                self.report(
                    node, "remote", "a download from another site is not allowed. Link to it, or keep a copy"
                )

    def links_in_links(self, doctree: nodes.document) -> None:
        kinds = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
        for outer in doctree.findall(lambda node: isinstance(node, kinds)):
            if any(isinstance(inner, kinds) for inner in list(outer.findall(nodes.Element))[1:]):
                words = _short(outer.astext())
                self.report(outer, "link", f"link '{words}' holds another link. Take one of the two out")

    def _address(self, node: nodes.Node, address: str) -> None:
        fault = fault_of(address)
        if fault:
            self.report(node, "link", f"address '{_short(address)}' {fault}")


def _short(text: str) -> str:
    return " ".join(ascii(" ".join(text.split()))[1:-1].split())[:60]
