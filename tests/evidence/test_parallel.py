"""Reading and writing in parallel gives the same pages as doing so one after another."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.evidence.test_certainty import GRADES
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project


def pages(folder: Path) -> dict[str, bytes]:
    """Return the built pages and the export by name."""
    found = [*sorted(folder.glob("*.html")), folder / "evidence.json"]
    return {path.name: path.read_bytes() for path in found}


def test_parallel_and_serial_builds_give_the_same_pages(project: Project, tmp_path: Path) -> None:
    for number in range(8):
        carried = "S01 supported" if number % 2 else None
        text = claim(f"claim-{number}", f"Statement {number}.", article=carried)
        term = f"```{{glossary-term}} term {number}\n:plain: a word\n\nDefined.\n```\n"
        link = f"{{claim}}`claim-{7 - number}` {{term}}`term {7 - number}`"
        project.write(f"p{number}.md", f"# Page {number}\n\n{text}\n\n{term}\n{link}\n")
    (project.root / "source/article.toml").write_text('S01 = "It says so."\n')
    retired = "```{retired-claim} old\n:retired: 2026-10-01\n:why: It was wrong.\n\nIt was.\n```"
    project.write("grades.md", f"{GRADES}\n{retired}\n")
    made = ("claim-register", "article-trace", "reading-depth", "bibliography")
    project.write("all.md", "# All\n\n" + "\n\n".join(f"```{{{name}}}\n```" for name in made) + "\n")
    project.home()
    built = {}
    for jobs in ("1", "4"):
        out = tmp_path / f"out{jobs}"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", jobs, "-b", "html"]
        command += ["-c", str(project.root), str(project.root / "source"), str(out)]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        built[jobs] = pages(out)
        shutil.rmtree(out)
    assert built["1"] == built["4"]
