"""Builds: CPU time a page beside the rivals, one edited page, and what our extensions cost on the handbook.

Stock Furo, Material for MkDocs and Zensical read the same synthetic pages in the same run. Stock Furo needs
the square of the pages (some 45 minutes for 2,000), and so is measured on the smaller set alone.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench._figures import Figure, Ratio
from tests.bench._pages import book
from tests.bench._run import Run, run
from tests.bench._site import chromium, first_load, served
from tests.conftest import furnish

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench._pages import Book

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 200, 2_000
PROGRAMS = Path(sysconfig.get_path("scripts"))
HERE = {"PYTHONPATH": str(ROOT)}

STOCK = """\
project = "Pages"
extensions = ["myst_parser"]
html_theme = "furo"
"""
# One file serves both: Zensical reads the settings of MkDocs.
MKDOCS = """\
site_name: Pages
docs_dir: source
site_dir: site
use_directory_urls: false
theme:
  name: material
  font: false
"""
# The handbook without our extensions: what they define is read and shown, and means nothing.
PLAIN = """\
project = "Pages"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "plain"]
html_theme = "furo"
language = "en_GB"
html_static_path = ["_static"]
bibtex_bibfiles = ["source/references.bib"]
exclude_patterns = ["**/.*"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3
"""
DIRECTIVES = [
    "abbreviation-list",
    "article-trace",
    "certainty-grade",
    "change",
    "claim",
    "claim-register",
    "claim-sources",
    "edition",
    "everyday-words",
    "glossary-term",
    "objectives",
    "reading-depth",
    "retired-claim",
    "review-register",
    "self-check",
    "self-check-answers",
    "sign-offs",
]
OPTIONS = [
    "abbreviation",
    "action",
    "answer",
    "article",
    "before",
    "certainty",
    "checked",
    "claims",
    "date",
    "kind",
    "pages",
    "plain",
    "population",
    "questions",
    "roles",
    "route",
    "safety",
    "sources",
    "synonyms",
    "title",
    "why",
]
ROLES = ["changes-feed", "claim", "clinic", "minutes", "pdf"]
PLAIN_EXTENSION = """\
from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole


class Shown(SphinxDirective):
    has_content, optional_arguments, final_argument_whitespace = True, 1, True
    option_spec = dict.fromkeys({options!r}, lambda text: text or "")

    def run(self):
        box = nodes.container("", nodes.paragraph("", *map(nodes.Text, self.arguments)))
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class Said(SphinxRole):
    def run(self):
        return [nodes.inline(self.rawtext, self.text)], []


def setup(app):
    for name in {directives!r}:
        app.add_directive(name, Shown)
    for name in {roles!r}:
        app.add_role(name, Said())
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""


@dataclass(frozen=True)
class Contender:
    """A program that makes a site: how its folder is laid out, and the command that builds it."""

    name: str
    prepare: Callable[[Book, Path], None]
    command: list[str]
    site: str = "site"
    largest: int = LARGE


def ours(pages: Book, folder: Path) -> None:
    """Lay out a project with all our extensions."""
    furnish(folder)
    pages.write(folder / "source", toctrees=True)


def stock(pages: Book, folder: Path) -> None:
    """Lay out a project of Sphinx, MyST and Furo alone."""
    pages.write(folder / "source", toctrees=True)
    (folder / "conf.py").write_text(STOCK, encoding="utf-8")


def mkdocs(pages: Book, folder: Path) -> None:
    """Lay out a project that MkDocs and Zensical read."""
    pages.write(folder / "source", toctrees=False)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")


SPHINX = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", ".", "source", "site"]
OURS = [sys.executable, "-m", "handbook.build", "html", "--root", "."]
THIS = Contender("this project", ours, OURS, "build/html")
FURO = Contender("stock Furo", stock, SPHINX, largest=SMALL)
CONTENDERS = (
    THIS,
    FURO,
    Contender("Material for MkDocs", mkdocs, [str(PROGRAMS / "mkdocs"), "build", "--quiet"]),
    Contender("Zensical", mkdocs, [str(PROGRAMS / "zensical"), "build"]),
)


def measure(*, quick: bool) -> list[Figure]:
    """Return the figures of all builds.

    :param quick: without the larger set.
    """
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-building-") as name:
        folder = Path(name)
        for size in (SMALL,) if quick else (SMALL, LARGE):
            figures += contest(size, folder / str(size))
        figures += real(folder / "real")
    return figures


def contest(size: int, folder: Path) -> list[Figure]:
    """Build ``size`` pages with every contender; ours once more with one page edited."""
    subject = f"Building {size:,} synthetic pages"
    pages = book(size)
    runs: dict[str, Run] = {}
    figures: list[Figure] = []
    for one in CONTENDERS:
        if size > one.largest:
            print(f"  {one.name}: left out at {size:,} pages, it needs the square of the time", flush=True)
            continue
        home = folder / one.name.replace(" ", "-")
        home.mkdir(parents=True)
        one.prepare(pages, home)
        runs[one.name] = taken = run(one.command, home, HERE)
        aim = 0.05 if one is THIS else None
        figures.append(Figure(subject, f"{one.name}: CPU a page", taken.cpu / size, "s", aim))
        figures.append(Figure(subject, f"{one.name}: memory, at most", taken.memory, "MB"))
        figures += visit(subject, one, home)
    mine = runs[THIS.name].cpu
    for name, taken in runs.items():
        if name != THIS.name:
            figures.append(Ratio(subject, f"CPU, ours by {name}", mine / taken.cpu, "times"))
    edited = refresh(folder / THIS.name.replace(" ", "-"))
    aim = 1.5 if size == SMALL else None
    figures.append(Figure(subject, "this project: one edited page, on the clock", edited.wall, "s", aim))
    figures.append(Figure(subject, "this project: one edited page, CPU", edited.cpu, "s"))
    return figures


def visit(subject: str, one: Contender, home: Path) -> list[Figure]:
    """Return what a browser fetches for one page of a built site."""
    site = home / one.site
    with served(site) as base, chromium() as browser:
        load = first_load(browser, base, "part005/page00101.html")
    return [
        Figure(subject, f"{one.name}: first load of a page, compressed", load.kilobytes, "KB"),
        Figure(subject, f"{one.name}: requests of a first load", load.requests, ""),
    ]


def refresh(home: Path) -> Run:
    """Edit one page of our build and build again."""
    page = home / "source/part005/page00101.md"
    page.write_text(page.read_text("utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    return run(THIS.command, home, HERE)


def real(folder: Path) -> list[Figure]:
    """Build the handbook with our extensions and without."""
    subject = "Building the handbook"
    ours_, plain = folder / "ours", folder / "plain"
    for home in (ours_, plain):
        home.mkdir(parents=True)
        shutil.copytree(ROOT / "source", home / "source")
        shutil.copytree(ROOT / "_static", home / "_static")
    for name in ("conf.py", "clinic.toml"):
        shutil.copy2(ROOT / name, ours_)
    (plain / "conf.py").write_text(PLAIN, encoding="utf-8")
    (plain / "plain.py").write_text(
        PLAIN_EXTENSION.format(directives=DIRECTIVES, roles=ROLES, options=OPTIONS), encoding="utf-8"
    )
    mine = run(THIS.command, ours_, HERE)
    theirs = run(SPHINX, plain, {"PYTHONPATH": str(plain)})
    return [
        Figure(subject, "this project: CPU", mine.cpu, "s"),
        Figure(subject, "Sphinx, MyST and Furo alone: CPU", theirs.cpu, "s"),
        Ratio(subject, "CPU, ours by Sphinx, MyST and Furo alone", mine.cpu / theirs.cpu, "times", 1.3),
        Figure(subject, "this project: memory, at most", mine.memory, "MB"),
    ]
