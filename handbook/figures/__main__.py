"""The command: ``python -m handbook.figures`` draws all figures again; ``--check`` only compares."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.figures import mechanism, stages, timecourse
from handbook.figures.palette import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path("_static", "figures")


def draw_all(root: Path) -> dict[Path, str]:
    """Return the text of every figure by its place in the project, each light and dark."""
    observations = timecourse.read_observations(
        root / FOLDER / "time-course.csv", root / "source" / "references.bib"
    )
    drawn = {}
    for palette, suffix in ((LIGHT, ""), (DARK, "-dark")):
        drawn[FOLDER / f"mechanism{suffix}.svg"] = mechanism.draw(palette)
        drawn[FOLDER / f"memory-stages{suffix}.svg"] = stages.draw(palette)
        drawn[FOLDER / f"time-course{suffix}.svg"] = timecourse.draw(observations, palette)
    return drawn


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the figures, or with ``--check`` name those that are out of date (status 1)."""
    parser = argparse.ArgumentParser(prog="python -m handbook.figures", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    stale = []
    for place, text in draw_all(options.root).items():
        path = options.root / place
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(place.as_posix())
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name}: {'out of date. Run: python3 make.py figures' if options.check else 'drawn'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
