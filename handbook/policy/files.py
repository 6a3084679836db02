"""What may lie among the pages and the static files, and where a page may take files from."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from handbook.core.places import line_of
from handbook.policy import svg
from handbook.policy.addresses import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_TEXTS = frozenset({".bib", ".css", ".csv", ".json", ".md", ".svg", ".toml", ".txt"})
_PICTURES = frozenset({".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp"})
_TYPES = _TEXTS | _PICTURES | {".woff2"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PAGE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.md")

# Signs that nobody sees and that turn round what others read, such as a dose: Unicode's bidirectional
# controls, zero-width signs and tags. https://www.unicode.org/reports/tr36/
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAKES = re.compile(r"include\}|include::|:file:|\{download\}|path:")
_CSS_ADDRESS = re.compile(r"(?:@import|url\()\s*(?:url\()?\s*['\"]?([^'\")\s;]*)", re.IGNORECASE)
_CSS_PICTURE = re.compile(r"data:image/(svg\+xml|png|jpeg|gif|webp)[;,]", re.IGNORECASE)


def check_files(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report files that may not be in the folders of the pages and of the static files."""
    roots = content_folders(app)
    for root in roots:
        for path in _files(root):
            place = _printable(path)
            for line, message in _faults(path, root, roots):
                location = f"{place}:{line or ''}"  # without a colon, Sphinx would take it for a page
                logger.warning("%s", message, type="policy", subtype="file", location=location)


def content_folders(app: Sphinx) -> list[Path]:
    """Return the folders that writers fill: that of the pages, and the static ones that conf.py names."""
    static = [Path(app.confdir, name) for name in app.config.html_static_path if not Path(name).is_absolute()]
    return [Path(app.srcdir), *(folder for folder in static if folder.is_dir())]


def _files(root: Path) -> Iterator[Path]:
    """Yield files, and links to folders; what starts with a dot is not published."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(folder, name) for name in names if Path(folder, name).is_symlink())
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def _faults(path: Path, root: Path, roots: list[Path]) -> Iterator[tuple[int, str]]:
    shown = _printable(path.name)
    if path.suffix.lower() == ".md" and not _PAGE.fullmatch(path.name):
        better = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
        yield (
            0,
            f"name '{shown}' is not allowed for a page. Use small letters, digits and hyphens: {better}.md",
        )
    for part in path.relative_to(root).parts:
        if not _NAME.fullmatch(part) and not part.endswith(".md"):
            yield 0, f"name '{_printable(part)}' is not allowed. Use letters, digits, hyphens and dots"
    if path.is_symlink() and not inside(path, roots):
        yield 0, f"'{shown}' is a link to a place outside these folders. Put the file itself here"
        return
    if path.is_dir():
        return
    if path.suffix.lower() not in _TYPES:
        yield (
            0,
            f"files of the type '{path.suffix or shown}' are not allowed here. Take it out; pages end in .md",
        )
        return
    if path.suffix.lower() in _TEXTS:
        yield from _faults_in_text(path)


def _faults_in_text(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix.lower() == ".svg":
        yield from ((line, f"drawing {what}") for line, what in svg.faults(path))
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        sign = _UNSEEN.search(line) or _CONTROL.search(line)
        if sign:
            code = f"U+{ord(sign[0]):04X}"
            yield number, f"a sign that nobody sees ({code}) stands in this line. Type the line anew"
    if path.suffix.lower() == ".css":
        yield from _faults_in_css(text)


def _faults_in_css(text: str) -> Iterator[tuple[int, str]]:
    for match in _CSS_ADDRESS.finditer(text):
        address = match[1]
        elsewhere = scheme_of(address) or address.startswith(("/", "\\"))
        if elsewhere and not _CSS_PICTURE.match(address):
            line = text.count("\n", 0, match.start()) + 1
            yield line, f"style sheet loads '{address[:60]}'. Put the file into _static/ and name that"


def inside(path: Path, roots: Iterable[Path]) -> bool:
    """Tell whether a path, all links on the way followed, lies in one of the folders."""
    real = path.resolve()
    return any(real.is_relative_to(root.resolve()) for root in roots)


def check_taken_files(app: Sphinx, doctree: nodes.document) -> None:
    """Report what a page includes, shows or offers from outside the folders of the content.

    Runs after Sphinx's own collectors have noted it.
    """
    env = app.env
    docname = env.current_document.docname
    taken = [(name, 0) for name in sorted(map(str, env.dependencies.get(docname, ())))]
    for image in doctree.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        taken += [(file, line_of(image)) for file in candidates.values()]
    for link in doctree.findall(addnodes.download_reference):
        if "filename" in link:
            taken.append((_source_of_download(env, str(link["filename"])), line_of(link)))
    text = Path(env.doc2path(docname)).read_text(encoding="utf-8", errors="replace")
    told: set[Path] = set()
    for name, line in taken:
        path = Path(env.srcdir, name)
        if scheme_of(name) or inside(path, content_folders(app)) or path in told:
            continue
        told.add(path)
        logger.warning(
            "file '%s' lies outside source/ and _static/. Put it into one of them",
            _printable(path.name),
            type="policy",
            subtype="outside",
            location=(docname, line or _line_naming(path.name, text)),
        )


def _source_of_download(env: BuildEnvironment, name: str) -> str:
    """Return the file behind a download, which Sphinx names by its place in the output."""
    return next((str(file) for file, (_, given) in env.dlfiles.items() if os.fspath(given) == name), name)


def _line_naming(name: str, text: str) -> int:
    """Return the first line that names a file, else the first one that takes any: links hide the name."""
    lines = text.splitlines()
    naming = [number for number, line in enumerate(lines, 1) if name in line]
    taking = [number for number, line in enumerate(lines, 1) if _TAKES.search(line)]
    return (naming or taking or [1])[0]


def _printable(name: object) -> str:
    return _UNSEEN.sub("?", _CONTROL.sub("?", str(name).replace("\n", "?").replace("\t", "?")))
