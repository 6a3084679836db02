"""The command: ``python -m handbook.review [--within DAYS] [--ics FILE]``."""

from __future__ import annotations

import argparse
import datetime as dt
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.core.dates import build_day
from handbook.review.due import Due, calendar, due_pages

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """List what is overdue or due soon; return 1 when a page is overdue or has no sound record, else 0."""
    parser = argparse.ArgumentParser(prog="python -m handbook.review", description=main.__doc__)
    parser.add_argument("--within", type=int, default=60, metavar="DAYS", help="how far ahead (default: 60)")
    parser.add_argument("--ics", type=Path, metavar="FILE", help="write all reviews as a calendar")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    dues, unsound = due_pages(options.root / "source")
    if options.ics is not None:
        try:
            options.ics.write_bytes(calendar(dues, _title(options.root)))
        except OSError as error:
            print(f"{options.ics}: cannot write: {error.strerror}", file=sys.stderr)
            return 1
        print(f"{options.ics}: {len(dues)} reviews")
    return _tell(dues, unsound, options.within)


def _title(root: Path) -> str:
    return str(runpy.run_path(str(root / "conf.py"))["html_title"])


def _tell(dues: Sequence[Due], unsound: Sequence[str], within: int) -> int:
    today = build_day()
    soon = [due for due in dues if due.day <= today + dt.timedelta(days=within)]
    for due in soon:
        print(due.words(today))
    for name in unsound:
        print(f"source/{name}.md:1: no sound review record: run the build to see what is wrong")
    overdue = sum(due.day < today for due in dues)
    unsigned = sum(due.review.sign_off is None for due in dues)
    print(
        f"{len(dues)} pages: {overdue} overdue, {len(soon) - overdue} due within {within} days,"
        f" {unsigned} awaiting clinical sign-off"
    )
    return 1 if overdue or unsound else 0


if __name__ == "__main__":
    sys.exit(main())
