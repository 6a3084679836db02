"""Colours of the figures: one set for light pages and print, one for dark pages.

Meaning never rests on them: shapes, line styles and words carry it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Hex colours. Text on paper and on boxes has a contrast of 4.5 to 1 or more (WCAG 2.2 AA)."""

    paper: str
    ink: str
    quiet: str
    accent: str
    box: str
    grid: str


LIGHT = Palette("#ffffff", "#1c2430", "#4a5563", "#0f5c6e", "#eef3f6", "#7d8996")
DARK = Palette("#131416", "#eef2f5", "#b8c2cc", "#7fd0e0", "#222a30", "#7d8893")
