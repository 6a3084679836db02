"""What an image must be before it may enter the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.pdf.fonts import FAMILIES

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {".svg", ".png", ".jpg", ".jpeg", ".gif"}
_QUOTED = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
_FAMILY_ATTRIBUTE = re.compile("font-family" + _QUOTED)
_STYLE_ATTRIBUTE = re.compile("style" + _QUOTED)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
# In a style, fonts are named in one of two ways: font-family: ... or font: 12px ...
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)")
_SHORT = re.compile(r"\bfont\s*:[^;}]*?\d(?:px|pt|em|rem|%)\S*\s+([^;}]+)")
_TEXT = re.compile(r"<(?:text|tspan)\b")
_SCRIPT = re.compile(r"<script\b|\son\w+\s*=|javascript:", re.IGNORECASE)
_FOREIGN = re.compile(r"<foreignObject\b")


def faults(path: Path) -> list[str]:
    """Return what is wrong with an image file, each with its remedy; nothing when it may be used.

    The compiler leaves out what it does not know of a drawing, and takes another font, without a word.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        return [f"'{path.name}' cannot be printed. Use SVG, PNG or JPEG"]
    if kind != ".svg":
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    found = []
    if _SCRIPT.search(text):
        found.append(f"'{path.name}' holds a script. Remove it from the SVG file")
    if _FOREIGN.search(text):
        found.append(f"'{path.name}' holds a foreignObject, which would not be printed. Draw it as text")
    fonts = _fonts(text)
    known = ", ".join(FAMILIES)
    if _TEXT.search(text) and not fonts:
        found.append(f"'{path.name}' names no font for its text. Name one of these: {known}")
    found += [
        f"'{path.name}' asks for the font '{family}', which the book has not. Put one of these first: {known}"
        for family in fonts
        if family not in FAMILIES
    ]
    return found


def _fonts(text: str) -> list[str]:
    """Return the first font of each list of fonts."""
    lists = ["".join(pair) for pair in _FAMILY_ATTRIBUTE.findall(text)]
    styles = ["".join(pair) for pair in _STYLE_ATTRIBUTE.findall(text)] + _STYLE_SHEET.findall(text)
    for style in styles:
        lists += [*_FAMILY.findall(style), *_SHORT.findall(style)]
    return sorted({fonts.split(",")[0].strip().strip("\"'").strip() for fonts in lists})
