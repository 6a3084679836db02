"""What is gathered while a PDF is written: its markup, its addresses, its tables, its headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.pdf.markup import Labels, string

if TYPE_CHECKING:
    from handbook.pdf.tabletags import RowHeads

DEPTH = 2  # how deep the contents go: parts and chapters


@dataclass(frozen=True)
class Heading:
    """A line of the contents: how deep it stands, its words as markup, the name of its label."""

    level: int
    words: str
    name: str


@dataclass
class Manuscript:
    """A sheet, or a piece of the book, while it is written.

    ``name`` is the path of its source below the folder of sources, without its ending. ``sheet`` tells
    that it is one page of the handbook printed alone: links to other pages print their words then.
    ``fields`` are what is to be filled in, where that can be done on the screen; ``foot`` is what such a
    page says in its foot. ``labels`` are those of the whole file, ``own`` the addresses that stand in
    this piece. ``shows`` are the labels whose page it prints, and ``entries`` those of its entries that
    tell who cites them. ``continues`` tells that it begins inside a part of the book. ``contents`` are
    the depths of the lines of the contents, where the piece is that.
    """

    name: str
    sheet: bool = False
    fields: list[str] | None = None
    continues: bool = False
    markup: str = ""
    foot: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    own: list[str] = field(default_factory=list)
    shows: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    tables: list[RowHeads] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    contents: tuple[int, ...] = ()

    def define(self, docname: str, node_id: str) -> str:
        """Return the label to attach to an address, or nothing when it has one already."""
        label = self.labels.define(docname, node_id)
        if label:
            self.own.append(f"{docname}#{node_id}")
        return label

    def head(self, level: int, words: str, address: str) -> None:
        """Note a heading that the contents list."""
        if level <= DEPTH and not self.sheet:
            self.headings.append(Heading(level, words, self.labels.name(address)))

    def add(self, other: Manuscript) -> None:
        """Put what follows in the same piece behind what is there."""
        self.markup += other.markup
        self.own += other.own
        self.shows |= other.shows
        self.entries |= other.entries
        self.tables += other.tables
        self.headings += other.headings

    @property
    def targets(self) -> list[str]:
        """The names of its labels that something in the file refers to."""
        return sorted({self.labels.name(one) for one in self.own if one in self.labels.used})

    @property
    def report(self) -> str:
        """The call with which the template tells where things stand."""
        return "#report(({}))\n".format("".join(f"{string(name)}, " for name in self.targets))

    def next_link(self) -> int:
        """Return the number of a link that shows its page."""
        self.labels.links += 1
        return self.labels.links - 1

    @property
    def file(self) -> str:
        """The name of the source, without folders; no template has such a name."""
        return self.name.replace("/", "-") + ".page.typ"
