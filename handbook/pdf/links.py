"""Links inside a PDF: addresses while the compiler sets the pages, places in the finished file.

The compiler's own links cost it a tenth of a megabyte of memory each, and every page with one is set twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEME = "page:"


@dataclass(frozen=True)
class Place:
    """Where an address stands: its page, counted from 1, and how far from the left and the top, in points."""

    page: int
    left: float
    top: float


def point_links(document: pikepdf.Pdf, places: Mapping[str, Place]) -> None:
    """Turn every link to an address of the file into a link to its place.

    :raises KeyError: when a link names an address that has no place.
    """
    pages = [page.obj for page in document.pages]
    heights = [float(page.MediaBox[3]) for page in pages]
    annotation: Any
    for page in pages:
        for annotation in page.get("/Annots", []):
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if not address.startswith(SCHEME):
                continue
            place = places[address.removeprefix(SCHEME)]
            top = heights[place.page - 1] - place.top
            del annotation["/A"]
            annotation.Dest = pikepdf.Array(
                [pages[place.page - 1], pikepdf.Name.XYZ, round(place.left, 1), round(top, 1), 0]
            )
            annotation.Contents = pikepdf.String(f"Page {place.page}")
