"""What an image must be before it may enter the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.pdf.fonts import FAMILIES

if TYPE_CHECKING:
    from pathlib import Path

_FONT = re.compile(r"font-family\s*[:=]\s*[\"']?\s*([^;\"'<>]+)")


def faults(path: Path) -> list[str]:
    """Return what is wrong with an image file, each with its remedy; nothing when it may be used."""
    if path.suffix.lower() != ".svg":
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    found = []
    if "<script" in text:
        found.append(f"'{path.name}' holds a script. Remove it from the SVG file")
    for fonts in sorted(set(_FONT.findall(text))):
        first = fonts.split(",")[0].strip()
        if first not in FAMILIES:
            found.append(
                f"'{path.name}' asks for the font '{first}', which the book has not."
                f" Name one of these first: {', '.join(FAMILIES)}"
            )
    return found
