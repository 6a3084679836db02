"""The PDFs beside Sphinx's own route through xelatex: CPU time, memory, bytes.

Without TeX the rival is left out, with a word. The pages are those of the handbook, each build from nothing.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench._figures import Figure, Ratio
from tests.bench._run import CommandError, Run, run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
HERE = {"PYTHONPATH": str(ROOT)}
SUBJECT = "PDFs"
_LATEX = ("-D", "latex_engine=xelatex", "-D", "latex_use_xindy=0", "-D", "latex_show_pagerefs=1")
_DRAWING = re.compile(r"\\sphinxincludegraphics(?:\[[^\]]*\])?(?:\{[^{}]*\.svg\}|\{\{[^{}]*\}\.svg\})")
# Passes until contents, references and index are right; latexmk gives up on the first warning of a reference.
_PASSES = 4
_MEGABYTE = 1_000_000
_PROCESSES = Path("/proc")


def measure(*, quick: bool) -> list[Figure]:
    """Return what all PDFs take, and the book beside the rival's; with ``quick`` the first alone."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _all(_furnish(Path(folder)))
    if quick:
        return figures
    if shutil.which("xelatex") is None or shutil.which("makeindex") is None:
        print("  Sphinx with xelatex: left out, there is no TeX here")
        return figures
    with tempfile.TemporaryDirectory() as folder:
        root = _furnish(Path(folder))
        with (root / "conf.py").open("a", encoding="utf-8") as settings:
            settings.write('\nhandbook_pdf_papers = ["a4"]\n')
        for page in (root / "source").rglob("*.md"):  # no link to the book on the other paper
            page.write_text(page.read_text("utf-8").replace("<handbook-letter>", "<handbook>"), "utf-8")
        # Our quick cards, handouts and forms are made too, and count against us.
        ours = run(_OURS, root, HERE)
    with tempfile.TemporaryDirectory() as folder:
        theirs = _latex(_furnish(Path(folder)))
    return [
        *figures,
        Figure(SUBJECT, "CPU time of the book on one paper, with all sheets", ours.cpu, "s"),
        Figure(SUBJECT, "CPU time of the book by Sphinx with xelatex", theirs, "s"),
        Ratio(SUBJECT, "CPU time, ours by that of Sphinx with xelatex", ours.cpu / theirs, "", 0.5),
    ]


_OURS = [sys.executable, "-m", "handbook.build", "pdf"]


def _furnish(root: Path) -> Path:
    """Copy the handbook, without anything that was built."""
    for name in ("source", "_static", "clinic.toml", "conf.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, root / name)
    return root


def _all(root: Path) -> list[Figure]:
    with _Watch() as watch:
        made = run(_OURS, root, HERE)
    files = sorted((root / "build/pdf").rglob("*.pdf"))
    largest = max(file.stat().st_size for file in files) / _MEGABYTE
    return [
        Figure(SUBJECT, f"time of all {len(files)} PDFs on the clock", made.wall, "s", 30),
        Figure(SUBJECT, "CPU time of all", made.cpu, "s"),
        Figure(SUBJECT, "memory of the largest process", made.memory, "MB", 500),
        *([Figure(SUBJECT, "memory of all processes at once", watch.most, "MB", 500)] if watch.most else []),
        Figure(SUBJECT, "largest file", largest, "MB", 3),
    ]


class _Watch:
    """Looks five times a second how much memory the processes below this one hold together.

    Memory that several share is divided among them (``Pss``, proc(5)). Only Linux tells it.
    """

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            self.most = max(self.most, sum(map(_held, _below("self"))))


def _below(process: str) -> Iterator[str]:
    for children in (_PROCESSES / process / "task").glob("*/children"):
        try:
            numbers = children.read_text("ascii").split()
        except OSError:  # it has ended
            continue
        for number in numbers:
            yield number
            yield from _below(number)


def _held(process: str) -> float:
    """Return the megabytes (2**20 bytes) that a process holds."""
    try:
        rows = (_PROCESSES / process / "smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", rows, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _latex(root: Path) -> float:
    """Return the seconds of CPU of the rival from pages to PDF."""
    out = root / "latex"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", "-c", ".", *_LATEX, "source", str(out)]
    runs = [run(command, root, HERE)]
    (source,) = out.glob("*.tex")
    # It cannot show SVG; converting the drawings would be more work for it, so they are left out.
    source.write_text(_DRAWING.sub("", source.read_text("utf-8")), encoding="utf-8")
    for turn in range(_PASSES):
        runs.append(_typeset(source, draft=turn < _PASSES - 1))
        if turn == 1:
            runs.append(run(["makeindex", "-q", f"{source.stem}.idx"], out))
    if not source.with_suffix(".pdf").is_file():
        raise CommandError("xelatex made no PDF: are all of its packages and fonts installed?")
    return sum(one.cpu for one in runs)


def _typeset(source: Path, *, draft: bool) -> Run:
    """Run xelatex once. It goes on after errors and fails at the end: the PDF tells whether it worked."""
    script = 'xelatex -interaction=nonstopmode "$@" || true'
    arguments = [*(["-no-pdf"] if draft else []), source.name]
    return run(["sh", "-c", script, "sh", *arguments], source.parent)
