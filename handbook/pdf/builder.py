"""The builder: all pages into one Typst project, and that into one PDF."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import __
from sphinx.util import logging

from handbook.core.dates import build_day, long_date, noon, parse_date
from handbook.core.records import reviews, standing
from handbook.pdf.book import Chapter, Part, read_book
from handbook.pdf.compact import compact
from handbook.pdf.compiler import compile_book
from handbook.pdf.fonts import font_files
from handbook.pdf.markup import Labels, escape, string
from handbook.pdf.rowheaders import TablesDifferError
from handbook.pdf.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from handbook.pdf.rowheaders import RowHeads

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "template" / "handbook.typ"


class HandbookPdfBuilder(Builder):
    """Writes ``handbook.typ`` and, when nothing is wrong, ``handbook.pdf``."""

    name = "handbook-pdf"
    format = "typst"
    epilog = __("The PDF is in %(outdir)s.")
    allow_parallel = True
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]  # noqa: RUF012
    default_translator_class = TypstTranslator

    def init(self) -> None:
        """Start with nothing translated."""
        self.tags.add("pdf")  # for {only}: what is meant for paper
        self.labels = Labels()
        self.tables: list[RowHeads] = []
        self.links = 0
        self.images = {}
        self.faults = 0
        self.day = dt.date.min

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all pages: the book is one file."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page inside the book."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same address from everywhere: the book is one file."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Translate every page in reading order and compile the book."""
        self.init()
        self.day = self._edition()
        root, parts = read_book(self.env)
        body = [self._chapter(root, front=True)]
        for part in parts:
            body += self._part(part)
        body.append(self._index())
        for address, place in sorted(self.labels.dangling.items()):
            self.fault("link", f"nothing in the book has the address '{address}'", place or None)
        docnames = [root.docname, *(chapter.docname for part in parts for chapter in part.chapters)]
        self._write_project(self._preamble(docnames) + "\n".join(body))
        if not self.faults:
            self._compile()
        if self.faults:
            self._app.statuscode = 1  # without '-W' too: a book that was not made is a failure

    def fault(self, subtype: str, message: str, location: str | nodes.Node | None) -> None:
        """Report what keeps the book from being made; the build goes on to find the rest."""
        self.faults += 1
        logger.warning("%s", message, type="pdf", subtype=subtype, location=location)

    def next_link(self) -> int:
        """Return the number of a link that shows its page."""
        self.links += 1
        return self.links - 1

    def _part(self, part: Part) -> list[str]:
        markup = [f"#part-heading[{escape(part.title)}]\n"]
        markup += [self._chapter(chapter) for chapter in part.chapters]
        return markup

    def _chapter(self, chapter: Chapter, *, front: bool = False) -> str:
        doctree = self.env.get_and_resolve_doctree(chapter.docname, self, tags=self.tags)
        self.post_process_images(doctree)
        translator = TypstTranslator(doctree, self, chapter, front=front)
        doctree.walkabout(translator)
        return translator.markup()

    def _index(self) -> str:
        groups = IndexEntries(self.env).create_index(self)
        rows = []
        for letter, entries in groups:
            rows.append(f"#index-letter[{escape(letter)}]\n")
            for name, (links, subentries, _key) in entries:
                # 'see' and 'see also' stand behind the entry, what is under it below.
                see = [below for below, places in subentries if not places]
                rows.append(self._index_row(0, name, links, see))
                rows += [self._index_row(1, below, places, []) for below, places in subentries if places]
        return "#index-chapter[\n" + "".join(rows) + "]\n" if rows else ""

    def _index_row(
        self, depth: int, name: str, links: Sequence[tuple[str | None, str | bool]], see: list[str]
    ) -> str:
        addresses = [(main == "main", str(uri).removeprefix("%")) for main, uri in links]
        # An index entry whose place is not in the book (a page left out) has no page number.
        places = "".join(
            f"({self.labels.use(address)}, {str(main).lower()}), "
            for main, address in addresses
            if address in self.labels.defined
        )
        others = "".join(f"[{escape(other)}], " for other in see)
        return f"#index-entry({depth}, [{escape(name)}], ({places}), ({others}))\n"

    def _write_project(self, source: str) -> None:
        """Write all that the compiler needs into the output folder, and nothing of an earlier build."""
        folder = Path(self.outdir)
        (folder / "handbook.typ").write_text(source, encoding="utf-8")
        shutil.copyfile(TEMPLATE, folder / "template.typ")
        images = {name: Path(self.srcdir, original) for original, name in self.images.items()}
        fonts = {path.name: path for path in font_files()}
        for part, files in (("images", images), ("fonts", fonts)):
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir()
            for name, origin in files.items():
                shutil.copyfile(origin, folder / part / name)

    def _preamble(self, docnames: Sequence[str]) -> str:
        config = self.config
        book = standing(reviews(self.env.metadata, docnames).values())
        fields = {
            "title": config.project,
            "subtitle": config.handbook_pdf_subtitle,
            "author": config.author,
            "edition": f"Edition {config.release}, {long_date(self.day)}",
            "status": book.state,
            "use-until": long_date(book.use_until) if book.use_until else "",
            "copyright": config.project_copyright,
            "language": config.language.partition("_")[0],
            "region": config.language.partition("_")[2],
        }
        arguments = "".join(f"  {name}: {string(value)},\n" for name, value in fields.items())
        at = dt.datetime.fromtimestamp(self._timestamp(), tz=dt.UTC)
        parts = ("year", "month", "day", "hour", "minute", "second")
        date = ", ".join(f"{part}: {getattr(at, part)}" for part in parts)
        return f'#import "template.typ": *\n#show: handbook.with(\n{arguments}  date: datetime({date}),\n)\n'

    def _edition(self) -> dt.date:
        """Return the day of the edition."""
        given = self.config.handbook_pdf_date
        if not given:
            return build_day()
        try:
            return parse_date(given)
        except ValueError as error:
            self.fault("date", f"handbook_pdf_date: {error}", f"{self.confdir / 'conf.py'}:1")
            return build_day()

    def _timestamp(self) -> int:
        """Return the time that stands in the file: https://reproducible-builds.org/specs/source-date-epoch/."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return int(epoch) if epoch.isdecimal() else noon(self.day)

    def _compile(self) -> None:
        """Compile to a file beside the old one, which is replaced only by a whole one."""
        folder = Path(self.outdir)
        pdf, problems = compile_book(folder / "handbook.typ", folder / "fonts", self._timestamp())
        for problem in problems:
            place = f"{self.srcdir / problem.path}:{problem.line}" if problem.path else None
            self.fault("typst", problem.message, place)
        if pdf is None or self.faults:
            return
        try:
            whole = compact(pdf, self.tables)
        except TablesDifferError as error:
            self.fault("table", f"row headers cannot be tagged: {error}. Please report it", None)
            return
        fresh = folder / "handbook.pdf.new"
        fresh.write_bytes(whole)
        fresh.replace(folder / "handbook.pdf")

    def finish(self) -> None:
        """Nothing is left to do: the book is written as a whole."""
