"""What benchmarks return, how it is compared with what was recorded, and the page that shows it.

Seconds differ from machine to machine; the ratio of two programs in one run hardly does. So ratios are
recorded (``recorded.toml``) and compared, and seconds are only shown.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RECORDED = Path(__file__).with_name("recorded.toml")
WORSE = 1.5  # a ratio that has grown by more than this fails


@dataclass(frozen=True)
class Figure:
    """One line of a benchmark.

    :ivar subject: what is measured, the name of the table.
    :ivar what: what this line tells.
    :ivar value: the figure; less is better.
    :ivar unit: its unit.
    :ivar aim: what it should be at most, if anything is asked.
    """

    subject: str
    what: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is as good as asked."""
        return self.aim is None or self.value <= self.aim

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"  (aim: {self.aim:g}{'' if self.met else ', NOT met'})"
        return f"  {self.what:<58}{number(self.value):>9} {self.unit}{aim}"


@dataclass(frozen=True)
class Ratio(Figure):
    """A figure of ours divided by that of a rival in the same run; this kind is recorded."""

    @property
    def key(self) -> str:
        """Its name in the record."""
        return f"{self.subject}: {self.what}"


def number(value: float) -> str:
    """Return a figure with three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def worsened(figures: Iterable[Figure], recorded: dict[str, float]) -> list[str]:
    """Return one line for each ratio that is more than ``WORSE`` times the recorded one."""
    return [
        f"{one.key}: {one.value:.2f}, recorded {recorded[one.key]:.2f}"
        for one in figures
        if isinstance(one, Ratio) and one.key in recorded and one.value > WORSE * recorded[one.key]
    ]


def read(file: Path = RECORDED) -> dict[str, float]:
    """Return the recorded ratios by name."""
    ratios: dict[str, float] = tomllib.loads(file.read_text("utf-8"))["ratios"] if file.is_file() else {}
    return ratios


def record(figures: Iterable[Figure], file: Path = RECORDED) -> None:
    """Write the ratios of this run over those of the same name."""
    ratios = read(file) | {one.key: one.value for one in figures if isinstance(one, Ratio)}
    lines = [f'"{key}" = {value:.3f}' for key, value in sorted(ratios.items())]
    head = "# Ratios of ours to a rival; python3 make.py bench -- --record writes them.\n[ratios]\n"
    file.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def table(figures: Sequence[Figure]) -> str:
    """Return Markdown tables of all figures, one for each subject."""
    parts = []
    for subject in dict.fromkeys(one.subject for one in figures):
        rows = [
            f"| {one.what} | {number(one.value)} {one.unit} | "
            f"{'' if one.aim is None else f'{one.aim:g} {one.unit}'} | "
            f"{'' if one.aim is None else 'yes' if one.met else 'no'} |"
            for one in figures
            if one.subject == subject
        ]
        parts.append(f"## {subject}\n\n| what | figure | aim, at most | met |\n| --- | --- | --- | --- |\n")
        parts[-1] += "\n".join(rows) + "\n"
    return "\n".join(parts)
