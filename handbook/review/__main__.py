"""The command: ``python -m handbook.review [--within DAYS] [--ics FILE] [--sign PAGE]``."""

from __future__ import annotations

import argparse
import datetime as dt
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from handbook.core.dates import build_day
from handbook.core.fields import FieldError
from handbook.review.due import Due, calendar, due_pages
from handbook.review.signing import lines_to_sign

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """List the pages that are overdue or due soon.

    Exit status: 0 when no page is overdue; 1 when one is, when a record is faulty, or when a file cannot be
    written; 2 when the command is not understood.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.review", description=main.__doc__)
    parser.add_argument("--within", type=_days, default=60, metavar="DAYS", help="how far ahead; default: 60")
    parser.add_argument("--ics", type=Path, metavar="FILE", help="write all reviews as a calendar")
    parser.add_argument("--sign", metavar="PAGE", help="print the two lines that sign a page")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    if options.sign:
        return _sign(options.root.resolve(), options.sign)
    dues, faulty = due_pages(options.root / "source")
    if not dues and not faulty:
        return _refuse(f"{options.root / 'source'}: no pages. Start the command in the project's folder")
    if options.ics is not None:
        try:
            options.ics.write_bytes(calendar(dues, _title(options.root)))
        except OSError as error:
            return _refuse(f"{options.ics}: cannot write: {error.strerror}")
        print(f"{options.ics}: {len(dues)} reviews")
    return _tell(dues, faulty, options.within)


def _days(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of days")
    return int(text)


def _title(root: Path) -> str:
    return str(runpy.run_path(str(root / "conf.py"))["html_title"])


def _sign(root: Path, page: str) -> int:
    try:
        print(lines_to_sign(root, page))
    except (FieldError, SphinxError) as error:
        return _refuse(str(error))
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _tell(dues: Sequence[Due], faulty: Sequence[str], within: int) -> int:
    today = build_day()
    soon = [due for due in dues if due.day <= today + dt.timedelta(days=within)]
    for line in [*(due.words(today) for due in soon), *faulty]:
        print(line)
    overdue = sum(due.day < today for due in dues)
    unsigned = sum(due.review.sign_off is None for due in dues)
    print(
        f"{len(dues)} pages: {overdue} overdue, {len(soon) - overdue} due within {within} days,"
        f" {unsigned} awaiting clinical sign-off"
    )
    return 1 if overdue or faulty else 0


if __name__ == "__main__":
    sys.exit(main())
