"""What can be built or checked: from which folder, by which builder, to which place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Output:
    """Where an output is made, where readers find it, and the file that they open."""

    staged: Path
    published: Path
    opened: Path


@dataclass(frozen=True)
class Target:
    """What Sphinx is run for: an output, or findings alone. Paths are relative to the project's folder."""

    name: str
    title: str
    builder: str
    source: Path
    settings: Path
    doctrees: Path
    work: Path
    output: Output | None = None


WORK = Path("build", ".work")

SITE = Output(
    staged=WORK / "html",
    published=Path("build", "html"),
    opened=Path("build", "html", "index.html"),
)
PDFS = Output(
    staged=WORK / "pdf" / "pdf",
    published=Path("build", "pdf"),
    opened=Path("build", "pdf", "handbook.pdf"),
)

TARGETS = {
    target.name: target
    for target in (
        Target(
            name="html",
            title="HTML",
            builder="html",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "html",
            output=SITE,
        ),
        Target(
            name="pdf",
            title="PDF",
            builder="handbook-pdf",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "pdf",
            output=PDFS,
        ),
        Target(
            name="epub",
            title="EPUB",
            builder="epub",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "epub",
            output=Output(
                staged=WORK / "epub" / "handbook.epub",
                published=Path("build", "epub", "handbook.epub"),
                opened=Path("build", "epub", "handbook.epub"),
            ),
        ),
        Target(
            name="check",
            title="Check",
            builder="handbook-check",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "check",
        ),
        Target(
            name="docs",
            title="Writers' guide",
            builder="html",
            source=Path("docs"),
            settings=Path("docs"),
            doctrees=WORK / "docs-doctrees",
            work=WORK / "docs",
            output=Output(
                staged=WORK / "docs",
                published=Path("build", "docs"),
                opened=Path("build", "docs", "index.html"),
            ),
        ),
    )
}
