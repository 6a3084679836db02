"""The fixed list of fonts: those of the typst wheel, and a sans serif from a package of its own."""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro

SANS = "Source Sans Pro"
FOR_FIELDS = "SourceSansPro-Regular"  # forms are filled in with it; its file has this name too
# Serif and mono come with the typst wheel. The last one has the signs that the others lack (●○◆☐☑).
FAMILIES = (SANS, "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")


def font_files() -> list[Path]:
    """Return the font files that the compiler gets besides its own, in a fixed order."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    styles = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
    return [folder / f"SourceSansPro-{style}.ttf" for style in styles]
