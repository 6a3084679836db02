"""The PDFs beside Sphinx's own route through xelatex: CPU time, memory, bytes.

Without TeX the rival is left out, with a word. The pages are those of the handbook.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LATEX = ("-D", "latex_engine=xelatex", "-D", "latex_use_xindy=0", "-D", "latex_show_pagerefs=1")
_DRAWING = re.compile(r"\\sphinxincludegraphics(?:\[[^\]]*\])?(?:\{[^{}]*\.svg\}|\{\{[^{}]*\}\.svg\})")
# Passes until contents, references and index are right; latexmk gives up on the first warning of a reference.
_PASSES = 4
_MEGABYTE = 1_000_000


def measure(*, quick: bool) -> None:
    """Print the figures of one cold build: all PDFs of ours, the rival's book; with ``quick`` ours alone."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("source", "_static", "clinic.toml", "conf.py"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, root / name)
        ours = _run([sys.executable, "-m", "handbook.build", "pdf", "--root", folder], root)
        files = sorted((root / "build/pdf").rglob("*.pdf"))
        if not files:
            print("  this project: no PDF was made; run python3 make.py pdf to see why")
            return
        largest = max(file.stat().st_size for file in files) / _MEGABYTE
        _say("this project", *ours, f"{len(files)} files, the largest {largest:.1f} MB")
        if quick:
            return
        if shutil.which("xelatex") is None or shutil.which("makeindex") is None:
            print("  Sphinx with xelatex: left out, there is no TeX here")
            return
        theirs = _latex(root)
        _say("Sphinx with xelatex", *theirs, "the book on one paper")
        print(f"  CPU time, ours by theirs: {ours[0] / theirs[0]:.2f}")


def _latex(root: Path) -> tuple[float, float]:
    out = root / "latex"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", "-c", ".", *_LATEX, "source", str(out)]
    runs = [_run(command, root)]
    (source,) = out.glob("*.tex")
    # It cannot show SVG; converting the drawings would be more work for it, so they are left out.
    source.write_text(_DRAWING.sub("", source.read_text("utf-8")), encoding="utf-8")
    xelatex = ["xelatex", "-interaction=nonstopmode", source.name]
    for turn in range(_PASSES):
        runs.append(_run([*xelatex, *(["-no-pdf"] if turn < _PASSES - 1 else [])], out))
        if turn == 1:
            runs.append(_run(["makeindex", "-q", f"{source.stem}.idx"], out))
    if not source.with_suffix(".pdf").is_file():
        print("  Sphinx with xelatex: it made no PDF; its time counts for nothing")
    return sum(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def _run(command: list[str], root: Path) -> tuple[float, float]:
    """Run a command and return its CPU time in seconds and the memory of its largest process in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def _say(name: str, seconds: float, memory: float, more: str) -> None:
    print(f"  {name}: {seconds:.1f} s of CPU, {memory:.0f} MB at most in one process, {more}")
