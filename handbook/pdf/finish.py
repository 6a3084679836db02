"""Finishes the file that the compiler made: row headers, links to places, objects in compressed streams."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from handbook.pdf.links import Place, point_links
from handbook.pdf.rowheaders import RowHeads, tag_row_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def finish(pdf: bytes, tables: Sequence[RowHeads], places: Mapping[str, Place]) -> bytes:
    """Return the same document with row headers and links to its places, and small, as PDF/A-2 allows.

    The structure tree of a tagged book is half of its bytes, and the compiler leaves it plain. The same input
    gives the same output.

    :param tables: which cells head a row, for all tables in reading order.
    :param places: where the addresses of links stand.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tag_row_headers(document, tables)
        point_links(document, places)
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()
