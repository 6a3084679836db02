"""A small drawing board: text, boxes, lines, marks; the same input gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from handbook.figures.palette import Palette

WIDTH = 720
# The first family is the one the book is set in; the others serve browsers without it.
FONT = "Source Sans Pro, Helvetica, Arial, sans-serif"


class Board:
    """Collects shapes and writes them as one SVG file."""

    def __init__(self, height: int, palette: Palette, title: str, description: str) -> None:
        self.height = height
        self.palette = palette
        self._head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}"'
            f' width="{WIDTH}" height="{height}" font-family="{FONT}">\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
        )
        self._shapes: list[str] = []
        self.box(0, 0, WIDTH, height, fill=palette.paper, stroke="none", radius=8)

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: str,
        stroke: str,
        radius: float = 10,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle with round corners."""
        dash = ' stroke-dasharray="8 6"' if dashed else ""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{radius:g}"'
            f' fill="{fill}" stroke="{stroke}" stroke-width="2"{dash}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 20,
        colour: str = "",
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """Write one line; ``y`` is its base line."""
        weight = ' font-weight="600"' if bold else ""
        self._shapes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour or self.palette.ink}"'
            f' text-anchor="{anchor}"{weight}>{escape(words)}</text>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: str,
        width: float = 2,
        dashed: bool = False,
    ) -> None:
        """Draw a straight line."""
        dash = ' stroke-dasharray="8 6"' if dashed else ""
        self._shapes.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}"'
            f' stroke-width="{width:g}"{dash}/>'
        )

    def shape(self, points: list[tuple[float, float]], *, fill: str, stroke: str) -> None:
        """Draw a closed shape."""
        listed = " ".join(f"{x:g},{y:g}" for x, y in points)
        self._shapes.append(f'<polygon points="{listed}" fill="{fill}" stroke="{stroke}" stroke-width="2"/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str) -> None:
        """Draw a circle."""
        self._shapes.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="2"/>'
        )

    def arrow_down(self, x: float, y1: float, y2: float, *, dashed: bool = False) -> None:
        """Draw an arrow from ``y1`` down to ``y2``."""
        colour = self.palette.accent
        self.line(x, y1, x, y2 - 12, colour=colour, width=3, dashed=dashed)
        self.shape([(x - 9, y2 - 13), (x + 9, y2 - 13), (x, y2)], fill=colour, stroke=colour)

    def file(self) -> str:
        """Return the file's text."""
        return self._head + "\n".join(self._shapes) + "\n</svg>\n"
