"""What is gathered while one PDF is written: its markup, its addresses, its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.pdf.markup import Labels

if TYPE_CHECKING:
    from handbook.pdf.rowheaders import RowHeads


@dataclass
class Manuscript:
    """One PDF while it is written.

    ``name`` is the path of the file below the output folder, without its ending. ``sheet`` tells that it is
    one page of the handbook printed alone: links to other pages print their words then. ``foot`` is what such
    a page says in its foot.
    """

    name: str
    sheet: bool = False
    markup: str = ""
    foot: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    tables: list[RowHeads] = field(default_factory=list)
    links: int = 0

    def next_link(self) -> int:
        """Return the number of a link that shows its page."""
        self.links += 1
        return self.links - 1

    @property
    def file(self) -> str:
        """The name of the source, without folders."""
        return self.name.replace("/", "-") + ".typ"
