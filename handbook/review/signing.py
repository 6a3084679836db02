"""What a clinician writes into the front matter to sign a page off."""

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handbook.core.dates import build_day
from handbook.core.fields import FieldError, suggestion
from handbook.review.fingerprint import Fingerprints

if TYPE_CHECKING:
    from pathlib import Path


def lines_to_sign(root: Path, page: str) -> str:
    """Return the two lines that sign the text of a page as it stands now.

    :param root: the project's folder.
    :param page: ``use/red-flags``, or its path: ``source/use/red-flags.md``.
    :raises FieldError: when there is no such page.
    :raises sphinx.errors.SphinxError: when the settings cannot be read.
    """
    docname = page.removeprefix("source/").removesuffix(".md")
    return f"sign-off: Name, credential, {build_day()}\nsigned-text: {_fingerprint(root, docname)}"


def _fingerprint(root: Path, docname: str) -> str:
    """Read one page by itself, as the build would."""
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(root), docutils_namespace():
        app = Sphinx(
            srcdir=root / "source",
            confdir=root,
            outdir=scratch,
            doctreedir=scratch,
            buildername="dummy",
            status=None,
            warning=io.StringIO(),  # what is wrong with the page is the build's to tell
        )
        app.env.find_files(app.config, app.builder)
        if docname not in app.env.found_docs:
            raise FieldError(f"unknown page '{docname}'. {suggestion(docname, app.env.found_docs)}")
        app.builder.read_doc(docname)
        return Fingerprints.of(app.env)[docname]
