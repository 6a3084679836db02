"""Writes what was found: an index, a page for each changed page, the style sheet, the two sites."""

from __future__ import annotations

import posixpath
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import lxml.html
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from handbook.redline.compare import ChangedPage, Comparison
    from handbook.redline.revisions import Built

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
BEFORE, AFTER, PAGES = "before", "after", "pages"  # folders of the output
PDF = "changed-pages.pdf"
_STYLE = "redline.css"


def write(folder: Path, before: Built, after: Built, found: Comparison, pdf: str) -> None:
    """Write everything but the PDF into an empty folder.

    :param pdf: why there is no PDF; nothing when there is one.
    :raises OSError: when a file cannot be written.
    """
    for name, built in ((BEFORE, before), (AFTER, after)):
        shutil.copytree(
            built.site, folder / name, ignore=shutil.ignore_patterns("pdf", ".buildinfo", ".doctrees")
        )
    shutil.copy2(_HERE / "static" / _STYLE, folder / _STYLE)
    writer = _Writer(folder, before, after, found)
    for number, page in enumerate(found.changed):
        writer.page(page, found.changed[number + 1 :][:1], found.changed[:number][-1:])
    writer.index(pdf)


class _Writer:
    def __init__(self, folder: Path, before: Built, after: Built, found: Comparison) -> None:
        self.folder = folder
        self.found = found
        self.names = {page.name for page in found.changed}
        self.common = {
            "before": before.revision.words,
            "after": after.revision.words,
            "BEFORE": BEFORE,
            "AFTER": AFTER,
            "PAGES": PAGES,
        }

    def index(self, pdf: str) -> None:
        claims = [
            (
                claim,
                self._claim_address(claim.address, claim.state),
                [(one, _safe(two)) for one, two in claim.changes],
            )
            for claim in self.found.claims
        ]
        self._write("index.html", "index.html", found=self.found, claims=claims, pdf=pdf, PDF=PDF)

    def page(self, page: ChangedPage, following: list[ChangedPage], previous: list[ChangedPage]) -> None:
        place = f"{PAGES}/{page.name}.html"
        self._lead(page.article, page)
        content = _safe(lxml.html.tostring(page.article, encoding="unicode", with_tail=False))
        self._write(
            place, "page.html", page=page, content=content, following=following[:1], previous=previous[:1]
        )

    def _write(self, place: str, template: str, **more: object) -> None:
        file = self.folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * place.count("/")
        sheets = [f"{up}{sheet}" for sheet in self._sheets()]
        html = _TEMPLATES.get_template(template).render(up=up, sheets=sheets, **self.common, **more)
        file.write_text(html, encoding="utf-8")

    def _sheets(self) -> list[str]:
        """Return the style sheets of the newer site, and ours after them."""
        names = ("sphinx-design.min.css", "site.css")
        found = [
            f"{AFTER}/_static/{name}" for name in names if (self.folder / AFTER / "_static" / name).is_file()
        ]
        return [*found, _STYLE]

    def _claim_address(self, address: str, state: str) -> str:
        """Return where a claim is best read: marked, else on the page that has it."""
        page, _, anchor = address.partition("#")
        if page.removesuffix(".html") in self.names and state in {"changed", "new"}:
            return f"{PAGES}/{page}#{anchor}"
        return f"{AFTER if state in {'changed', 'new'} else BEFORE}/{page}#{anchor}"

    def _lead(self, article: HtmlElement, page: ChangedPage) -> None:
        """Let links and pictures lead to marked pages, else into the newer site, else into the older."""
        for element in article.iter():
            for name in ("href", "src"):
                address = element.get(name) if isinstance(element.tag, str) else None
                if address:
                    element.set(name, self._address(address, page))

    def _address(self, address: str, page: ChangedPage) -> str:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        here = f"{PAGES}/{page.name}"
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), parts.path))
        if target.removesuffix(".html") in self.names:
            place = f"{PAGES}/{target}"
        else:
            old = posixpath.normpath(posixpath.join(posixpath.dirname(page.old), parts.path))
            in_after = (self.folder / AFTER / target).is_file()
            place = f"{AFTER}/{target}" if in_after else f"{BEFORE}/{old}"
        return urlunsplit(parts._replace(path=posixpath.relpath(place, posixpath.dirname(here))))


def _safe(html: str) -> Markup:
    """Return HTML that lxml has written, from built pages or from text, as what it is."""
    return Markup(html)  # noqa: S704 - a built page holds no script, and the frame's policy lets none run
