"""Fixtures for all tests: small projects that are really built, and the handbook itself."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from handbook.build.__main__ import main
from tests.browser.chromium import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

# How fast the machine is decides nothing.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

ROOT = Path(__file__).resolve().parent.parent

QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

FRONT_MATTER = """\
---
owner: Clinical lead
checked: 2026-11-01
review-by: 2027-05-01
sign-off: none
---

"""

# The real settings, with what only the real content can satisfy left out.
SETTINGS = """\
import runpy
globals().update(runpy.run_path({settings!r}))
version = release = "0.1.0"
changes_edition_date = handbook_pdf_date = "2026-11-23"
html_favicon = None
html_static_path = []
html_css_files = []
evidence_article = "article.toml"
evidence_notices = "notices.toml"
evidence_locks = ""
addresses_list = ""
contribute_sources = {{}}
handbook_pdf_papers = ["a4"]
handbook_pdf_preface = ""
bibtex_bibfiles = ["source/references.bib"]
exclude_patterns = []
"""

BIBLIOGRAPHY = """\
@article{alpha2020,
  author = {Alpha, Ann and Beta, Ben}, title = {First study}, journal = {Journal}, year = {2020},
  doi = {10.1000/alpha}, pmid = {123}, read = {abstract}, readat = {example.org}, complete = {yes}
}
@article{gamma2021,
  author = {Gamma, Gil}, title = {Second study}, journal = {Journal}, year = {2021},
  read = {secondary}, readat = {example.org}, complete = {yes}
}
@article{partial2019,
  author = {Partial, Pat}, title = {Half known}, journal = {Journal}, year = {2019},
  read = {abstract}, readat = {example.org}, complete = {no}, missing = {pages}
}
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of tests that can be passed for longer than in each run."""
    parser.addoption("--edits", type=int, default=0, help="how many sequences of edits to try")


@dataclass
class Outcome:
    """What a build said and made."""

    root: Path
    status: int
    printed: str
    complaints: str

    @property
    def findings(self) -> list[str]:
        """The lines that name something wrong."""
        return [line for line in self.complaints.splitlines() if line.startswith(("source", "conf"))]

    def page(self, name: str) -> BeautifulSoup:
        """Return a built page."""
        return BeautifulSoup((self.root / f"build/html/{name}.html").read_text("utf-8"), "html.parser")

    def pdf_text(self) -> str:
        """Return the text of the built book, without soft hyphens."""
        reader = PdfReader(self.root / "build/pdf/handbook.pdf")
        text = " ".join(page.extract_text() for page in reader.pages)
        return " ".join(text.replace("\u00ad", "").split())


@dataclass
class Project:
    """A small handbook in a folder of its own, built by the real command."""

    root: Path
    capture: pytest.CaptureFixture[str]
    pages: list[str] = field(default_factory=list)

    def write(self, path: str, text: str, *, front: str = FRONT_MATTER) -> None:
        """Write a page and list it in the toctree of the home page."""
        file = self.root / "source" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(front + text, encoding="utf-8")
        name = path.removesuffix(".md")
        if name != "index" and name not in self.pages:
            self.pages.append(name)

    def home(self, text: str = "") -> None:
        """Write the home page over all pages written so far."""
        listed = "\n".join(self.pages)
        toctree = f"\n\n```{{toctree}}\n:caption: Part\n:hidden:\n\n{listed}\n```\n" if listed else ""
        self.write("index.md", f"# Home\n\n{text or 'Welcome.'}{toctree}")

    def build(self, *targets: str) -> Outcome:
        """Run the build and return what came of it."""
        if "index" not in self.pages and not (self.root / "source/index.md").exists():
            self.home()
        self.capture.readouterr()
        status = main([*(targets or ("html",)), "--root", str(self.root)])
        out = self.capture.readouterr()
        return Outcome(self.root, status, out.out, out.err)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """An empty handbook with the real settings and a bibliography of three entries."""
    furnish(tmp_path)
    return Project(tmp_path, capsys)


def furnish(root: Path) -> None:
    """Put the real settings and a bibliography of three entries into a folder."""
    (root / "source").mkdir()
    settings = SETTINGS.format(settings=str(ROOT / "conf.py"))
    (root / "conf.py").write_text(settings, encoding="utf-8")
    (root / "source/references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (root / "source/article.toml").write_text("", encoding="utf-8")


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real handbook, built once as a reader's first command builds it; its project folder."""
    root = tmp_path_factory.mktemp("handbook")
    copy_handbook(root)
    assert main(["html", "pdf", "--root", str(root)]) == 0, "the handbook does not build"
    return root


def copy_handbook(root: Path) -> None:
    """Put all that the real handbook is made from into a folder."""
    for name in ("source", "_static", "clinic.toml", "conf.py"):
        origin = ROOT / name
        copy: Callable[..., object] = shutil.copytree if origin.is_dir() else shutil.copy2
        copy(origin, root / name)


@pytest.fixture(scope="session")
def epub(handbook: Path) -> Path:
    """The EPUB of the real handbook."""
    assert main(["epub", "--root", str(handbook)]) == 0
    return handbook / "build/epub/handbook.epub"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that the tests' provisioning step found or installed."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    flags = [*QUIET, "--no-sandbox"] if root else QUIET  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find(), args=flags)
        yield started
        started.close()
