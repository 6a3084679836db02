"""Runs the Typst compiler and tells what it says in the words and lines of a writer."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any

import typst

from handbook.pdf.finish import finish
from handbook.pdf.links import Place
from handbook.pdf.rowheaders import TablesDifferError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from handbook.pdf.rowheaders import RowHeads

# How often the pages of links are looked up before a link that wavers keeps its page.
_FREE_ROUNDS = 2
_ROUNDS = 12
# A source of more bytes is compiled in a process of its own: its memory goes back to the system, and two are
# compiled at once.
_LARGE = 200_000
_WORKERS = 2
# The compiler forgets what it has not used in this many compilations. Nothing else makes it forget.
_AGE = 12
# The comment that leads from the generated file back to the page.
_PLACE = re.compile(r"/\*@ (.+?):(\d+) \*/")
_SAID = re.compile(r"^(?:error|warning): (.*)$", re.MULTILINE)
_IMAGE = re.compile(r"[/\\](images/[^\n]+):\d+:\d+")
_HINT = re.compile(r"= hint: (.*)")
_NO_SIGN = re.compile(r"the text `\"(.+)\"` could not be displayed")


@dataclass(frozen=True)
class Problem:
    """One thing the compiler found, with the place in a page where it can be told."""

    message: str
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Job:
    """One PDF to be made.

    :param name: its path below the output folder, without its ending.
    :param source: its source; all that it uses lies in the same folder, its fonts in ``fonts/``. Fonts of the
        compiler come with it, those of the machine are ignored.
    :param inputs: what the template is told: paper, sizes.
    :param timestamp: what stands in the file as its time, in seconds since 1970.
    :param tables: which cells head a row, for all tables in reading order.
    """

    name: str
    source: Path
    inputs: dict[str, str]
    timestamp: int
    tables: tuple[RowHeads, ...] = ()


@dataclass
class Made:
    """What came of a job.

    ``pdf`` is nothing where it cannot be made. ``places`` are those of its addresses, ``lines`` those of the
    source page that a sheet prints, each with the page of the file it stands on.
    """

    job: Job
    pdf: bytes | None
    problems: list[Problem]
    pages: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def make(jobs: Iterable[Job]) -> Iterator[Made]:
    """Yield what comes of each job, in their order."""
    context = get_context("spawn")
    pool = ProcessPoolExecutor(
        _WORKERS, mp_context=context, max_tasks_per_child=1, initializer=_end_with_the_build
    )
    with pool:
        started: list[tuple[Job, Future[Made] | None]] = [
            (job, pool.submit(make_one, job) if _is_large(job) else None) for job in jobs
        ]
        for job, future in started:
            yield finished(make_one(job) if future is None else future.result())


def _end_with_the_build() -> None:
    """Let a process end when the build ends in any way, killed too, and leave Ctrl-C to the build."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    build = parent_process()
    assert build is not None

    def wait() -> None:
        build.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _is_large(job: Job) -> bool:
    return job.source.stat().st_size > _LARGE


def make_one(job: Job) -> Made:
    """Return the PDF of one job and all that the compiler said."""
    known = job.source.with_name(f"{job.name.replace('/', '-')}.json")
    compiler = typst.Compiler(
        str(job.source),
        root=str(job.source.parent),
        font_paths=[str(job.source.parent / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={**job.inputs, "known": known.name},
    )
    markup = job.source.read_text(encoding="utf-8")
    try:
        settled, report = _settle(compiler, known, large=_is_large(job))
    except RuntimeError:
        settled, report = True, _EMPTY  # compiling meets the same problem, and tells where it is
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],  # checked while compiling: a file that fails is not made
            timestamp=job.timestamp,
        )
    except RuntimeError as error:
        diagnostic = getattr(error, "diagnostic", "") or str(error)
        return Made(job, None, list(_problems(diagnostic, markup, job.source.name)))
    assert isinstance(pdf, bytes)
    problems = [
        problem for warning in warnings for problem in _problems(warning.diagnostic, markup, job.source.name)
    ]
    if not settled:
        problems.append(Problem("the page numbers of links do not come to rest. Please report it"))
    places = {name: Place(page, left, top) for name, page, left, top in report["places"]}
    lines = [(line, page) for line, page in report["lines"]]
    return Made(job, pdf, problems, report["total"], lines, places)


def finished(made: Made) -> Made:
    """Return the same with its file finished: not where it was compiled, whose memory is full of pages."""
    if made.pdf is None:
        return made
    try:
        made.pdf = finish(made.pdf, made.job.tables, made.places)
    except TablesDifferError as error:
        made.problems.append(Problem(f"row headers cannot be tagged: {error}. Please report it"))
        made.pdf = None
    return made


_EMPTY: dict[str, Any] = {"links": [], "cited": [], "lines": [], "places": [], "total": 0}


def _settle(compiler: typst.Compiler, file: Path, *, large: bool) -> tuple[bool, dict[str, Any]]:
    """Write what is known of the pages into ``file``, until no page moves by it.

    A page number takes room and so may move what it points to. At first all of them are decided anew in each
    round; later a number that was shown once stays, so that two places cannot go on pushing one another.

    :returns: whether that came about, and the last report of the template.
    """
    shown: dict[int, int] = {}
    known: dict[str, Any] = {"links": [], "pages": {}, "cited": {}, "total": 0}
    report = _EMPTY
    for turn in range(_ROUNDS):
        if large and turn:
            _forget_pages(file.parent)
        file.write_text(json.dumps(known), encoding="utf-8")
        report = json.loads(compiler.query("<report>", field="value", one=True))
        pages = {name: page for name, page, _left, _top in report["places"]}
        shown = {
            number: pages[target]
            for number, here, target, always in report["links"]
            if here != pages[target] or always or (turn >= _FREE_ROUNDS and number in shown)
        }
        cited: dict[str, list[int]] = {}
        for name, page in report["cited"]:
            cited.setdefault(name, []).append(page)
        found = {
            "links": [shown.get(number) for number in range(max(shown, default=-1) + 1)],
            "pages": pages,
            "cited": {name: sorted(set(on)) for name, on in cited.items()},
            "total": report["total"],
        }
        if found == known:
            return True, report
        known = found
    return False, report


def _forget_pages(folder: Path) -> None:
    """Make the compiler give up what it keeps of the last round: all pages, a quarter of a gigabyte."""
    empty = folder / "empty.typ"
    empty.write_text("#metadata(none)<nothing>\n", encoding="utf-8")
    other = typst.Compiler(str(empty), root=str(folder))
    for _ in range(_AGE):
        other.query("<nothing>")
        other.compile(format="svg")


def _problems(diagnostic: str, markup: str, source: str) -> Iterator[Problem]:
    """Take apart what the compiler prints: it tells several problems at once."""
    starts = list(_SAID.finditer(diagnostic))
    if not starts:
        yield Problem(f"the PDF compiler says: {' '.join(diagnostic.split())}")
    ends = [start.start() for start in starts[1:]] + [len(diagnostic)]
    for start, end in zip(starts, ends, strict=True):
        details = diagnostic[start.end() : end]
        hints = "".join(f". {hint}" for hint in _HINT.findall(details))
        yield Problem(_sentence(start[1], hints), *_find(markup, details, source))


def _find(markup: str, details: str, source: str) -> tuple[str, int]:
    """Return the page and line that a message leads to: through the markup, or through an image it shows."""
    at = re.search(rf"{re.escape(source)}:(\d+):(\d+)", details)
    if at:
        return _place(markup, int(at[1]), int(at[2]))
    image = _IMAGE.search(details)
    if image and image[1] in markup:
        before = markup[: markup.index(image[1])]
        return _place(before, before.count("\n") + 1, len(before))
    return "", 0


def _sentence(message: str, hints: str) -> str:
    missing = _NO_SIGN.search(message)
    if missing:
        return f"no font of the book has the sign '{missing[1]}'. Write it another way"
    return f"the PDF compiler says: {message}{hints}"


def _place(markup: str, line: int, column: int) -> tuple[str, int]:
    """Return the page and line whose comment stands last before a place of the generated file."""
    lines = markup.split("\n")[:line]
    lines[-1] = lines[-1][: column + 1]
    for text in reversed(lines):
        places = _PLACE.findall(text)
        if places:
            path, number = places[-1]
            return path, int(number)
    return "", 0
