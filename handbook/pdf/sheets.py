"""Pages that are printed alone too: quick cards for the pocket, handouts for patients, forms to fill in.

The front matter of a page says so: ``kind: card``, ``kind: handout`` or ``kind: form``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Form:
    """A form that a sheet is printed in.

    Its paper, the smallest and largest size of its text in points, how many pages it may have, the size of
    what tells how sure a line is (relative to the text), and the size of its foot in points.
    """

    suffix: str
    words: str
    paper: str
    smallest: float
    largest: float
    pages: int
    aside: float
    foot: float

    @property
    def inputs(self) -> dict[str, str]:
        """What the template is told."""
        sizes = {"smallest": self.smallest, "largest": self.largest, "aside": self.aside, "foot": self.foot}
        return {"paper": self.paper, **{name: str(size) for name, size in sizes.items()}}


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: the folder of its files, the template's function for it, the forms it comes in.

    What ``has_fields`` is filled in on the screen too: each blank line of its text becomes a field.
    """

    folder: str
    template: str
    forms: tuple[Form, ...]
    needs_sources: bool = False
    has_fields: bool = False


# 12 points on A5 and 17 on A4 are read at arm's length; in large print nothing is smaller than 14.
KINDS = {
    "card": Kind(
        "cards",
        "quick-card",
        (Form("-a5", "A5", "a5", 12, 17, 1, 0.68, 6.7), Form("-a4", "A4", "a4", 17, 24, 1, 0.68, 9.5)),
        needs_sources=True,
    ),
    "handout": Kind(
        "handouts",
        "handout",
        (
            Form("", "A4", "a4", 12, 12, 2, 0.85, 9),
            Form("-large-print", "A4, large print", "a4", 14, 14, 2, 1, 14),
        ),
    ),
    "form": Kind(
        "",
        "form",
        (
            Form("", "A4, to fill in", "a4", 10, 10, 6, 0.9, 8.5),
            Form("-letter", "US Letter, to fill in", "us-letter", 10, 10, 6, 0.9, 8.5),
        ),
        has_fields=True,
    ),
}


@dataclass(frozen=True)
class Sheet:
    """A page that is printed alone in one form. ``name`` is the path of its PDF without the ending."""

    name: str
    docname: str
    form: Form


def sheets(metadata: Mapping[str, Mapping[str, object]]) -> Iterator[Sheet]:
    """Yield all sheets of the handbook, from the front matter of its pages."""
    for docname in sorted(metadata):
        yield from sheets_of(docname, metadata[docname])


def sheets_of(docname: str, front_matter: Mapping[str, object]) -> Iterator[Sheet]:
    """Yield the sheets of one page, none where it is not printed alone."""
    kind = KINDS.get(str(front_matter.get("kind", "")))
    if kind is not None:
        stem = str(PurePosixPath(kind.folder, PurePosixPath(docname).name))
        for form in kind.forms:
            yield Sheet(stem + form.suffix, docname, form)
