"""The stages of memory, and where ketamine acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.svg import WIDTH, Board

if TYPE_CHECKING:
    from handbook.figures.palette import Palette


@dataclass(frozen=True)
class Stage:
    """A stage of memory with what ketamine does to it and how sure that is."""

    title: str
    meaning: str
    effect: str
    certainty: str
    dots: int


# Wording and certainty follow the claims of source/understand/consolidation.md.
STAGES = (
    Stage("Encoding", "taking in", "Weakened while the drug acts", "moderate certainty", 3),
    Stage("Consolidation", "making it last", "Harm in people not established", "very low certainty", 1),
    Stage("Retrieval", "calling up older memories", "Likely kept", "moderate certainty", 3),
)
_TITLE = "The stages of memory and where ketamine acts"
_DESCRIPTION = (
    "Encoding is weakened while the drug acts, moderate certainty. Harm to consolidation in people is not"
    " established, very low certainty. Retrieval of older memories is likely kept, moderate certainty."
)


def draw(palette: Palette) -> str:
    """Return the diagram as SVG."""
    height, gap, top = 132, 40, 24
    board = Board(top * 2 + 3 * height + 2 * gap, palette, _TITLE, _DESCRIPTION)
    for number, stage in enumerate(STAGES):
        y = top + number * (height + gap)
        weak = stage.dots == 1
        board.box(30, y, WIDTH - 60, height, fill=palette.box, stroke=palette.accent, dashed=weak)
        board.text(56, y + 40, stage.title, size=27, bold=True, colour=palette.accent)
        board.text(WIDTH - 56, y + 40, stage.meaning, size=22, colour=palette.quiet, anchor="end")
        board.text(56, y + 77, stage.effect, size=25)
        for dot in range(4):
            fill = palette.accent if dot < stage.dots else palette.box
            board.circle(65 + dot * 24, y + 104, 8, fill=fill, stroke=palette.accent)
        board.text(166, y + 111, stage.certainty, size=22)
        if number:
            board.arrow_down(WIDTH / 2, y - gap + 2, y - 2)
    return board.file()
