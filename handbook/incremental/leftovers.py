"""What an earlier build left in a site of pages and files that are gone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

_SITES = ("html", "dirhtml")  # an EPUB starts from an empty folder


def empty_static_files(app: Sphinx, builder: Builder) -> None:
    """Have the static files copied anew; Sphinx copies what there is, and takes nothing away."""
    if builder.name in _SITES:
        shutil.rmtree(Path(app.outdir, "_static"), ignore_errors=True)


class Leftovers:
    """Knows what one build has made, and takes the rest away."""

    def __init__(self) -> None:
        self._made: set[str] = set()

    def note_page(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Note a page that has no source, such as the index: each build writes all of these."""
        if doctree is None:
            self._made.add(pagename)

    def take_away(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove pages, pictures and downloads that the site no longer holds."""
        if exception is not None or app.builder.name not in _SITES:
            return
        root = Path(app.outdir)
        wanted = {*self._pages(app), *_files(app)}
        for file in [*root.rglob("*.html"), *_below(root / "_images"), *_below(root / "_downloads")]:
            if file not in wanted:
                file.unlink()
                _remove_empty(file.parent, root)

    def _pages(self, app: Sphinx) -> Iterator[Path]:
        builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]  # the sites are of this kind
        for name in app.env.all_docs.keys() | self._made:
            yield Path(builder.get_output_path(name))


def _files(app: Sphinx) -> Iterator[Path]:
    for _, name in app.env.images.values():
        yield Path(app.outdir, "_images", name)
    for _, place in app.env.dlfiles.values():
        yield Path(app.outdir, "_downloads", place)


def _below(folder: Path) -> Iterable[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
