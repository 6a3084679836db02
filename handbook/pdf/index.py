"""The index: Sphinx's own entries, as rows for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.environment.adapters.indexentries import IndexEntries

from handbook.pdf.markup import escape, string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.pdf.builder import HandbookPdfBuilder
    from handbook.pdf.manuscript import Manuscript


def index_markup(builder: HandbookPdfBuilder, piece: Manuscript) -> str:
    """Return the rows that list all entries with their pages, or nothing where there is no entry."""
    rows = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        rows.append(f"  index-letter[{escape(letter)}],\n")
        for name, (links, subentries, _key) in entries:
            # 'see' and 'see also' stand behind the entry, what is under it below.
            see = [below for below, places in subentries if not places]
            rows.append(_row(0, name, links, see, piece))
            rows += [_row(1, below, places, [], piece) for below, places in subentries if places]
    return "".join(rows)


def _row(
    depth: int, name: str, links: Sequence[tuple[str | None, str | bool]], see: list[str], piece: Manuscript
) -> str:
    addresses = [(main == "main", str(uri).removeprefix("%")) for main, uri in links]
    # An index entry whose place is not in the book (a page left out) has no page number.
    named = [
        (main, piece.labels.name(address)) for main, address in addresses if address in piece.labels.defined
    ]
    piece.shows.update(label for _, label in named)
    places = "".join(f"({string(label)}, {str(main).lower()}), " for main, label in named)
    others = "".join(f"[{escape(other)}], " for other in see)
    return f"  index-entry({depth}, [{escape(name)}], ({places}), ({others})),\n"
