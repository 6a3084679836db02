"""The command: ``python -m handbook.evidence sources [--renew [KEY ...]] [--online]``."""

from __future__ import annotations

import argparse
import json
import runpy
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pybtex.database.input.bibtex import Parser
from pybtex.errors import capture

from handbook.core.dates import build_day
from handbook.core.fields import suggestion
from handbook.evidence.crossref import SERVICE, NoAnswerError, updates
from handbook.evidence.locks import Lock, LockError, dump_locks, is_citable, load_locks, lock_of
from handbook.evidence.notices import load_notices, unknown_sources
from handbook.evidence.works import work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pybtex.database import Entry

    from handbook.evidence.notices import Notice


def main(arguments: Sequence[str] | None = None) -> int:
    """List the sources that were corrected, retracted or superseded, with what they touch; renew locks.

    The exit status is 1 when something is wrong or has changed, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.evidence", description=main.__doc__)
    parser.add_argument("what", choices=["sources"], help="what to look at")
    parser.add_argument("--renew", nargs="*", metavar="KEY", help="lock these sources as they are, or all")
    parser.add_argument("--online", action="store_true", help="ask Crossref for notices not in the list")
    parser.add_argument("--service", default=SERVICE, help="the address that is asked (default: %(default)s)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    try:
        sources = read_sources(options.root.resolve(), renewing=options.renew is not None)
    except SourcesError as error:
        print(error, file=sys.stderr)
        return 1
    if options.renew is not None:
        return sources.renew(options.renew)
    status = sources.tell()
    return max(status, sources.ask(options.service)) if options.online else status


class SourcesError(Exception):
    """What keeps the sources from being read, one line for each thing."""


@dataclass
class Sources:
    """The bibliography of a project with its locks and notices, and what the last good build says of it."""

    root: Path
    entries: dict[str, Entry]
    locks: dict[str, Lock]
    lock_file: Path
    notices: tuple[Notice, ...]
    used: dict[str, tuple[list[str], list[str]]]

    def tell(self) -> int:
        """Print every notice with what it touches, and every lock that no longer fits."""
        for notice in self.notices:
            print(f"{notice.source}: {notice.words}")
            print(f"    {self.touched(notice.source)}")
        changed = list(self._changed())
        for key, what in changed:
            print(f"{key}: changed since it was locked: {what}")
            print(f"    {self.touched(key)}")
        print(
            f"{len(self.entries)} sources: {len({one.source for one in self.notices})} with a notice,"
            f" {len(self.locks)} locked, {len(changed)} changed since"
        )
        if not self.used:
            print("Build the handbook to see which claims rest on them: python3 make.py")
        return 1 if changed else 0

    def _changed(self) -> Iterator[tuple[str, str]]:
        for key, lock in sorted(self.locks.items()):
            if key not in self.entries:
                yield key, "it is gone from the bibliography"
            elif lock.drift(lock_of(self.entries[key])):
                yield key, lock.drift(lock_of(self.entries[key]))

    def touched(self, key: str) -> str:
        """Return the claims and pages that rest on a source, as the last good build tells."""
        claims, pages = self.used.get(key, ([], []))
        parts = [f"claims: {', '.join(claims)}"] if claims else []
        parts += [f"pages: {', '.join(pages)}"] if pages else []
        return "; ".join(parts) or "nothing rests on it"

    def renew(self, keys: list[str]) -> int:
        """Lock sources as they are now: those named, or all that may be cited."""
        unknown = [key for key in keys if key not in self.entries]
        for key in unknown:
            print(f"unknown source '{key}'. {suggestion(key, self.entries)}", file=sys.stderr)
        if unknown:
            return 1
        renewed = {key: lock for key, lock in self.locks.items() if key in self.entries}
        for key in keys or [key for key, entry in self.entries.items() if is_citable(entry)]:
            renewed[key] = lock_of(self.entries[key])
        for key in sorted(renewed):
            before = self.locks.get(key)
            what = before.drift(renewed[key]) if before else ""
            if what:
                print(f"{key}: {what} renewed. {self.touched(key)}")
        fresh = self.lock_file.with_name(f".{self.lock_file.name}.new")
        fresh.write_text(dump_locks(renewed), encoding="utf-8")
        fresh.replace(self.lock_file)
        print(f"{self.lock_file.relative_to(self.root)}: {len(renewed)} sources locked")
        return 0

    def ask(self, service: str) -> int:
        """Print what Crossref lists and the file of notices does not; return 1 when there is any."""
        new = asked = 0
        for key, entry in sorted(self.entries.items()):
            doi = work(entry).doi
            if not doi or (self.used and key not in self.used):
                continue
            try:
                found = updates(doi, service)
            except NoAnswerError as error:
                print(
                    f"No answer from {service} ({error}). The list above is what is known.", file=sys.stderr
                )
                return 1
            asked += 1
            known = " ".join(f"{one.where} {one.says}".lower() for one in self.notices if one.source == key)
            for update in (update for update in found if update.doi not in known):
                new += 1
                print(f"\n# {self.touched(key)}\n{update.toml(key, build_day().isoformat())}", end="")
        print(f"\n{asked} works asked for, {new} notices that the list does not hold")
        return 1 if new else 0


def read_sources(root: Path, *, renewing: bool = False) -> Sources:
    """Return the sources of a project.

    :param renewing: locks that cannot be read are as good as none: they are about to be made again.

    :raises SourcesError: when the settings, the bibliography, the notices or the locks cannot be read.
    """
    try:
        settings = runpy.run_path(str(root / "conf.py"))
    except OSError as error:
        raise SourcesError(
            f"{root / 'conf.py'}: {error.strerror}. Start this in the project's folder"
        ) from error
    entries = _entries([root / name for name in settings["bibtex_bibfiles"]], root)
    folder = root / "source"
    notice_file = folder / (settings.get("evidence_notices") or "no-notices")
    notices, faults = load_notices(notice_file)
    faults = (*faults, *unknown_sources(notices, entries.keys()))
    if faults:
        place = notice_file.relative_to(root)
        raise SourcesError("\n".join(f"{place}:{one.line}: {one.message}" for one in faults))
    lock_file = folder / (settings.get("evidence_locks") or "references.lock.toml")
    try:
        locks = load_locks(lock_file)
    except LockError as error:
        if not renewing:
            raise SourcesError(f"{lock_file.relative_to(root)}:{error.line}: {error}") from error
        locks = {}
    return Sources(root, entries, locks, lock_file, notices, _used(root))


def _entries(files: list[Path], root: Path) -> dict[str, Entry]:
    parser = Parser("utf-8-sig")
    with capture() as errors:
        try:
            for file in files:
                parser.parse_file(str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise SourcesError(f"cannot read the bibliography: {error}") from error
    if errors:
        lines = (f"{files[0].relative_to(root)}: {' '.join(str(error).split())}" for error in errors)
        raise SourcesError("\n".join(lines))
    return dict(parser.data.entries)


def _used(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return the claims and pages that cite each source, as the last good build exported them."""
    export = root / "build/html/evidence.json"
    try:
        sources: list[dict[str, Any]] = json.loads(export.read_text("utf-8"))["sources"]
    except (OSError, ValueError, KeyError):
        return {}
    return {one["key"]: (one["claims"], one["pages"]) for one in sources}


if __name__ == "__main__":
    sys.exit(main())
