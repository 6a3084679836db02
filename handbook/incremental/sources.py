"""What each page was read from: its own text, and the files that it shows or includes, each as a digest.

Sphinx compares times alone. A page that is moved over another, taken from a stick or restored from a copy can
be older than what was last read, and would keep the old text.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.core.environment import NotesByPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PAGES = {".md", ".rst"}


_TEXT = "handbook-text"  # under which Sphinx's record of the page that is being read keeps the digest


@dataclass(frozen=True)
class Read:
    """The digests of a page's own text, and of the other files that it was read from, by path."""

    text: str = ""
    files: tuple[tuple[str, str], ...] = ()


class Sources(NotesByPage[Read]):
    """Notes what each page was read from. Sphinx's own collectors have found the other files by then."""

    name = "read_from"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> Read:
        """Return the state of the files that a page was read from."""
        files = sorted(str(path) for path in app.env.dependencies.get(docname, ()))
        text = str(app.env.current_document.get(_TEXT) or "")
        return Read(text, tuple((path, file_digest(Path(path))) for path in files))


def note_text(app: Sphinx, docname: str, content: list[str]) -> None:
    """Note the text of a page as it was read, before other handlers change it."""
    app.env.current_document[_TEXT] = _digest(content[0].encode())


def pages_to_read(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> Iterable[str]:
    """Return the pages whose text or files are not what they were when the page was last read.

    A page with pictures is read again too when a file has come or gone: which variants of a picture there
    are is found out while the page is read.
    """
    known = Sources.of(env)
    outdated = {name for name in known if name in env.found_docs and _differs(env, name, known[name])}
    names = repr(sorted(path for path in _paths(Path(env.srcdir)) if Path(path).suffix not in _PAGES))
    if vars(env).get("handbook_file_names", names) != names:
        outdated |= {docname for docnames, _ in env.images.values() for docname in docnames}
    vars(env)["handbook_file_names"] = names
    return sorted(outdated)


def forget_all(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget every page that will be read again before the first of them is.

    Sphinx forgets each just before it is read: what has moved from one page to another would be there twice.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def _differs(env: BuildEnvironment, docname: str, noted: Read) -> bool:
    try:
        text = Path(env.doc2path(docname)).read_text(encoding=env.settings["input_encoding"])
    except (OSError, UnicodeDecodeError):
        return True  # reading it tells what is wrong
    return _digest(text.encode()) != noted.text or any(
        file_digest(Path(path)) != digest for path, digest in noted.files
    )


def tree_digest(folder: Path) -> str:
    """Return what tells one state of all files of a folder from another, without those that are hidden."""
    digest = hashlib.sha256()
    for path in _paths(folder):
        digest.update(f"{path}\0{file_digest(folder / path)}\0".encode())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """Return what tells one content of a file from another; nothing where there is no file."""
    return _digest(path.read_bytes()) if path.is_file() else ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _paths(folder: Path) -> Iterator[str]:
    for parent, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            yield Path(parent, name).relative_to(folder).as_posix()
