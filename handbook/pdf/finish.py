"""Finishes what the compiler made: one file of all pieces, tags it cannot give, links, fields, few bytes."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pikepdf

from handbook.pdf.binding import bind
from handbook.pdf.contents import tag_contents
from handbook.pdf.form import Typeface, add_fields
from handbook.pdf.links import Place, point_links
from handbook.pdf.tabletags import find_tables, name_heads, tag_row_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.pdf.manuscript import Manuscript


def finish(
    pieces: Sequence[tuple[Manuscript, bytes]], places: Mapping[str, Place], typeface: Typeface | None = None
) -> bytes:
    """Return the document with row headers and links to its places, and small, as PDF/A-2 allows.

    The structure tree of a tagged book is half of its bytes, and the compiler leaves it plain. The same input
    gives the same output.

    :param pieces: what was written and what the compiler made of it.
    :param places: where the addresses of links stand.
    :param typeface: in which its fields are filled in, where it has any.
    :raises BindingError: when it is not built as the compiler builds it.
    :raises TablesDifferError: when its tables are not those that were written.
    :raises NoFieldError: when its fields are not.
    """
    out = io.BytesIO()
    with ExitStack() as stack:
        documents = []
        for number, (manuscript, pdf) in enumerate(pieces):
            document = stack.enter_context(pikepdf.open(io.BytesIO(pdf)))
            tables = find_tables(document)
            tag_row_headers(tables, manuscript.tables)
            if number:
                name_heads(tables, number)
            if manuscript.contents:
                tag_contents(document, manuscript.contents)
            documents.append((document, manuscript.continues))
        book = bind(documents)
        point_links(book, places)
        if typeface is not None:
            add_fields(book, pieces[0][0].fields or [], typeface)
        book.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return out.getvalue()
