"""The builder: all pages into one Typst project, and that into one PDF."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import __
from sphinx.util import logging

from handbook.core.dates import long_date, noon, parse_date
from handbook.pdf import images
from handbook.pdf.book import Chapter, Part, read_book
from handbook.pdf.compact import compact
from handbook.pdf.fonts import font_files
from handbook.pdf.markup import Labels, escape, string
from handbook.pdf.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "template" / "handbook.typ"
_PLACE = re.compile(r"/\*@ (.+?):(\d+) \*/")
_LINE = re.compile(r"\.typ:(\d+):")


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
        self.labels = Labels()
        self.images = {}
        self.faults = 0

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
        root, parts = read_book(self.env)
        body = [self._chapter(root, front=True)]
        for part in parts:
            body += self._part(part)
        body.append(self._index())
        for address in sorted(self.labels.dangling):
            self.fault("link", f"nothing in the book has the address '{address}'", None)
        self._copy_images()
        source = self._preamble() + "\n".join(body)
        (self.outdir / "handbook.typ").write_text(source, encoding="utf-8")
        shutil.copyfile(TEMPLATE, self.outdir / "template.typ")
        if not self.faults:
            self._compile(source)

    def fault(self, subtype: str, message: str, location: str | nodes.Node | None) -> None:
        """Report what keeps the book from being made; the build goes on to find the rest."""
        self.faults += 1
        logger.warning("%s", message, type="pdf", subtype=subtype, location=location)

    def _part(self, part: Part) -> list[str]:
        markup = [f"#part-heading[{escape(part.title)}]\n"]
        markup += [self._chapter(chapter) for chapter in part.chapters]
        return markup

    def _chapter(self, chapter: Chapter, *, front: bool = False) -> str:
        doctree = self.env.get_and_resolve_doctree(chapter.docname, self)
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
                rows.append(self._index_row(0, name, links))
                rows += [self._index_row(1, below, links_) for below, links_ in subentries]
        return "#index-chapter[\n" + "".join(rows) + "]\n" if rows else ""

    def _index_row(self, depth: int, name: str, links: Sequence[tuple[str | None, str | bool]]) -> str:
        addresses = [(main == "main", str(uri).removeprefix("%")) for main, uri in links]
        # An index entry whose place is not in the book (a page left out) has no page number.
        places = "".join(
            f"({self.labels.use(address)}, {str(main).lower()}), "
            for main, address in addresses
            if address in self.labels.defined
        )
        return f"#index-entry({depth}, [{escape(name)}], ({places}))\n"

    def _copy_images(self) -> None:
        folder = self.outdir / "images"
        folder.mkdir(exist_ok=True)
        for original, name in sorted(self.images.items()):
            path = Path(self.srcdir, original)
            for message in images.faults(path):
                self.fault("image", message, f"{path}:1")
            shutil.copyfile(path, folder / name)

    def _preamble(self) -> str:
        config = self.config
        day = parse_date(config.handbook_pdf_date)
        fields = {
            "title": config.project,
            "author": config.author,
            "edition": f"Edition {config.release}, {long_date(day)}",
            "status": config.handbook_pdf_status,
            "valid-until": config.handbook_pdf_valid_until,
            "copyright": config.project_copyright,
            "language": config.language.partition("_")[0],
            "region": config.language.partition("_")[2],
        }
        arguments = "".join(f"  {name}: {string(value)},\n" for name, value in fields.items())
        date = f"  date: datetime(year: {day.year}, month: {day.month}, day: {day.day}),\n"
        return f'#import "template.typ": *\n#show: handbook.with(\n{arguments}{date})\n'

    def _compile(self, source: str) -> None:
        """Compile to a file beside the old one, which is replaced only by a whole one."""
        compiler = typst.Compiler(
            str(self.outdir / "handbook.typ"),
            root=str(self.outdir),
            font_paths=[str(self._fonts())],
            ignore_system_fonts=True,
        )
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf",
                pdf_standards=["ua-1", "a-2a"],
                timestamp=noon(parse_date(self.config.handbook_pdf_date)),
            )
        except typst.TypstError as error:
            self.fault("typst", self._sentence(error), self._place(error.diagnostic, source))
            return
        assert isinstance(pdf, bytes)
        for warning in warnings:
            self.fault("typst", self._sentence(warning), self._place(warning.diagnostic, source))
        if self.faults:
            return
        folder = Path(self.outdir)
        fresh = folder / "handbook.pdf.new"
        fresh.write_bytes(compact(pdf))
        fresh.replace(folder / "handbook.pdf")

    def _fonts(self) -> Path:
        """Return a folder that holds the fixed list and nothing else: the compiler takes whole folders."""
        folder = self.outdir / "fonts"
        folder.mkdir(exist_ok=True)
        for path in font_files():
            shutil.copyfile(path, folder / path.name)
        return folder

    def _sentence(self, problem: typst.TypstError | typst.TypstWarning) -> str:
        hints = "".join(f". {hint}" for hint in problem.hints)
        return f"the PDF compiler says: {problem.message}{hints}"

    def _place(self, diagnostic: str, source: str) -> str | None:
        """Return the MyST line that a message about the generated file comes from."""
        match = _LINE.search(diagnostic)
        if match is None:
            return None
        lines = source.splitlines()[: int(match[1])]
        for line in reversed(lines):
            places = _PLACE.findall(line)
            if places:
                path, number = places[-1]
                return f"{self.srcdir / path}:{number}"
        return None

    def finish(self) -> None:
        """Nothing is left to do: the book is written as a whole."""
