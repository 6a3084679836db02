"""The page of the writers' guide that shows what was measured, with a plot: ``docs/speed.md``."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure as Plot

from tests.bench._figures import table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tests.bench._figures import Figure

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, PICTURE = DOCS / "speed.md", DOCS / "pictures/speed.svg"
CPU = ": CPU a page"


def write(figures: Sequence[Figure], today: date) -> None:
    """Write the page and its plot."""
    plot(figures, PICTURE)
    kept = [one for one in figures if one.subject.startswith("Building") and one.what.endswith(CPU)]
    told = "; ".join(
        f"{one.subject.removeprefix('Building ')}: {one.what.removesuffix(CPU)} {one.value:.3f} s"
        for one in kept
    )
    PAGE.write_text(
        f"""# How fast it is

Written by `python3 make.py bench` on {today:%Y-%m-%d}, {os.cpu_count()} cores, Python
{platform.python_version()}. Seconds are those of this machine on this day. Ratios compare two programs in the
same run, and the job fails when one is half as much again as recorded (`tests/bench/recorded.toml`).

![CPU seconds a page by program and number of pages. {told}](pictures/speed.svg)

{table(figures)}""",
        encoding="utf-8",
    )


def plot(figures: Sequence[Figure], file: Path) -> None:
    """Draw CPU seconds a page of every program, on a logarithmic scale, a group for each number of pages."""
    groups: dict[str, dict[str, float]] = {}
    for one in figures:
        if one.subject.startswith("Building") and one.what.endswith(CPU):
            group = groups.setdefault(one.subject.removeprefix("Building "), {})
            group[one.what.removesuffix(CPU)] = one.value
    # The same figures give the same bytes: no date in the file, and ids that do not change.
    with mpl.rc_context({"svg.hashsalt": "speed", "svg.fonttype": "none", "font.family": "sans-serif"}):
        drawing = Plot(figsize=(7, 1 + 0.4 * sum(map(len, groups.values()))), layout="constrained")
        axes = drawing.subplots(len(groups), squeeze=False, sharex=True)[:, 0] if groups else []
        for axis, (title, bars) in zip(axes, groups.items(), strict=True):
            names = list(bars)[::-1]
            drawn = axis.barh(names, [bars[name] for name in names], color="#4a7a9c")
            axis.bar_label(drawn, fmt="%.3f s", padding=4)
            axis.set(xscale="log", xlim=(0.005, 1), title=title)
            axis.spines[["top", "right"]].set_visible(False)
        if groups:
            axes[-1].set_xlabel("CPU seconds a page (logarithmic); shorter is better")
        drawing.savefig(file, format="svg", metadata={"Date": None})
