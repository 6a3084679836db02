"""The review cycle: who owns a page, when it was checked, until when it holds, who signed it off.

Reads the front matter of every page, refuses what cannot be, and prints one status line under the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.review.status import AddStatusLine, check_front_matter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_transform(AddStatusLine)
    app.connect("env-check-consistency", check_front_matter)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
