"""The new page: its name, what stands in it, where it is listed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from handbook.core.fields import FieldError, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.newpage.source import Listing, Page

_TEMPLATES = Path(__file__).parent / "templates"
KINDS = ("explanation", "how-to", "card", "handout")
# Kinds that are printed alone stand in a folder of their own, and say so in their front matter.
SHEETS = {"card": "cards", "handout": "patients"}
MONTHS = 6  # until the first review
_LONGEST = 80  # characters of a title; a running head of the book holds no more
# What Markdown, MyST or a file name would take for something else.
_NOT_PLAIN = re.compile(r"[^\w ,.:;'’‘“”?!()/&%+–-]|_")


@dataclass(frozen=True)
class Wish:
    """What was asked for. ``claim`` is what the first line of a card rests on."""

    title: str
    kind: str
    owner: str
    listing: Listing
    claim: str = ""

    @property
    def name(self) -> str:
        """The name of the page: its folder, and its title as a file may be called."""
        folder = self.listing.folder
        return f"{folder}/{slug(self.title)}" if folder else slug(self.title)


def plain_title(text: str) -> str:
    """Return a title as it goes into the page.

    :raises FieldError: when there is none, or it is more than plain words.
    """
    title = " ".join(text.split())
    if not title:
        raise FieldError('the title is missing. Write it in quotes: new -- "Title of the page"')
    odd = _NOT_PLAIN.search(title)
    if odd:
        raise FieldError(f"'{odd[0]}' cannot stand in a title. Write the title in plain words")
    if len(title) > _LONGEST:
        raise FieldError(f"the title has {len(title)} characters. Write it with {_LONGEST} at most")
    if not slug(title):
        raise FieldError("the title has no letter or figure that a file name may have. Write it in words")
    return title


def slug(title: str) -> str:
    """Return a title as the name of a file: lower-case words joined by hyphens."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower().replace("'", "")))


def find_listing(pages: Iterable[Page], kind: str, part: str, root: str = "index") -> Listing:
    """Return the list that a page of some kind goes into.

    :param part: for pages that are not printed alone, the part of the handbook: its caption or its folder.
    :raises FieldError: when there is no such list.
    """
    if kind in SHEETS:
        folder = SHEETS[kind]
        found = next((one for page in pages for one in page.listings if one.folder == folder), None)
        if found is None:
            raise FieldError(f"no toctree lists a page of source/{folder}/. Add one to the page of its part")
        return found
    parts = parts_of(pages, root)
    known = {name.casefold(): one for one in parts for name in (one.caption, one.folder) if name}
    if part.casefold() in known:
        return known[part.casefold()]
    one_of(part, [one.caption for one in parts], "part")
    raise AssertionError


def parts_of(pages: Iterable[Page], root: str = "index") -> list[Listing]:
    """Return the parts that the home page divides the handbook into."""
    return [one for page in pages if page.name == root for one in page.listings if one.caption]


def refuse_clash(wish: Wish, pages: Sequence[Page]) -> None:
    """Make sure that nothing has the file, the title or the anchor of the new page.

    :raises FieldError: naming what has it.
    """
    name, words = slug(wish.title), wish.title.casefold()
    for page in pages:
        if page.name.casefold() == wish.name:
            raise FieldError(
                f"source/{page.name}.md is there already. Write another title, or change that page"
            )
        if page.title.casefold() == words:
            raise FieldError(
                f"source/{page.name}.md has this title. Readers could not tell the two apart: write another"
            )
        if name in page.labels:
            raise FieldError(f"source/{page.name}.md has the anchor ({name})=. Write another title")


def text(wish: Wish, today: dt.date) -> str:
    """Return the page."""
    fields = {
        "owner": wish.owner,
        "checked": today.isoformat(),
        "review-by": in_months(today, MONTHS).isoformat(),
        "sign-off": "none",
    }
    if wish.kind in SHEETS:
        fields["kind"] = wish.kind
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    template = Template((_TEMPLATES / f"{wish.kind}.md").read_text(encoding="utf-8"))
    return template.substitute(
        front=f"---\n{front}---\n",
        title=wish.title,
        claim=wish.claim,
        home="../" * wish.name.count("/") + "index.md",
    )


def in_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def write(source: Path, wish: Wish, today: dt.date) -> tuple[Path, Path]:
    """Write the page and list it; return both files. With an error, neither is changed.

    :raises OSError: when a file cannot be written.
    """
    file, list_file = source / f"{wish.name}.md", source / f"{wish.listing.page}.md"
    with list_file.open(encoding="utf-8", newline="") as opened:
        lines = opened.read().splitlines(keepends=True)
    ending = "\r\n" if lines[wish.listing.end].endswith("\r\n") else "\n"
    lines.insert(wish.listing.end, wish.listing.entry(wish.name) + ending)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as new:
        new.write(text(wish, today))
    try:
        fresh = list_file.with_name(f".{list_file.name}.new")
        fresh.write_text("".join(lines), encoding="utf-8", newline="")
        fresh.replace(list_file)
    except OSError:
        file.unlink()
        raise
    return file, list_file
