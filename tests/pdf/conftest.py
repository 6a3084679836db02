"""A book made by the PDF capability alone: no other part of the handbook is loaded."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.pdf.ua_check import elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = """\
project = "Test book"
author = "Nobody"
language = "en_GB"
release = "1"
project_copyright = "nobody"
extensions = ["myst_parser", "sphinx_design", "handbook.pdf"]
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist"
]
handbook_pdf_date = "2026-11-23"
"""

DOT = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>"
    "<circle cx='10' cy='10' r='9' fill='red'/></svg>"
)
_COLOURS = re.compile(r"\x1b\[[\d;]*m")


@dataclass
class Element:
    """A structure element of a PDF: its kind, what is said about it, and what is below it."""

    kind: str
    alternative: str
    attributes: dict[str, str]
    inside: list[Element]

    def all(self, kind: str) -> list[Element]:
        """Return all elements of a kind below this one, in reading order."""
        found: list[Element] = []
        for child in self.inside:
            found += ([child] if child.kind == kind else []) + child.all(kind)
        return found


@dataclass
class Book:
    """What came of a build."""

    root: Path
    status: int
    complaints: list[str]

    @property
    def file(self) -> Path:
        """The PDF."""
        return self.root / "out/pdf/handbook.pdf"

    @property
    def markup(self) -> str:
        """The Typst sources of the book, one behind the other."""
        return "".join(
            one.read_text("utf-8") for one in sorted((self.root / "out/typst").glob("handbook-*.typ"))
        )

    def pages(self) -> list[str]:
        """Return the text of each page, without soft hyphens."""
        return [
            " ".join(page.extract_text().replace("\u00ad", "").split()) for page in PdfReader(self.file).pages
        ]

    def text(self) -> str:
        """Return the text behind cover, contents and home page."""
        return " ".join(self.pages()[3:])

    def structure(self) -> Element:
        """Return the structure tree."""
        with pikepdf.open(self.file) as pdf:
            top = [_element(one) for one in elements(pdf) if one.S == "/Document"]
        return top[0]


def _element(given: pikepdf.Object) -> Element:
    attributes: dict[str, str] = {}
    part: Any
    for part in _listed(given.get("/A")):
        attributes |= {key.lstrip("/"): str(value).lstrip("/") for key, value in part.items()}
    return Element(
        str(given.S).lstrip("/"),
        str(given.get("/Alt", "")),
        attributes,
        [_element(one) for one in _below(given)],
    )


def _listed(held: Any) -> list[Any]:
    """Return what an entry holds: one thing, several in an array, or nothing."""
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _below(given: pikepdf.Object) -> Iterator[pikepdf.Object]:
    child: Any
    for child in _listed(given.get("/K")):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


MakeBook = Callable[..., Book]


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Return a function that builds pages: the first argument is a page, or pages by their name."""

    def make(
        pages: str | dict[str, str],
        settings: str = "",
        files: dict[str, str] | None = None,
        *,
        fresh: bool = False,
        parallel: int = 0,
    ) -> Book:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        if isinstance(pages, str):
            pages = {"page": f"# Page\n\n{pages}\n"}
        listed = "\n".join(name for name in pages if name != "index")
        home = f"# Home\n\nWelcome.\n\n```{{toctree}}\n:caption: Part\n:hidden:\n\n{listed}\n```\n"
        named = {f"{name}.md": text for name, text in ({"index": home} | pages).items()}
        for name, text in ({"conf.py": SETTINGS + settings, "dot.svg": DOT} | named | (files or {})).items():
            (source / name).write_text(text, encoding="utf-8")
        said = io.StringIO()
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=source,
                outdir=tmp_path / "out",
                doctreedir=tmp_path / "doctrees",
                buildername="handbook-pdf",
                status=None,
                warning=said,
                freshenv=fresh,
                parallel=parallel,
            )
            app.build()
        complaints = _COLOURS.sub("", said.getvalue()).replace(f"{source}/", "").splitlines()
        return Book(tmp_path, app.statuscode, complaints)

    return make
