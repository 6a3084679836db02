"""Walking the structure tree of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


def children(element: Any) -> Iterator[Any]:
    """Yield the elements directly below one, without marks of content and of annotations."""
    below = element.get("/K", pikepdf.Array())
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Yield all elements of a file in reading order."""
    waiting = list(children(document.Root.StructTreeRoot))[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += list(children(element))[::-1]
