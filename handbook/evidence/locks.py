"""Locks: what a source said, and how it was read, when the claims that rest on it were last compared with it.

A record that changes under a claim is noticed by the digest of what it was. The locks stand beside the
bibliography, one line for each source, and are renewed by ``python -m handbook.evidence sources --renew``.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.evidence.works import work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pybtex.database import Entry

_HEADER = """\
# What each source said, and how it was read, when the claims that rest on it were last compared with it.
# Made by: python3 make.py sources -- --renew. Do not edit: compare the claims, then renew.
"""
RENEW = "python3 make.py sources -- --renew"

_READ = ("read", "readat", "copy")
# Fields for writers: they say nothing of the work, and nothing of what was read of it.
_WORKING = ("complete", "missing", "keywords", "annotation")
_LINE = re.compile(
    r'(?P<key>[\w-]+) = \{ identifier = "(?P<identifier>[^"]*)",'
    r' record = "(?P<record>[0-9a-f]{64})", read = "(?P<read>[0-9a-f]{64})" \}'
)


@dataclass(frozen=True)
class Lock:
    """The state of a source.

    :param identifier: what tells the work from others.
    :param record: SHA-256 of its bibliographic record, in hexadecimal digits.
    :param read: SHA-256 of what was read of it and where.
    """

    identifier: str
    record: str
    read: str

    def drift(self, now: Lock) -> str:
        """Return in words what has changed since, or nothing."""
        parts = []
        if self.identifier != now.identifier:
            parts.append("its identifier")
        if self.record != now.record:
            parts.append("its bibliographic record")
        if self.read != now.read:
            parts.append("what was read of it")
        return " and ".join(parts)


def lock_of(entry: Entry) -> Lock:
    """Return the lock of an entry as it is now. Line breaks and the order of fields do not count."""
    fields = {name.lower(): " ".join(text.split()) for name, text in entry.fields.items()}
    persons = {role: [str(one) for one in people] for role, people in sorted(entry.persons.items())}
    record = {name: text for name, text in fields.items() if name not in (*_READ, *_WORKING)}
    return Lock(
        identifier=work(entry).identifier,
        record=_digest([entry.type.lower(), persons, record]),
        read=_digest({name: fields.get(name, "") for name in _READ}),
    )


def is_citable(entry: Entry) -> bool:
    """Return whether an entry has all details that a printed reference needs."""
    return str(entry.fields.get("complete", "")).strip().lower() == "yes"


def load_locks(path: Path) -> dict[str, Lock]:
    """Return the locks of a file by key; none when there is no file.

    :raises ValueError: naming the line that is no lock.
    """
    if not path.is_file():
        return {}
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#") and not _LINE.fullmatch(line):
            raise LockError(number, f"not a lock. Make the file again: {RENEW}")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LockError(1, f"{error}. Make the file again: {RENEW}") from error
    return {key: Lock(**fields) for key, fields in found.items()}


class LockError(ValueError):
    """A file of locks that cannot be read, with the line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def dump_locks(locks: Mapping[str, Lock]) -> str:
    """Return the file that holds some locks."""
    return _HEADER + "".join(_lines(locks))


def _lines(locks: Mapping[str, Lock]) -> Iterator[str]:
    for key, lock in sorted(locks.items()):
        identifier = lock.identifier.replace("\\", "").replace('"', "")
        yield (f'{key} = {{ identifier = "{identifier}", record = "{lock.record}", read = "{lock.read}" }}\n')


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
