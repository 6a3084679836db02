"""The time-course plot: direction of effect by hours since the dose, from ``time-course.csv``."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.svg import WIDTH, Board

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.figures.palette import Palette

_ENTRY = re.compile(r"^@\w+\{(?P<key>[^,]+),(?P<body>.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*?)\},?$", re.MULTILINE)
TICKS = (
    (0.5, "30 min"),
    (2, "2 h"),
    (8, "8 h"),
    (24, "1 day"),
    (72, "3 days"),
    (168, "1 week"),
    (672, "4 weeks"),
)
LEFT, RIGHT = 344, WIDTH - 40
ROW = 62


@dataclass(frozen=True)
class Observation:
    """What one study found at one time. ``direction``: -1 worse, 0 no difference, 1 better."""

    key: str
    study: str
    population: str
    size: int
    hours: float
    direction: int
    domain: str
    non_medical: bool


def read_observations(data: Path, bibliography: Path) -> list[Observation]:
    """Return the rows whose source may be cited, one per study, time and direction.

    Rows of incomplete sources are left out, as the handbook may not cite those.
    """
    names = _citable(bibliography.read_text(encoding="utf-8"))
    found: dict[tuple[str, float, int], Observation] = {}
    with data.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["key"] not in names:
                continue
            place = (row["key"], float(row["time_h"]), int(row["direction"]))
            other = found.get(place)
            domain = f"{other.domain}, {row['domain']}" if other else row["domain"]
            found[place] = Observation(
                key=row["key"],
                study=names[row["key"]],
                population=row["population"],
                size=int(row["n"]),
                hours=float(row["time_h"]),
                direction=int(row["direction"]),
                domain=domain,
                non_medical=row["setting"] == "non-medical",
            )
    return sorted(found.values(), key=lambda one: (one.non_medical, one.hours, one.key, one.direction))


def _citable(text: str) -> dict[str, str]:
    """Return first author and year of the complete entries, by key."""
    names = {}
    for entry in _ENTRY.finditer(text):
        fields = dict(_FIELD.findall(entry["body"]))
        if fields.get("complete") == "yes":
            surname = str(fields.get("author") or entry["key"]).split(",")[0].split(" and ")[0].strip("{} ")
            names[entry["key"]] = f"{surname} {fields.get('year', '')}".strip()
    return names


def draw(observations: list[Observation], palette: Palette) -> str:
    """Return the plot as SVG: a row per study, its marks along the time axis."""
    rows = _rows(observations)
    top, foot = 128, 54
    y: float
    board = Board(
        top + ROW * (len(rows) + 1) + foot,
        palette,
        "Memory and thinking by time since the dose",
        "Each row is a study. Triangle down: worse than comparison; circle: no difference;"
        " triangle up: better.",
    )
    _legend(board)
    bottom = top + ROW * (len(rows) + 1)
    for hours, _label in TICKS:
        x = position(hours)
        board.line(x, top - 12, x, bottom, colour=palette.grid, width=1)
    for number, (hours, label) in enumerate(TICKS):
        y = bottom + (22 if number % 2 == 0 else 44)
        board.text(position(hours), y, label, size=18, anchor="middle", colour=palette.quiet)
    y = float(top)
    heading = False
    for study in rows:
        first = study[0]
        if first.non_medical and not heading:
            board.text(30, y + 36, "Frequent non-medical users", size=21, bold=True, colour=palette.accent)
            y += ROW
            heading = True
        board.text(30, y + 20, first.study, size=20, bold=True)
        board.text(30, y + 43, f"{first.population}, n = {first.size}", size=18, colour=palette.quiet)
        board.line(LEFT - 20, y + 26, RIGHT + 14, y + 26, colour=palette.grid, width=1)
        for one in study:
            shared = sum(other.hours == one.hours for other in study) > 1
            mark(board, position(one.hours), y + 26 - 13 * one.direction * shared, one.direction)
        y += ROW
    return board.file()


def position(hours: float) -> float:
    """Return where a time stands on the logarithmic axis."""
    share = math.log(hours / TICKS[0][0]) / math.log(TICKS[-1][0] / TICKS[0][0])
    return round(LEFT + share * (RIGHT - LEFT), 1)


def mark(board: Board, x: float, y: float, direction: int) -> None:
    """Draw the mark of a direction: its shape tells it, not its colour."""
    palette = board.palette
    if direction == 0:
        board.circle(x, y, 8, fill=palette.paper, stroke=palette.ink)
    else:
        tip, base = (y - 10 * direction), (y + 8 * direction)
        points = [(x - 10, base), (x + 10, base), (x, tip)]
        board.shape(points, fill=palette.ink if direction < 0 else palette.box, stroke=palette.ink)


def _legend(board: Board) -> None:
    board.text(30, 36, "Compared with placebo, control or before", size=20, bold=True)
    for x, direction, words in ((42, -1, "worse"), (160, 0, "no difference"), (344, 1, "better")):
        mark(board, x, 70, direction)
        board.text(x + 18, 77, words, size=20)
    board.text(30, 108, "Time since the dose, widening scale", size=18, colour=board.palette.quiet)


def _rows(observations: list[Observation]) -> list[list[Observation]]:
    studies: dict[str, list[Observation]] = {}
    for one in observations:
        studies.setdefault(one.key, []).append(one)
    return list(studies.values())
