"""Directives of docutils that could put HTML into a page, or load something while the page is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sphinx.directives.patches import CSVTable
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)


class AnyOption(dict[str, Callable[[str], Any]]):
    """Options of a directive that is refused whatever they are."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return str

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


class Refused(SphinxDirective):
    """A directive that no page may use; its file or address is not opened."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()
    subtype = ""
    message = ""

    def run(self) -> list[nodes.Node]:
        """Report the directive; it leaves nothing."""
        logger.warning("%s", self.message, type="policy", subtype=self.subtype, location=self.get_location())
        return []


class RefusedRaw(Refused):
    """``raw``: HTML, or code of another output."""

    subtype = "raw_html"
    message = "the directive 'raw' is not allowed. Write it in Markdown, or use another directive"


class RefusedMeta(Refused):
    """``meta``: could send the reader elsewhere, or ask other sites."""

    subtype = "meta"
    message = "a page may not add to its head. Take the directive 'meta' out"


class LocalCSVTable(SphinxDirective, CSVTable):
    """``csv-table`` from the page or from a file; not from an address, which the build would ask."""

    def run(self) -> list[nodes.Node]:  # type: ignore[override]  # Sphinx and docutils differ
        """Return the table, or nothing when it is somewhere else."""
        if "url" not in self.options:
            return super().run()
        logger.warning(
            "a table from another site is not allowed. Keep its rows in a file: ':file: table.csv'",
            type="policy",
            subtype="remote",
            location=self.get_location(),
        )
        return []
