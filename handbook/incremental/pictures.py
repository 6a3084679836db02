"""The names of pictures in a site: the same for the same files, whichever page was read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def name_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Give every picture the name of its file, and a number where another one has that name already.

    Sphinx numbers them in the order in which pages are read, which differs after an edit.
    """
    found = sorted((path, sorted(docnames)) for path, (docnames, _) in env.images.items())
    for docname in {docname for _, docnames in found for docname in docnames}:
        env.images.purge_doc(docname)
    for path, docnames in found:
        for docname in docnames:
            env.images.add_file(docname, path)
