"""The contents: their lines, and the tags that the compiler gives to its own contents alone.

It makes those of one source; the book is made of several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.pdf.binding import BindingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.pdf.manuscript import Heading


def contents_markup(headings: Sequence[Heading]) -> str:
    """Return the page that lists headings with their pages."""
    rows = "".join(f'  ("{one.name}", {one.level}, [{one.words}]),\n' for one in headings)
    return f"#contents((\n{rows}))\n"


def tag_contents(document: pikepdf.Pdf, levels: Sequence[int]) -> None:
    """Make the paragraphs behind the heading of the page a table of contents, one deeper for each level.

    As the compiler does: TOC holds TOCI and, for the lines below one, another TOC (ISO 32000-1, table 333).

    :param levels: how deep each line stands.
    :raises BindingError: when the file has other lines than were written.
    """
    (top,) = document.Root.StructTreeRoot.K
    heading, *lines = list(top.K)
    if [str(line.S) for line in lines] != ["/P"] * len(levels):
        raise BindingError(f"{len(levels)} lines of contents were written, {len(lines)} are in the file")
    lists = [_element(document, "TOC", top)]
    for line, level in zip(lines, levels, strict=True):
        del lists[level:]
        while len(lists) < level:
            deeper = _element(document, "TOC", lists[-1])
            lists[-1].K.append(deeper)
            lists.append(deeper)
        item = _element(document, "TOCI", lists[-1])
        lists[-1].K.append(item)
        line.S, line.P = pikepdf.Name.Reference, item
        item.K.append(line)
    top.K = pikepdf.Array([heading, lists[0]])


def _element(document: pikepdf.Pdf, kind: str, above: Any) -> Any:
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{kind}"), P=above, K=pikepdf.Array()
        )
    )
