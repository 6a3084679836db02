"""The command: ``python -m handbook.redline BASE [HEAD] [--no-pdf]``."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.build.publish import publish
from handbook.build.targets import WORK
from handbook.build.workplace import BusyError, held
from handbook.redline import output
from handbook.redline.compare import Comparison, compare
from handbook.redline.extract import extract
from handbook.redline.revisions import Built, RevisionError, build, find, put

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTPUT = Path("build", "redline")
_WORK = WORK / "redline"
_STOPPED = 130  # what shells report of a program that was interrupted


def main(arguments: Sequence[str] | None = None) -> int:
    """Show what a change does to the pages: build two revisions and mark what differs.

    Exit status: 0 when the comparison is written, 1 when there is nothing to compare or a revision does not
    build, 2 when the command is not understood.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.redline", description=main.__doc__)
    parser.add_argument("base", help="the older revision: a branch, a tag or a commit")
    parser.add_argument("head", nargs="?", default="", help="the newer one; default: the files as they are")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF of the changed pages")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        with held(root, _WORK):
            return _redline(root, options.base, options.head, pdf=not options.no_pdf)
    except RevisionError as error:
        return _refuse(str(error))
    except BusyError:
        return _refuse("another redline is at work in this folder. Wait until it ends")
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}")
    except KeyboardInterrupt:
        print("\nStopped. build/redline/ is as it was.", file=sys.stderr)
        return _STOPPED


def _redline(root: Path, base: str, head: str, *, pdf: bool) -> int:
    started = time.monotonic()
    revisions = find(root, base, head)
    work = root / _WORK
    before, after = Built(revisions[0], work / "old"), Built(revisions[1], work / "new")
    staged = work / "staged"
    try:
        for one in (before, after):
            shutil.rmtree(one.folder, ignore_errors=True)
            one.folder.mkdir(parents=True)
            put(root, one.revision, one.folder)
        print(f"Building        {revisions[0].words} and {revisions[1].words} ...", flush=True)
        without_pdf = build([before, after], pdf_of=after if pdf else None)
        found = compare(before, after)
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        if pdf and not without_pdf:
            without_pdf = _pdf(after, found, staged)
        output.write(staged, before, after, found, without_pdf or ("" if pdf else "No PDF was asked for"))
        publish(staged, root / OUTPUT)
    finally:
        for folder in (staged, before.folder, after.folder):
            shutil.rmtree(folder, ignore_errors=True)
    if without_pdf:
        print(without_pdf)
    print(_summary(found))
    print(f"Redline         {(OUTPUT / 'index.html').as_posix()}  ({time.monotonic() - started:.0f} s)")
    return 0


def _pdf(built: Built, found: Comparison, folder: Path) -> str:
    """Write the changed pages of the book; return why there is nothing to write."""
    titles = [page.title for page in found.edited] + [page.title for page in found.added]
    if extract(built.pdfs, titles, folder / output.PDF):
        return ""
    return "No PDF: no changed page stands in the book"


def _summary(found: Comparison) -> str:
    if not found:
        return "No page and no claim reads differently."
    return (
        f"{len(found.claims)} claims, {len(found.edited)} pages changed, {len(found.added)} added,"
        f" {len(found.removed)} removed; {len(found.following)} pages follow."
    )


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
