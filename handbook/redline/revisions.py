"""Two states of the project: found by git, put into folders of their own, built there."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import handbook

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOOLING = Path(handbook.__file__).resolve().parents[1]
_HTML, _PDF = "html", "pdf"


class RevisionError(Exception):
    """A revision that cannot be shown. The text says why in one line."""


@dataclass(frozen=True)
class Revision:
    """A state of the project.

    ``commit`` is nothing for the files as they lie in the folder, with all that is not committed yet.
    """

    name: str
    commit: str

    @property
    def words(self) -> str:
        """How a reader is told of it."""
        if not self.commit:
            return self.name
        short = self.commit[:9]
        return short if self.commit.startswith(self.name) else f"{self.name} ({short})"


WORKING_TREE = Revision("the working tree", "")


@dataclass(frozen=True)
class Built:
    """A revision with its folder, in which its site and perhaps its PDFs stand."""

    revision: Revision
    folder: Path

    @property
    def site(self) -> Path:
        """Its site."""
        return self.folder / "build" / "html"

    @property
    def pdfs(self) -> Path:
        """Its PDFs; the folder may not be there."""
        return self.folder / "build" / "pdf"


def find(root: Path, base: str, head: str) -> tuple[Revision, Revision]:
    """Return the two revisions that are meant; no ``head`` means the files as they lie in the folder.

    :raises RevisionError: when there is no git, no repository, no such revision, or only one state of it.
    """
    if shutil.which("git") is None:
        raise RevisionError("git is not installed, and knows the revisions. Install it, then try again")
    if _git(root, "rev-parse", "--is-inside-work-tree").returncode:
        raise RevisionError(f"{root}: not a git repository. Start the command in the project's folder")
    before = _resolve(root, base)
    after = _resolve(root, head) if head else WORKING_TREE
    if before.commit == after.commit:
        raise RevisionError(f"'{base}' and '{head}' are the same commit ({before.commit[:9]}). Name two")
    if not head and before.commit == _resolve(root, "HEAD").commit and not _changes(root):
        raise RevisionError(f"nothing has changed since '{base}'. Name an older revision")
    return before, after


def _resolve(root: Path, name: str) -> Revision:
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.returncode:
        raise RevisionError(f"unknown revision '{name}'. Write a branch, a tag or a commit that is here")
    return Revision(name, done.stdout.decode().strip())


def _changes(root: Path) -> bool:
    return bool(_git(root, "status", "--porcelain", "--", ".").stdout.strip())


def put(root: Path, revision: Revision, folder: Path) -> None:
    """Put the files of a revision into an empty folder.

    :raises RevisionError: when git cannot give them.
    :raises OSError: when they cannot be written.
    """
    if revision.commit:
        prefix = _git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
        done = _git(root, "archive", "--format=tar", f"{revision.commit}:{prefix}")
        if done.returncode:
            raise RevisionError(f"'{revision.name}' has no such folder: {done.stderr.decode().strip()}")
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
    else:
        for name in _files(root):
            if (root / name).is_file():  # not one that is deleted and still known
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, folder / name)
    _lend_browser_parts(folder)


def _files(root: Path) -> list[str]:
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.decode()
    return [name for name in listed.split("\0") if name]


def _lend_browser_parts(folder: Path) -> None:
    """Give a folder the parts from npm that its site carries, as far as they are installed here."""
    package = folder / "package.json"
    wanted = json.loads(package.read_text("utf-8")).get("dependencies", {}) if package.is_file() else {}
    for name in wanted:
        installed = _TOOLING / "node_modules" / name
        if installed.is_dir():
            shutil.copytree(installed, folder / "node_modules" / name, dirs_exist_ok=True)


def build(revisions: Sequence[Built], *, pdf_of: Built | None) -> str:
    """Build the sites, at the same time, and the PDFs of one revision.

    :returns: why there are no PDFs; nothing when there are, or none were asked for.
    :raises RevisionError: when a site does not build.
    """
    with ExitStack() as stack:  # waits for those that still run when one fails
        running = [(built, stack.enter_context(_start(built, _HTML))) for built in revisions]
        for built, process in running:
            told = process.communicate()[0]
            if process.returncode:
                words = built.revision.words
                raise RevisionError(f"{words} does not build with today's packages: {_first(told)}")
    if pdf_of is None:
        return ""
    with _start(pdf_of, _PDF) as process:
        told = process.communicate()[0]
    return f"{pdf_of.revision.words} gives no PDF: {_first(told)}" if process.returncode else ""


def _start(built: Built, target: str) -> subprocess.Popen[bytes]:
    # The revision's own tooling first; a project that brings none has that of this one.
    path = os.pathsep.join([str(built.folder), str(_TOOLING)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "handbook.build", target, "--root", str(built.folder)]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=built.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _first(told: bytes) -> str:
    """Return the first finding of a build, or its last line."""
    lines = [line for line in told.decode("utf-8", "replace").splitlines() if line.strip()]
    findings = [line for line in lines if line.startswith(("source/", "conf.py", "handbook", "build/"))]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return (findings[0] + more) if findings else (lines[-1] if lines else "it said nothing")


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - never a shell
