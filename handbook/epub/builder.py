"""Sphinx's EPUB builder with what it leaves to chance decided: dates, order, files of earlier builds."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from handbook.core.dates import build_day, noon, parse_date

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)

_FIRST = ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx")
_USELESS = ("*.js", "*.map", "*-dark.svg", "*.csv", "*.json")
_READABLE = 0o644 << 16  # access rights as a zip file holds them


class HandbookEpubBuilder(Epub3Builder):
    """Writes the EPUB: the same bytes for the same pages, on any day and in any folder."""

    def init(self) -> None:
        """Start from an empty folder: all files in it become part of the book."""
        shutil.rmtree(self.outdir, ignore_errors=True)
        Path(self.outdir).mkdir(parents=True)
        super().init()

    def handle_finish(self) -> None:
        """Pack what an EPUB can use: it runs no script and has one theme."""
        for pattern in _USELESS:
            for file in Path(self.outdir).rglob(pattern):
                file.unlink()
        super().handle_finish()

    def content_metadata(self) -> dict[str, Any]:
        """Return what stands in the package file, with the day of the edition as its date."""
        at = dt.datetime.fromtimestamp(self._timestamp(), tz=dt.UTC)
        return {**super().content_metadata(), "date": f"{at:%Y-%m-%dT%H:%M:%SZ}"}

    def build_epub(self) -> None:
        """Pack the files in a fixed order with a fixed time; the first one is not compressed."""
        at = dt.datetime.fromtimestamp(self._timestamp(), tz=dt.UTC)
        names = [*_FIRST, *sorted(set(self.files) - set(_FIRST))]
        with ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as epub:
            for name in names:
                entry = ZipInfo(name, at.timetuple()[:6])
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                entry.external_attr = _READABLE
                epub.writestr(entry, Path(self.outdir, name).read_bytes())

    def add_visible_links(self, tree: nodes.document, show_urls: str = "inline") -> None:
        """Leave links as they are: the address of a page is no use in a book that holds the page."""

    def _timestamp(self) -> int:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal():
            return int(epoch)
        given = self.config.handbook_epub_date
        return noon(parse_date(given) if given else build_day())
