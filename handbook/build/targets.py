"""What can be built: from which folder, by which builder, to which place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Target:
    """An output of the project. All paths are relative to the project's folder."""

    name: str
    title: str
    builder: str
    source: Path
    settings: Path
    doctrees: Path
    work: Path
    staged: Path
    published: Path
    opened: Path


WORK = Path("build", ".work")

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
            staged=WORK / "html",
            published=Path("build", "html"),
            opened=Path("build", "html", "index.html"),
        ),
        Target(
            name="pdf",
            title="PDF",
            builder="handbook-pdf",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "pdf",
            staged=WORK / "pdf" / "pdf",
            published=Path("build", "pdf"),
            opened=Path("build", "pdf", "handbook.pdf"),
        ),
        Target(
            name="epub",
            title="EPUB",
            builder="epub",
            source=Path("source"),
            settings=Path(),
            doctrees=WORK / "doctrees",
            work=WORK / "epub",
            staged=WORK / "epub" / "handbook.epub",
            published=Path("build", "epub", "handbook.epub"),
            opened=Path("build", "epub", "handbook.epub"),
        ),
        Target(
            name="docs",
            title="Writers' guide",
            builder="html",
            source=Path("docs"),
            settings=Path("docs"),
            doctrees=WORK / "docs-doctrees",
            work=WORK / "docs",
            staged=WORK / "docs",
            published=Path("build", "docs"),
            opened=Path("build", "docs", "index.html"),
        ),
    )
}
