"""Mistakes of markup that would pass in silence, or be told in words that a writer does not know.

What is read as text though it was meant as a block, link, role or table is reported in every build, with its
line and what to write. The page is looked at three times: its source (fences, directives, front matter,
tables, signs pasted from a word processor), its doctree (what was left over in the text), and all pages
together (circles of toctrees and includes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.markup.circles import break_circles
from handbook.markup.leftovers import check_leftovers
from handbook.markup.parser import GuardedParser
from handbook.markup.source import check_source

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BEFORE_OTHERS = 100  # sphinxcontrib-bibtex walks the toctrees without looking where it has been

# Those of core.records, the kind of a sheet, and two that Sphinx knows.
FIELDS = [
    *("owner", "checked", "review-by", "sign-off", "signed-text", "retired", "why", "replaced-by"),
    *("kind", "nosearch", "orphan"),
]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx. Setting ``markup_fields``: the fields that front matter may have."""
    app.setup_extension("myst_parser")
    app.add_config_value("markup_fields", FIELDS, "env", types=frozenset({list, tuple}))
    app.add_source_parser(GuardedParser, override=True)
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_leftovers)
    app.connect("env-updated", break_circles, priority=_BEFORE_OTHERS)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
