"""The builder: all pages into one book, each sheet into a file of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import segno
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging

from handbook.core.dates import long_date
from handbook.core.records import Review, parse_record
from handbook.pdf.book import Chapter, title_of
from handbook.pdf.compiler import Job, Made, Problem, make
from handbook.pdf.edition import Edition, preamble, read_edition
from handbook.pdf.fonts import font_files
from handbook.pdf.form import sign_widths
from handbook.pdf.manuscript import Manuscript
from handbook.pdf.markup import escape, string
from handbook.pdf.pieces import BOOK, CODE, write_book
from handbook.pdf.sheets import KINDS, Sheet, sheets
from handbook.pdf.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "template"
PAPERS = {
    "a4": "",
    "us-letter": "-letter",
}  # what Typst calls each paper, and what the file's name says of it
_SOURCES, _PDFS = "typst", "pdf"  # folders of the output


class HandbookPdfBuilder(Builder):
    """Writes sources into ``typst/`` and, when nothing is wrong with any of them, the files into ``pdf/``."""

    name = "handbook-pdf"
    format = "typst"
    epilog = __("The PDFs are in %(outdir)s.")
    allow_parallel = True
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]  # noqa: RUF012
    default_translator_class = TypstTranslator

    def init(self) -> None:
        """Start with nothing translated."""
        self.tags.add("pdf")  # for {only}: what is meant for paper
        self.images = {}
        self.faults = 0
        self.edition = Edition("", 0)
        self.sources = Path(self.outdir, _SOURCES)

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
        """Translate every page in reading order, and each sheet alone; compile them all."""
        self.init()
        self._read_edition()
        book = write_book(self)
        alone: dict[str, list[Sheet]] = {}
        for sheet in sheets(self.env.metadata):
            alone.setdefault(sheet.docname, []).append(sheet)
        manuscripts = {docname: self._sheet(docname) for docname in alone}
        for labels in (book[0].labels, *(sheet.labels for sheet in manuscripts.values())):
            for address, place in sorted(labels.dangling.items()):
                self.fault("link", f"nothing in the book has the address '{address}'", place or None)
        self._write_sources([*book, *manuscripts.values()])
        if not self.faults:
            papers = self.config.handbook_pdf_papers
            jobs = [self._job(BOOK + PAPERS[paper], book, {"paper": paper}) for paper in papers]
            for docname, forms in alone.items():
                jobs += [self._job(form.name, [manuscripts[docname]], form.form.inputs) for form in forms]
            self._compile(jobs, {form.name: form for forms in alone.values() for form in forms})
        if self.faults:
            self._app.statuscode = 1  # without '-W' too: a book that was not made is a failure

    def fault(self, subtype: str, message: str, location: str | nodes.Node | None) -> None:
        """Report what keeps the files from being made; the build goes on to find the rest."""
        self.faults += 1
        logger.warning("%s", message, type="pdf", subtype=subtype, location=location)

    def _read_edition(self) -> None:
        try:
            self.edition = read_edition(self.config)
        except ValueError as error:
            self.fault("date", f"handbook_pdf_date: {error}", f"{self.confdir / 'conf.py'}:1")

    def translate(self, manuscript: Manuscript, chapter: Chapter, *, front: bool = False) -> None:
        """Write the markup of a page; ``front`` tells that it is the home page in the book."""
        doctree = self.env.get_and_resolve_doctree(chapter.docname, self, tags=self.tags)
        self.post_process_images(doctree)
        translator = TypstTranslator(doctree, self, manuscript, chapter, front=front)
        doctree.walkabout(translator)
        manuscript.markup += translator.markup()

    # -- the sheets -----------------------------------------------------------------------------------

    def _sheet(self, docname: str) -> Manuscript:
        front_matter = self.env.metadata[docname]
        kind = KINDS[str(front_matter["kind"])]
        title = title_of(self.env.get_doctree(docname))
        sheet = Manuscript(docname, sheet=True, fields=[] if kind.has_fields else None)
        self.translate(sheet, Chapter(docname, 1, starts_part=True))
        if kind.needs_sources and not sheet.foot:
            self.fault(
                "sources",
                "the card does not say what it rests on. Write ```{claim-sources} and ``` at its end",
                (docname, 1),  # type: ignore[arg-type]  # Sphinx takes a page and a line too
            )
        record, _ = parse_record(front_matter)
        foot = [*sheet.foot, escape(self._record_line(record if isinstance(record, Review) else None))]
        more = {
            "title": string(title),
            "handbook": string(self.config.project),
            "foot": "({})".format("".join(f"[{part}], " for part in foot)),
        }
        start = preamble("sheet.typ", kind.template, self.config, self.edition, more)
        widths = sign_widths() if sheet.fields else ""
        sheet.markup = start + sheet.markup + widths + sheet.report
        return sheet

    def _record_line(self, record: Review | None) -> str:
        """Return what the foot of a sheet says of its state."""
        words = f"{self.config.project}. {self.edition.words}."
        if record is not None:
            words += (
                f" {record.state}. Evidence checked {long_date(record.checked)}."
                f" May be used until {long_date(record.review_by)}."
            )
        return words

    # -- files ----------------------------------------------------------------------------------------

    def _write_sources(self, manuscripts: list[Manuscript]) -> None:
        """Write all that the compiler needs, and nothing of an earlier build."""
        shutil.rmtree(self.sources, ignore_errors=True)
        for folder in ("images", "fonts"):
            (self.sources / folder).mkdir(parents=True)
        for manuscript in manuscripts:
            (self.sources / manuscript.file).write_text(manuscript.markup, encoding="utf-8")
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, self.sources / template.name)
        for original, name in self.images.items():
            shutil.copyfile(Path(self.srcdir, original), self.sources / "images" / name)
        for font in font_files():
            shutil.copyfile(font, self.sources / "fonts" / font.name)
        if self.config.html_baseurl:
            code = segno.make(self.config.html_baseurl, error="m", micro=False)
            code.save(str(self.sources / CODE), kind="svg", border=0, xmldecl=False, svgns=True)

    def _job(self, name: str, pieces: list[Manuscript], inputs: dict[str, str]) -> Job:
        return Job(name, self.sources, tuple(pieces), inputs, self.edition.timestamp)

    def _compile(self, jobs: list[Job], forms: Mapping[str, Sheet]) -> None:
        """Compile all; replace the old files only when all of the new ones are whole."""
        done: list[Made] = []
        told: set[Problem] = set()
        for made in make(jobs):
            done.append(made)
            for problem in made.problems:
                if problem not in told:  # the same page on two papers
                    place = f"{self.srcdir / problem.path}:{problem.line}" if problem.path else None
                    self.fault("typst", problem.message, place)
                told.add(problem)
            if made.job.name in forms:
                self._check_length(made, forms[made.job.name])
        if not self.faults:
            self._replace({f"{made.job.name}.pdf": made.pdf for made in done if made.pdf is not None})

    def _check_length(self, made: Made, sheet: Sheet) -> None:
        """Report a sheet that has more pages than its kind may have, with the line that runs over."""
        allowed = sheet.form.pages
        if made.pages <= allowed:
            return
        over = next((line for line, page in made.lines if page > allowed), 1)
        space = "one page" if allowed == 1 else f"{allowed} pages"
        self.fault(
            "length",
            f"from this line on it does not fit on {space} of {sheet.form.words}"
            f" at {sheet.form.smallest:g} points. Shorten the text",
            f"{self.env.doc2path(sheet.docname)}:{over}",
        )

    def _replace(self, files: Mapping[str, bytes]) -> None:
        folder = Path(self.outdir, _PDFS)
        for name, content in files.items():
            whole = folder / name
            whole.parent.mkdir(parents=True, exist_ok=True)
            fresh = whole.with_name(f"{whole.name}.new")
            fresh.write_bytes(content)
            fresh.replace(whole)
        for old in folder.rglob("*.pdf"):
            if old.relative_to(folder).as_posix() not in files:
                old.unlink()

    def finish(self) -> None:
        """Nothing is left to do: the files are written as a whole."""
