"""The PDFs beside Sphinx's own route through xelatex: CPU time, memory, bytes.

Without TeX the rival is left out, with a word. The pages are those of the handbook.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the rival cannot show, or shows with a warning only, is no fault of it: it need not be strict.
_LATEX = """
import runpy
globals().update(runpy.run_path({settings!r}))
latex_engine = "xelatex"
latex_use_xindy = False
latex_show_pagerefs = True
latex_elements = {{"fontpkg": "", "extraclassoptions": "openany,oneside"}}
"""
_MEGABYTE = 1_000_000


def measure(*, quick: bool) -> None:
    """Print the figures of one cold build of each; with ``quick`` the book on A4 alone, and no rival."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("source", "_static", "clinic.toml", "conf.py"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, root / name)
        if quick:
            with (root / "conf.py").open("a", encoding="utf-8") as settings:
                settings.write('\nhandbook_pdf_papers = ["a4"]\n')
        ours = _run([sys.executable, "-m", "handbook.build", "pdf", "--root", folder], root)
        files = sorted((root / "build/pdf").rglob("*.pdf"))
        largest = max(file.stat().st_size for file in files) / _MEGABYTE
        _say("this project", *ours, f"{len(files)} files, the largest {largest:.1f} MB")
        if quick:
            return
        if shutil.which("xelatex") is None or shutil.which("latexmk") is None:
            print("  Sphinx with xelatex: left out, there is no TeX here")
            return
        theirs = _latex(root)
        _say("Sphinx with xelatex", *theirs, "the book on one paper")
        print(f"  CPU time, ours by theirs: {ours[0] / theirs[0]:.2f}")


def _latex(root: Path) -> tuple[float, float]:
    (root / "latex").mkdir()
    settings = _LATEX.format(settings=str(root / "conf.py"))
    (root / "latex/conf.py").write_text(settings, encoding="utf-8")
    out = root / "latex/out"
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", "-c", "latex", "source", str(out)]
    translated = _run(sphinx, root)
    typeset = _run(["make", "-C", str(out), "LATEXMKOPTS=-interaction=nonstopmode -f -silent"], root)
    return translated[0] + typeset[0], max(translated[1], typeset[1])


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
