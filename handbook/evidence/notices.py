"""What has happened to a source since it appeared: corrected, retracted, superseded.

A librarian keeps the list, one table for each notice; ``docs/sources.md`` shows how.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from handbook.core.dates import build_day
from handbook.core.fields import suggestion
from handbook.core.tables import TablesError, read_tables

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

KINDS = {
    "correction": "Corrected since",
    "expression of concern": "Under an expression of concern",
    "retraction": "Retracted",
    "superseded": "Superseded",
}
_FIELDS = {"source", "kind", "says", "where", "noted"}


@dataclass(frozen=True)
class Notice:
    """One thing that has happened to a source.

    :param source: its key in the bibliography.
    :param kind: one of :data:`KINDS`.
    :param says: what is known of it, in one sentence.
    :param where: where the notice stands; empty when it was not told.
    :param noted: the day on which it entered the list.
    :param line: where it stands in the list.
    """

    source: str
    kind: str
    says: str
    where: str
    noted: dt.date
    line: int

    @property
    def words(self) -> str:
        """What readers see."""
        where = f" ({self.where})" if self.where else ""
        return f"{KINDS[self.kind]}{where}. {self.says}"


@dataclass(frozen=True)
class NoticeFault:
    """What is wrong in the list, with its line and remedy."""

    line: int
    message: str


def load_notices(path: Path) -> tuple[tuple[Notice, ...], tuple[NoticeFault, ...]]:
    """Return the notices of a file and all that is wrong in it. A file that is not there holds none."""
    if not path.is_file():
        return (), ()
    return _load(path, path.read_bytes(), build_day())


def unknown_sources(notices: Iterable[Notice], known: Container[str]) -> Iterable[NoticeFault]:
    """Yield a fault for each notice on a source that the bibliography does not hold."""
    for notice in notices:
        if notice.source not in known:
            remedy = suggestion(notice.source, cast("Iterable[str]", known))
            yield NoticeFault(notice.line, f"notice on unknown source '{notice.source}'. {remedy}")


@cache
def _load(path: Path, _content: bytes, today: dt.date) -> tuple[tuple[Notice, ...], tuple[NoticeFault, ...]]:
    try:
        tables = read_tables(path, "notice")
    except TablesError as error:
        return (), (NoticeFault(error.line, str(error)),)
    notices, faults = [], []
    for table in tables:
        wrong = list(_faults(table.fields, today))
        faults += [NoticeFault(table.line, message) for message in wrong]
        noted = table.fields.get("noted")
        if not wrong and isinstance(noted, dt.date):
            texts = {name: table.text(name) for name in _FIELDS - {"noted"}}
            notices.append(Notice(**texts, noted=noted, line=table.line))
    return tuple(notices), tuple(faults)


def _faults(table: dict[str, object], today: dt.date) -> Iterable[str]:
    for name in ("source", "kind", "says"):
        if not str(table.get(name, "")).strip():
            yield f"notice without '{name}'. Write {name} = \"...\""
    for name in sorted(set(table) - _FIELDS):
        yield f"unknown field '{name}'. {suggestion(name, _FIELDS)}"
    kind = table.get("kind")
    if kind and kind not in KINDS:
        yield f"unknown kind '{kind}'. {suggestion(str(kind), KINDS)}"
    noted = table.get("noted")
    if type(noted) is not dt.date:
        yield "notice without the day on which it was noted. Write noted = 2026-11-25"
    elif noted > today:
        yield f"noted {noted} is in the future. Write the day on which you saw the notice"
