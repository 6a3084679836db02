"""After any sequence of edits, a build that goes on from the last one equals one that starts from nothing.

``pytest tests/incremental --edits=500`` tries that many sequences, and others with each run.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from handbook.build.__main__ import main
from handbook.pdf.builder import HandbookPdfBuilder
from tests.incremental.small import EDITS, Handbook, edit, mend, start

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handbook.pdf.compiler import Job

NUMBERS = st.integers(0, 9)
EDIT = st.tuples(st.sampled_from(sorted(EDITS)), NUMBERS, NUMBERS)
# One save: some edits, whether the files look older than the last build, and what is built after it.
SAVE = st.tuples(
    st.lists(EDIT, min_size=1, max_size=3),
    st.booleans(),
    st.sampled_from([(), ("html",), ("pdf",), ("html", "pdf")]),
)

# What such sequences have found: a setting on pages that one builder read and the other did not write again;
# a label that moves between pages; a page that the sidebar did not know.
FOUND = [
    ([("clinic", 4, 0)], False, ("pdf",)),
    ([("swap", 0, 3), ("add", 0, 0)], False, ("html",)),
    ([("heading", 1, 2), ("delete", 3, 0)], True, ()),
]


@dataclass
class Built:
    """What came of a build: its findings, and every published byte."""

    findings: list[str]
    files: dict[str, bytes]


def build(root: Path, *targets: str) -> Built:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        status = main([*targets, "--root", str(root)])
    assert "Traceback" not in said.getvalue()
    assert "fault of the tooling" not in said.getvalue()
    findings = said.getvalue().splitlines() if status else []
    return Built(findings, published(root))


def published(root: Path) -> dict[str, bytes]:
    """Return every published file, and the source of each PDF, which shows more than its pages."""
    places = [root / "build/html", root / "build/pdf"]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def built_anew(book: Handbook) -> Built:
    """Build the same files from nothing, and put the outputs of before back."""
    aside = book.root / "build-aside"
    (book.root / "build").rename(aside)
    try:
        return build(book.root, "html", "pdf")
    finally:
        shutil.rmtree(book.root / "build")
        aside.rename(book.root / "build")


def differences(one: Built, other: Built) -> list[str]:
    names = one.files.keys() | other.files.keys()
    return sorted(name for name in names if one.files.get(name) != other.files.get(name))


def check(book: Handbook) -> None:
    """Compare a build that goes on with one from nothing: its findings, or its files."""
    before = published(book.root)
    now, anew = build(book.root, "html", "pdf"), built_anew(book)
    assert now.findings == anew.findings
    if now.findings:
        assert now.files == before, "a build with findings has touched what was published"
    else:
        assert differences(now, anew) == []


def play(book: Handbook, saves: Iterable[tuple[list[tuple[str, int, int]], bool, tuple[str, ...]]]) -> None:
    for edits, old, targets in saves:
        for what, first, second in edits:
            edit(book, what, first, second)
        book.write(old=old)
        if targets:
            build(book.root, *targets)
    check(book)
    mend(book)
    book.write()
    check(book)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small handbook that was built once; a copy of it lies beside it."""
    root = tmp_path_factory.mktemp("edits") / "handbook"
    start(root)
    assert build(root, "html", "pdf").findings == []
    shutil.copytree(root, root.with_name("first"))
    return root


@pytest.fixture(autouse=True)
def sources_as_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sources of the PDFs stand for them: what the compiler makes of them is tested elsewhere."""

    def keep(builder: HandbookPdfBuilder, jobs: list[Job], _forms: object) -> None:
        builder._replace(
            {
                f"{job.name}.pdf": repr(job.inputs).encode()
                + b"".join((job.folder / piece.file).read_bytes() for piece in job.pieces)
                for job in jobs
            }
        )

    monkeypatch.setattr(HandbookPdfBuilder, "_compile", keep)


def test_any_sequence_of_edits_gives_what_a_build_from_nothing_gives(
    started: Path, request: pytest.FixtureRequest
) -> None:
    asked = request.config.getoption("--edits")

    @example(FOUND)
    @settings(
        max_examples=asked or 6,
        derandomize=not asked,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if asked else [])],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(SAVE, min_size=1, max_size=6))
    def tried(saves: list[tuple[list[tuple[str, int, int]], bool, tuple[str, ...]]]) -> None:
        shutil.rmtree(started)
        shutil.copytree(started.with_name("first"), started)
        book = start_again(started)
        play(book, saves)

    tried()


def start_again(root: Path) -> Handbook:
    """Return the state that the files of a started handbook have."""
    aside = root.with_name("scratch")
    shutil.rmtree(aside, ignore_errors=True)
    book = start(aside)
    book.root = root
    return book
