"""Circles: toctrees that lead back to themselves, pages that include themselves."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes

from handbook.core.places import line_of
from handbook.markup.faults import Fault, tell
from handbook.markup.fences import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Lines = Sequence[tuple[int, str]]

_INCLUDE = re.compile(r"^(?P<fence>[ \t]*(?:`{3,}|:{3,}))\{include\}[ \t]*(?P<path>\S+)", re.MULTILINE)
_ENTRY = re.compile(r"[^<>:]*<([^<>]+)>|([^<>:]+)")


def own_entries(docname: str, lines: Lines) -> Iterator[Fault]:
    """Yield the entries by which a page lists itself: Sphinx would call the page missing."""
    for block in blocks(lines):
        for number, text in block.inner if block.directive == "toctree" else ():
            entry = _ENTRY.fullmatch(text.strip())
            name = (entry[1] or entry[2]).removesuffix(".md") if entry else ""
            if name and posixpath.normpath(posixpath.join(posixpath.dirname(docname), name)) == docname:
                yield Fault("toctree", number, "the toctree lists its own page. Take that entry out")


def break_circles(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Report each toctree that closes a circle, and forget that entry, so that others can walk the tree."""
    for docname, child in list(_closing(env, env.config.root_doc, [], set())):
        line = _line_of_entry(env, docname, child)
        message = f"the toctree lists '{child}', which leads back here. Take that entry out"
        tell(Fault("toctree", line, message), docname)
        env.toctree_includes[docname] = [name for name in env.toctree_includes[docname] if name != child]
    return ()


def _closing(
    env: BuildEnvironment, docname: str, way: list[str], done: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield each entry, as page and child, that leads back to a page on the way to it."""
    done.add(docname)
    for child in env.toctree_includes.get(docname, ()):
        if child == docname or child in way:
            yield docname, child
        elif child not in done:
            yield from _closing(env, child, [*way, docname], done)


def _line_of_entry(env: BuildEnvironment, docname: str, child: str) -> int:
    doctree = env.get_doctree(docname)
    for toctree in doctree.findall(addnodes.toctree):
        if child in toctree["includefiles"]:
            return line_of(toctree)
    return 1


def without_circular_includes(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return a page without the directives that would include the page itself again; each is reported."""
    page = Path(env.doc2path(docname))

    def checked(match: re.Match[str]) -> str:
        if not _leads_to(page, _target(env, page, match["path"]), set()):
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        tell(
            Fault("include", line, f"including '{match['path']}' would include this page again. Take it out"),
            docname,
        )
        return f"{match['fence']}text"

    return _INCLUDE.sub(checked, text)


def _leads_to(wanted: Path, file: Path, seen: set[Path]) -> bool:
    if file == wanted:
        return True
    if file in seen or not file.is_file():
        return False
    seen.add(file)
    included = _INCLUDE.finditer(file.read_text(encoding="utf-8", errors="replace"))
    return any(_leads_to(wanted, (file.parent / match["path"]).resolve(), seen) for match in included)


def _target(env: BuildEnvironment, page: Path, path: str) -> Path:
    return (Path(env.srcdir) / path[1:] if path.startswith("/") else page.parent / path).resolve()
