"""Has all files printed until no page moves, and tells what the compiler says in words that writers know."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handbook.pdf.binding import BindingError
from handbook.pdf.finish import finish
from handbook.pdf.fonts import FOR_FIELDS
from handbook.pdf.form import NoFieldError, Typeface
from handbook.pdf.links import Place
from handbook.pdf.presses import Presses
from handbook.pdf.tabletags import TablesDifferError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handbook.pdf.manuscript import Manuscript

# How often the pages of links are looked up before a link that wavers keeps its page.
_FREE_ROUNDS = 3
_ROUNDS = 12
# At first every link of a book is taken to lead to a page of three digits, so that the first pages break
# where the last ones will.
_GUESS = 100
# What the foot of a page counts; a sheet counts its own pages.
_NO_STAMP = {"before": 0, "total": 0}
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
    :param folder: where the sources lie, with all that they use and their fonts in ``fonts/``. Fonts of the
        compiler come with it, those of the machine are ignored.
    :param pieces: what it is made of, in order. Each begins on a new page and is compiled by itself: that
        takes a quarter of the memory and half of the time.
    :param inputs: what the template is told: paper, sizes.
    :param timestamp: what stands in the file as its time, in seconds since 1970.
    """

    name: str
    folder: Path
    pieces: tuple[Manuscript, ...]
    inputs: dict[str, str]
    timestamp: int


@dataclass
class Made:
    """What came of a job.

    ``pdf`` is nothing where it cannot be made. ``lines`` are those of the source page that a sheet prints,
    each with the page of the file it stands on.
    """

    job: Job
    pdf: bytes | None
    problems: list[Problem]
    pages: int = 0
    lines: list[tuple[int, int]] = field(default_factory=list)


def make(jobs: Iterable[Job]) -> Iterator[Made]:
    """Yield what comes of each job, in their order."""
    files = [_File(job) for job in jobs]
    with Presses() as presses:
        for turn in range(_ROUNDS):
            stale = [piece for file in files for piece in file.stale()]
            if not stale:
                break
            stale.sort(key=lambda piece: -len(piece.manuscript.markup))  # no long one is left for the end
            for piece, answer in zip(stale, presses.print([one.order(turn) for one in stale]), strict=True):
                piece.answer = answer
            for file in files:
                file.look_up(turn)
    for file in files:
        yield file.made()


class _Piece:
    """A piece of a file between two rounds: what it was printed with, and what it should be printed with."""

    def __init__(self, job: Job, number: int) -> None:
        self.job = job
        self.manuscript = job.pieces[number]
        self.known = job.folder / f"{job.name.replace('/', '-')}-{number}.json"
        self.pdf = self.known.with_suffix(".pdf")
        self.answer: dict[str, Any] = {}
        self.checked = False  # whether the compiler was asked for a PDF, and so told all it has to say
        self.printed: dict[str, Any] = {}
        self.wanted: dict[str, Any] = {
            "links": {},
            "pages": {},
            "cited": {},
            "guess": _GUESS if len(job.pieces) > 1 else None,
            "stamp": _NO_STAMP,
        }

    @property
    def moves(self) -> bool:
        """Whether it may come out on other pages than before."""
        return any(self.wanted[name] != self.printed.get(name) for name in self.wanted if name != "stamp")

    @property
    def is_right(self) -> bool:
        """Whether it is printed as it should be."""
        return self.wanted == self.printed

    @property
    def report(self) -> dict[str, Any] | None:
        """What the template said of its pages."""
        found: dict[str, Any] | None = self.answer.get("report")
        return found

    @property
    def pages(self) -> int:
        """How many pages it has in the file: one that begins inside a part has a page too many."""
        return self.report["total"] - self.manuscript.continues if self.report else 0

    def order(self, turn: int) -> dict[str, Any]:
        """Return the order to print it, with a PDF where its pages may be the last ones."""
        self.printed = self.wanted
        self.known.write_text(json.dumps(self.printed), encoding="utf-8")
        self.checked = turn > 0 or len(self.job.pieces) == 1
        return {
            "source": str(self.job.folder / self.manuscript.file),
            "inputs": {**self.job.inputs, "known": self.known.name},
            "timestamp": self.job.timestamp,
            "pdf": str(self.pdf) if self.checked else "",
        }

    def problems(self) -> Iterator[Problem]:
        """Yield all that the compiler has against it."""
        for said in [self.answer["error"], *self.answer["warnings"]]:
            if said:
                yield from _problems(said, self.manuscript.markup, self.manuscript.file)


class _File:
    """A file to be made, while its pages come to rest.

    A page number takes room and so may move what it points to. At first all of them are decided anew in each
    round; later a number that was shown once stays, so that two places cannot go on pushing one another.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.pieces = [_Piece(job, number) for number in range(len(job.pieces))]
        self.shown: dict[int, int] = {}
        self.places: dict[str, Place] = {}

    @property
    def is_refused(self) -> bool:
        """Whether the compiler makes no PDF of a piece."""
        return any(piece.answer.get("error") for piece in self.pieces)

    def stale(self) -> list[_Piece]:
        """Return the pieces to be printed: those that may move; when none does, those with an old foot.

        When one is refused, each of the others is checked once, so that all problems are told in one run.
        """
        if self.is_refused:
            return [piece for piece in self.pieces if not piece.checked]
        moving = [piece for piece in self.pieces if piece.moves]
        return moving or [piece for piece in self.pieces if not piece.is_right]

    def look_up(self, turn: int) -> None:
        """Find where everything stands now, and tell each piece what it has to know of it."""
        if self.is_refused:
            return
        before = 0
        reports: list[tuple[int, dict[str, Any]]] = []
        for piece in self.pieces:
            assert piece.report is not None
            reports.append((before - piece.manuscript.continues, piece.report))
            before += piece.pages
        self.places = {
            name: Place(first + page, left, top)
            for first, report in reports
            for name, page, left, top in report["places"]
        }
        cited: dict[str, set[int]] = {}
        for first, report in reports:
            for name, page in report["cited"]:
                cited.setdefault(name, set()).add(first + page)
        last, self.shown = self.shown, {}
        for piece, (first, report) in zip(self.pieces, reports, strict=True):
            links = {
                number: self.places[target].page
                for number, here, target, always in report["links"]
                if first + here != self.places[target].page
                or always
                or (turn >= _FREE_ROUNDS and number in last)
            }
            self.shown |= links
            piece.wanted = {
                "links": {str(number): page for number, page in links.items()},
                "pages": {name: self.places[name].page for name in sorted(piece.manuscript.shows)},
                "cited": {name: sorted(cited.get(name, ())) for name in sorted(piece.manuscript.entries)},
                "guess": None,
                "stamp": {"before": first, "total": before} if len(self.pieces) > 1 else _NO_STAMP,
            }

    def made(self) -> Made:
        """Return the file, finished, with all that is wrong with it."""
        made = Made(self.job, None, [problem for piece in self.pieces for problem in piece.problems()])
        if self.is_refused:
            return made
        if not all(piece.is_right for piece in self.pieces):
            made.problems.append(Problem("the page numbers of links do not come to rest. Please report it"))
        made.pages = sum(piece.pages for piece in self.pieces)
        made.lines = [(line, page) for one in self.pieces if one.report for line, page in one.report["lines"]]
        try:
            pieces = [(piece.manuscript, piece.pdf.read_bytes()) for piece in self.pieces]
            made.pdf = finish(pieces, self.places, self._typeface())
        except (TablesDifferError, BindingError, NoFieldError) as error:
            made.problems.append(Problem(f"the file cannot be finished: {error}. Please report it"))
        return made

    def _typeface(self) -> Typeface | None:
        """Return what the fields of a form are filled in with."""
        (first, *_) = self.pieces
        if not first.manuscript.fields or first.report is None:
            return None
        file = self.job.folder / "fonts" / f"{FOR_FIELDS}.ttf"
        return Typeface(file.read_bytes(), FOR_FIELDS, first.report["widths"])


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
