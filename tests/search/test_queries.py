"""The queries that search is measured by are sound: each has an answer that the handbook really holds."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "queries"
FILES = ("dev", "held-out")
KINDS = {"exact", "abbrev", "lay", "typo", "synonym", "spelling", "partial", "question", "multi", "none"}
FIELDS = {"id", "query", "kind", "answers"}  # and, where an answer is a long section, "must_match"
FIELDS_OF_NONE = {"id", "query", "kind", "answers", "absent"}
LEAST_PER_KIND = 20
LEAST_PER_KIND_AND_FILE = 10


@dataclass(frozen=True)
class Query:
    """A query as staff type it, with every place (page, or page#anchor) that answers it."""

    file: str
    fields: frozenset[str]
    id: str
    query: str
    kind: str
    answers: tuple[str, ...]
    must_match: str
    absent: tuple[str, ...]

    @property
    def normalised(self) -> str:
        """The words of the query alone, so that two spellings of one query count as one."""
        return " ".join(re.findall(r"\w+", self.query.casefold()))


def read(file: str) -> list[Query]:
    """Read the queries of one file."""
    entries = tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))["query"]
    return [
        Query(
            file=file,
            fields=frozenset(entry),
            id=entry["id"],
            query=entry["query"],
            kind=entry["kind"],
            answers=tuple(entry["answers"]),
            must_match=entry.get("must_match", ""),
            absent=tuple(entry.get("absent", ())),
        )
        for entry in entries
    ]


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    """The queries of both files."""
    return [query for file in FILES for query in read(file)]


class Landing:
    """The text that a reader meets at a page#anchor of the built handbook."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.pages: dict[str, BeautifulSoup | None] = {}

    def page(self, name: str) -> BeautifulSoup | None:
        """Return a built page, parsed once; None where there is none."""
        if name not in self.pages:
            file = self.site / f"{name}.html"
            found = BeautifulSoup(file.read_text("utf-8"), "html.parser") if file.is_file() else None
            self.pages[name] = found
        return self.pages[name]

    def text(self, answer: str) -> str | None:
        """Return the text at an answer; None where the page or the anchor does not exist."""
        name, _, anchor = answer.partition("#")
        page = self.page(name)
        if page is None:
            return None
        place = page.find(id=anchor) if anchor else page.find("article")
        if place is None:
            return None
        # A term's anchor is on the <dt>, its definition in the <dd>; a second name is an empty <span>.
        parts = [place, place.find_next("dd")] if place.name == "dt" else [place]
        if place.name == "span" and place.parent is not None:
            parts = [place.parent]
        return " ".join(" ".join(part.get_text(" ") for part in parts if part is not None).split())


def test_each_entry_has_the_fields_of_its_kind(queries: list[Query]) -> None:
    assert {query.kind for query in queries} == KINDS
    wrong = [
        q.id for q in queries if q.fields - {"must_match"} != (FIELDS_OF_NONE if q.kind == "none" else FIELDS)
    ]
    assert not wrong, f"fields missing or unknown: {wrong}"
    wrong = [q.id for q in queries if bool(q.answers) == (q.kind == "none")]
    assert not wrong, f'only kind "none" has no answer: {wrong}'
    assert not [q.id for q in queries if q.kind == "none" and not q.absent], 'kind "none" names absent words'


def test_ids_are_unique_and_name_file_and_kind(queries: list[Query]) -> None:
    assert not [name for name, count in Counter(query.id for query in queries).items() if count > 1]
    wrong = [q.id for q in queries if not re.fullmatch(rf"{q.file}-{q.kind}-\d\d", q.id)]
    assert not wrong, f"an id is file-kind-number: {wrong}"


def test_there_are_enough_of_each_kind_in_each_file(queries: list[Query]) -> None:
    by_kind = Counter(query.kind for query in queries)
    assert not {kind: by_kind[kind] for kind in KINDS if by_kind[kind] < LEAST_PER_KIND}
    by_file = Counter((query.file, query.kind) for query in queries)
    few = [(file, kind) for file in FILES for kind in KINDS if by_file[file, kind] < LEAST_PER_KIND_AND_FILE]
    assert not few


def test_no_query_stands_twice(queries: list[Query]) -> None:
    twice = [text for text, count in Counter(query.normalised for query in queries).items() if count > 1]
    assert not twice, f"asked more than once, in one file or in both: {twice}"


def test_patterns_compile(queries: list[Query]) -> None:
    for query in queries:
        for pattern in (query.must_match, *query.absent):
            re.compile(pattern, re.IGNORECASE)


def test_answers_exist_and_say_what_was_asked(handbook: Path, queries: list[Query]) -> None:
    landing = Landing(handbook / "build/html")
    wrong = []
    for query in queries:
        texts = {answer: landing.text(answer) for answer in query.answers}
        wrong += [f"{query.id}: no such place: {answer}" for answer, text in texts.items() if text is None]
        pattern = re.compile(query.must_match, re.IGNORECASE)
        if texts and not any(text and pattern.search(text) for text in texts.values()):
            wrong.append(f"{query.id}: no answer contains {query.must_match}")
    assert not wrong, "\n".join(wrong)


def test_the_handbook_does_not_treat_what_it_is_said_not_to(queries: list[Query]) -> None:
    source = ROOT / "source"
    files = [*source.rglob("*.md"), *source.rglob("*.bib")]
    texts = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}
    wrong = [
        f'{query.id}: {name} contains {word}: give "{query.query}" its answers, or another word'
        for query in queries
        for word in query.absent
        for name, text in texts.items()
        if re.search(word, text, re.IGNORECASE)
    ]
    assert not wrong, "\n".join(wrong)
