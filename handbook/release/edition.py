"""Which edition a tag names, and whether everything says the same of it."""

from __future__ import annotations

import re
import runpy
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from handbook.core.dates import parse_date
from handbook.release.repository import Repository

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

_TAG = re.compile(r"v\d+\.\d+\.\d+")
_EDITION = re.compile(r"^[`:]{3,}\{edition\}\s+(\S+)", re.MULTILINE)
_LIST_OF = re.compile(r"\A# Every address of edition (\S+) ")
_FEW = 5


@dataclass(frozen=True)
class Edition:
    """What is about to be made.

    ``name`` is how its files begin. ``papers`` are those that the book is printed on, ``addresses`` the list
    of its addresses in the source folder. ``there`` tells whether the tag is already in the repository.
    """

    tag: str
    version: str
    day: dt.date
    commit: str
    name: str
    papers: tuple[str, ...]
    addresses: str
    there: bool


def read_edition(root: Path, tag: str) -> tuple[Edition | None, list[str]]:
    """Return the edition that a tag names and all that keeps it from being made, each with its remedy.

    :raises GitError: when git does not answer.
    :raises OSError: when a file of the project cannot be read.
    """
    if not _TAG.fullmatch(tag):
        return None, [f"'{tag}' is no tag of an edition. Name it v, and three numbers: v0.2.0"]
    repository = Repository(root)
    settings = runpy.run_path(str(root / "conf.py"))
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    commit, head = repository.commit_of(tag), repository.head()
    version = tag.removeprefix("v")
    faults = [
        *_faults_of_tree(repository, tag, commit, head),
        *_faults_of_pages(root, settings, version),
        *_faults_of_order(repository, tag, head),
        *_faults_of_addresses(root, repository, settings, tag, head),
    ]
    try:
        day = parse_date(str(settings["edition_date"]))
    except ValueError as error:
        return None, [*faults, f"conf.py: edition_date: {error}"]
    edition = Edition(
        tag=tag,
        version=version,
        day=day,
        commit=head,
        name=f"{project['name']}-{version}",
        papers=tuple(settings["handbook_pdf_papers"]),
        addresses=str(settings["addresses_list"]),
        there=bool(commit),
    )
    return edition, faults


def _faults_of_tree(repository: Repository, tag: str, commit: str, head: str) -> Iterator[str]:
    changed = repository.changed_files()
    if changed:
        more = f" and {len(changed) - _FEW} more" if len(changed) > _FEW else ""
        names = ", ".join(changed[:_FEW])
        yield f"not committed: {names}{more}. An edition is made of a commit: commit it, or undo it"
    if commit and commit != head:
        which = f"{tag} is another commit ({commit[:10]}) than this one ({head[:10]})"
        yield f"{which}. Check it out: git checkout {tag}"


def _faults_of_pages(root: Path, settings: dict[str, object], version: str) -> Iterator[str]:
    if settings["release"] != version:
        yield f"conf.py: release is '{settings['release']}', the tag says {version}. Let them say the same"
    pages = (page.read_text("utf-8") for page in sorted((root / "source").rglob("*.md")))
    told = [match[1] for page in pages for match in _EDITION.finditer(page)]
    if version not in told:
        newest = f"the newest there is {told[0]}" if told else "there is none"
        yield f"the changes page has no edition {version}; {newest}. Start it: docs/record-a-change.md"


def _faults_of_order(repository: Repository, tag: str, head: str) -> Iterator[str]:
    for other in _editions_before(repository, tag, head)[-1:]:
        if Version(other) >= Version(tag):
            yield f"{other} was made already, and is not older than {tag}. Give this edition a higher number"


def _editions_before(repository: Repository, tag: str, head: str) -> list[str]:
    """Return the tags of the editions before this one, oldest first."""
    versions = []
    for other in repository.tags_before(head):
        try:
            versions.append((Version(other), other))
        except InvalidVersion:
            continue  # a tag of another kind
    return [other for _, other in sorted(versions) if other != tag]


def _faults_of_addresses(
    root: Path, repository: Repository, settings: dict[str, object], tag: str, head: str
) -> Iterator[str]:
    """Yield what is wrong with the list of addresses: not this edition's, or shorter than the last one's."""
    path = f"source/{settings['addresses_list']}"
    text = (root / path).read_text("utf-8")
    of = _LIST_OF.match(text)
    if of is None or of[1] != tag.removeprefix("v"):
        named = f"of edition {of[1]}" if of else "of no edition"
        yield f"{path} is {named}. Renew it: python3 make.py addresses -- --write"
    for other in _editions_before(repository, tag, head)[-1:]:
        lost = _addresses(repository.file_at(other, path)) - _addresses(text)
        if lost:
            yield (
                f"{path}: {len(lost)} addresses of {other} were taken out of the list, '{min(lost)}' first."
                f" Take the list of that edition: git checkout {other} -- {path}, then renew it"
            )


def _addresses(text: str) -> set[str]:
    lines = (line.partition(" -> ")[0].strip() for line in text.splitlines() if not line.startswith("#"))
    return {line for line in lines if line}
