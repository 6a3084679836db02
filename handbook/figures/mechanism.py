"""The mechanism diagram: from the receptor to what the patient notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.svg import WIDTH, Board

if TYPE_CHECKING:
    from handbook.figures.palette import Palette


@dataclass(frozen=True)
class Step:
    """A box of the chain. ``shown`` tells whether the step is shown in people."""

    title: str
    lines: tuple[str, ...]
    shown: bool


# Each step stands in a claim of source/understand/; the page links them.
STEPS = (
    Step("1  Block", ("Ketamine plugs the open channel", "of the NMDA receptor."), True),
    Step(
        "2  Imbalance",
        ("Inhibitory cells fall quieter, glutamate rises.", "Seen in animals; proposed in people."),
        False,
    ),
    Step(
        "3  Networks",
        (
            "Hippocampus and prefrontal cortex work differently:",
            "some measures go up, others down.",
        ),
        True,
    ),
    Step(
        "4  Weak storage",
        ("What happens now is laid down poorly.", "What was known before is kept."),
        True,
    ),
)
_TITLE = "How ketamine affects memory"
_DESCRIPTION = (
    "Four steps from receptor block to weak storage of new events. Steps in solid frames are shown in"
    " people, the step in a dashed frame in animals. Dissociation runs alongside."
)


def draw(palette: Palette) -> str:
    """Return the diagram as SVG."""
    board = Board(820, palette, _TITLE, _DESCRIPTION)
    top, height, gap = 24, 118, 42
    for number, step in enumerate(STEPS):
        y = top + number * (height + gap)
        board.box(
            30,
            y,
            WIDTH - 60,
            height,
            fill=palette.box,
            stroke=palette.accent,
            dashed=not step.shown,
        )
        board.text(56, y + 38, step.title, size=25, bold=True, colour=palette.accent)
        for place, words in enumerate(step.lines):
            board.text(56, y + 69 + 29 * place, words, size=23)
        if number:
            board.arrow_down(
                WIDTH / 2, y - gap + 2, y - 2, dashed=not (step.shown and STEPS[number - 1].shown)
            )
    y = top + 4 * (height + gap) - 4
    board.text(
        30,
        y + 22,
        "Alongside: dissociation, which also rises with the blood level.",
        size=21,
    )
    board.line(30, y + 56, 90, y + 56, colour=palette.accent, width=3)
    board.text(104, y + 63, "shown in people", size=21)
    board.line(300, y + 56, 360, y + 56, colour=palette.accent, width=3, dashed=True)
    board.text(374, y + 63, "animal work, or proposed", size=21)
    board.text(
        30,
        y + 104,
        "Hours later the drug has fallen and tests return to their level.",
        size=21,
        colour=palette.quiet,
    )
    return board.file()
