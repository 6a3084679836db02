"""Which pages are written again, by each builder for itself."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.core.environment import changed
from handbook.incremental.links import Links, Names
from handbook.incremental.sources import file_digest, tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WRITTEN = "handbook_written"


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that are not what this builder last wrote, or show something else of others.

    The home page is among them when any file has changed: Sphinx makes its checks, and those of extensions,
    only when some page is written.
    """
    by_builder: dict[str, dict[str, str]] = vars(env).setdefault(_WRITTEN, {})
    before = by_builder.get(app.builder.name, {})
    shown = _Shown(app)
    now = by_builder[app.builder.name] = {docname: shown.digest(docname) for docname in sorted(env.all_docs)}
    rewritten = {docname for docname, digest in now.items() if before.get(docname) != digest}
    if changed(app, "all_files", shown.all_files()):
        rewritten.add(env.config.root_doc)
    return sorted(rewritten)


class _Shown:
    """What pages are made from."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.env = app.env
        self.names = Names(app.env)
        self.assets = self._assets()

    def digest(self, docname: str) -> str:
        """Return what tells one state of it from another."""
        meant = [(link, self.names.meant_by(link)) for link in sorted(Links.of(self.env).get(docname, ()))]
        pictures = sorted(
            (path, name) for path, (docnames, name) in self.env.images.items() if docname in docnames
        )
        # When it was read: another builder may have read it since, for a setting too that pages print.
        state = (self.env.all_docs[docname], meant, pictures, self.assets)
        return hashlib.sha256(repr(state).encode()).hexdigest()

    def all_files(self) -> str:
        """Return what tells one state of all files of the project from another."""
        confdir = Path(self.app.confdir)
        settings = [
            file_digest(path) for path in sorted(confdir.glob("*")) if path.suffix in {".py", ".toml"}
        ]
        return repr((tree_digest(Path(self.env.srcdir)), settings))

    def _assets(self) -> list[str]:
        """Return the state of the static files: pages name style sheets and scripts by their digests."""
        if self.app.builder.format != "html":
            return []
        folders = (Path(self.app.confdir, name) for name in self.app.config.html_static_path)
        return [tree_digest(path) if path.is_dir() else file_digest(path) for path in folders]
