"""The book in pieces, each with pages of its own: a part, a long chapter, the contents, the index.

Each is compiled by itself, so that memory and time grow with the longest piece and not with the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.core.dates import long_date
from handbook.core.records import reviews, standing
from handbook.core.repository import repository_of
from handbook.pdf.book import Chapter, read_book
from handbook.pdf.contents import contents_markup
from handbook.pdf.edition import preamble
from handbook.pdf.index import index_markup
from handbook.pdf.manuscript import Manuscript
from handbook.pdf.markup import Labels, escape, string

if TYPE_CHECKING:
    from handbook.pdf.book import Part
    from handbook.pdf.builder import HandbookPdfBuilder

BOOK = "handbook"
CODE = "images/address.svg"  # the QR code of the last page
# A chapter whose source is longer begins on a page of its own, and so does the one behind it.
_LONG = 100_000
_NO_PAGE = "."  # what stands for the page in the address of a heading that is on none


def write_book(builder: HandbookPdfBuilder) -> list[Manuscript]:
    """Return the pieces of the book in their order, with the markup of each."""
    return _Writing(builder).pieces()


class _Writing:
    """The book while it is written."""

    def __init__(self, builder: HandbookPdfBuilder) -> None:
        self.builder = builder
        self.labels = Labels()
        self.root, self.parts = read_book(builder.env)
        self.preface = self._preface()

    def pieces(self) -> list[Manuscript]:
        front = self._piece("#cover(title, subtitle, edition, status, use-until, copyright)\n")
        if self.preface:
            front.markup += "#pagebreak()\n"
            front.add(self._chapter(Chapter(self.preface, 1, starts_part=True)))
            del front.headings[1:]  # it is read before the contents, so they do not list what is in it
        body = [self._chapter(self.root, front=True)]
        for number, part in enumerate(self.parts):
            body += self._part(part, number)
        body += [*self._index(), *self._closing()]
        contents = self._piece("")
        headings = [heading for piece in (front, *body) for heading in piece.headings]
        contents.markup = contents_markup(headings)
        contents.contents = tuple(heading.level for heading in headings)
        contents.shows = {heading.name for heading in headings}
        pieces = [front, contents, *body]
        start = self._start()
        for number, piece in enumerate(pieces, start=1):
            piece.name = f"{BOOK}-{number:02}"
            piece.markup = f"{start}{piece.markup}{piece.report}"
        return pieces

    def _piece(self, markup: str) -> Manuscript:
        return Manuscript("", labels=self.labels, markup=markup)

    def _chapter(self, chapter: Chapter, *, front: bool = False) -> Manuscript:
        manuscript = self._piece("")
        self.builder.translate(manuscript, chapter, front=front)
        return manuscript

    def _headed(self, title: str, name: str) -> tuple[Manuscript, str]:
        """Return a piece that begins with a heading of the book's own, and the arguments of that heading."""
        piece = self._piece("")
        piece.define(_NO_PAGE, name)
        piece.head(1, escape(title), f"{_NO_PAGE}#{name}")
        return piece, f"[{escape(title)}], {string(piece.headings[0].name)}"

    def _part(self, part: Part, number: int) -> list[Manuscript]:
        """Return the pieces of a part: it is divided before a long chapter, and behind it."""
        piece, heading = self._headed(part.title, f"part-{number}")
        piece.markup = f"#part-heading({heading})\n"
        pieces = [piece]
        chapters = [chapter for chapter in part.chapters if chapter.docname != self.preface]
        was_long = False
        for chapter in chapters:
            written = self._chapter(chapter)
            is_long = len(written.markup) > _LONG
            first = chapter is chapters[0]
            if not first and (is_long or was_long):
                piece = self._piece(f"#leaf[{escape(part.title)}]\n")
                piece.continues = True
                pieces.append(piece)
            elif not first:
                piece.markup += "#chapter-break()\n"
            piece.add(written)
            was_long = is_long
        return pieces

    def _index(self) -> list[Manuscript]:
        piece, heading = self._headed("Index", "index")
        rows = index_markup(self.builder, piece)
        piece.markup = f"#index-chapter({heading}, (\n{rows}))\n"
        return [piece] if rows else []

    def _closing(self) -> list[Manuscript]:
        """Return the last page: where the current version is, and where to say that something is wrong."""
        config = self.builder.config
        pieces = []
        if config.html_baseurl:
            piece, heading = self._headed("Is this copy current?", "online")
            address = string(str(config.html_baseurl))
            piece.markup = f"#online({heading}, {address}, {string(CODE)}, edition, use-until)\n"
            pieces.append(piece)
        repository = repository_of(config)
        if repository is not None:
            piece, heading = self._headed("Found a fault?", "fault")
            report = string(repository.report(config.project, "", config.release))
            piece.markup = f"#found-a-fault({heading}, {string(repository.issues)}, {report})\n"
            pieces.append(piece)
        for piece in pieces[1:]:
            pieces[0].add(piece)
        return pieces[:1]

    def _preface(self) -> str:
        """Return the page that stands before the contents, or nothing."""
        preface = str(self.builder.config.handbook_pdf_preface)
        if preface and preface not in self.builder.env.all_docs:
            message = f"handbook_pdf_preface: unknown page '{preface}'. Correct the name"
            self.builder.fault("preface", message, f"{self.builder.confdir / 'conf.py'}:1")
            return ""
        return preface

    def _start(self) -> str:
        """Return what every piece begins with."""
        config = self.builder.config
        chapters = [self.root, *(chapter for part in self.parts for chapter in part.chapters)]
        book = standing(reviews(self.builder.env.metadata, [one.docname for one in chapters]).values())
        foot = {
            "title": config.project,
            "edition": self.builder.edition.words,
            "status": book.state,
            "use-until": long_date(book.use_until) if book.use_until else "",
        }
        cover = {"subtitle": config.handbook_pdf_subtitle, "copyright": config.project_copyright}
        told = "".join(f"#let {name} = {string(value)}\n" for name, value in (foot | cover).items())
        arguments = {name: name for name in foot}
        return told + preamble("book.typ", "handbook", config, self.builder.edition, arguments)
