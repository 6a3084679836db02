"""The command: ``python -m handbook.newpage "Title" [--kind] [--part] [--owner] [--claim]``."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.core.dates import build_day
from handbook.core.fields import FieldError, one_of
from handbook.newpage.page import (
    KINDS,
    SHEETS,
    Wish,
    find_listing,
    parts_of,
    plain_title,
    refuse_clash,
    write,
)
from handbook.newpage.source import read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.newpage.source import Page

_STOPPED = 130  # what shells report of a program that was interrupted


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a new page from a template and list it. What is not given is asked for.

    Exit status: 0 when the page is written; 1 when it is refused; 2 when the command is not understood.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.newpage", description=main.__doc__)
    parser.add_argument("title", help="the title of the page, in quotes")
    parser.add_argument("--kind", help=", ".join(KINDS))
    parser.add_argument("--part", help="the part of the handbook, as the home page calls it, or its folder")
    parser.add_argument("--owner", help="the role that answers for the page")
    parser.add_argument("--claim", help="for a card: the claim that its first line rests on")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        wish = _wish(options, root)
        page, listing = write(root / "source", wish, build_day())
    except FieldError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.filename}: cannot write: {error.strerror}")
    except KeyboardInterrupt:
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return _STOPPED
    print(f"Written: {page.relative_to(root).as_posix()}")
    print(f"Listed in: {listing.relative_to(root).as_posix()}")
    print("See it while you write: python3 make.py serve")
    return 0


def _wish(options: argparse.Namespace, root: Path) -> Wish:
    """Return what is wanted, from the options and the answers.

    :raises FieldError: when something cannot be.
    """
    title = plain_title(options.title)
    settings = root / "conf.py"
    if not settings.is_file():
        raise FieldError(f"{root}: no conf.py. Start the command in the project's folder")
    pages = read_pages(root / "source")
    owners = list(runpy.run_path(str(settings)).get("review_owners", ()))
    kind = _chosen("kind", options.kind, KINDS)
    part = "" if kind in SHEETS else _part(options.part, pages)
    listing = find_listing(pages, kind, part)
    owner = _chosen("owner", options.owner, owners)
    claim = _claim(options.claim, pages) if kind == "card" else ""
    wish = Wish(title, kind, owner, listing, claim)
    refuse_clash(wish, pages)
    return wish


def _part(given: str | None, pages: Sequence[Page]) -> str:
    return given or _chosen("part", None, [one.caption for one in parts_of(pages)])


def _claim(given: str | None, pages: Sequence[Page]) -> str:
    known = [claim for page in pages for claim in page.claims]
    answer = given or _ask("Which claim does the first line of the card rest on? Its id: ", "claim")
    return one_of(answer, known, "claim")


def _chosen(what: str, given: str | None, allowed: Sequence[str]) -> str:
    """Return what was given or is answered, one of those that are allowed; any, where there is no list.

    :raises FieldError: when it is none of them.
    """
    if given is None and allowed:
        print(f"Which {what}?")
        for number, one in enumerate(allowed, 1):
            print(f"  {number}  {one}")
        given = _ask("Number or name: ", what)
        if given.isdecimal() and 1 <= int(given) <= len(allowed):
            return allowed[int(given) - 1]
    answer = given or _ask(f"Which {what}? ", what)
    near = {one.casefold(): one for one in allowed}
    return near.get(answer.casefold()) or (one_of(answer, allowed, what) if allowed else answer)


def _ask(question: str, what: str) -> str:
    """Return the answer to a question.

    :raises FieldError: when there is nobody to answer, or no answer.
    """
    try:
        answer = " ".join(input(question).split())
    except EOFError:
        print()
        answer = ""
    if not answer:
        raise FieldError(f"no {what} was given. Answer the question, or write: --{what} ...")
    return answer


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
