"""What an address is, where it may lead, and how both are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.core.fields import FieldError, suggestion
from handbook.core.tables import Table, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ANCHOR = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]*")
_ENDINGS = (".md", ".html", ".htm", "/")
_FIELDS = ("old", "new", "reason")
_ARROW = " -> "
_HEAD = (
    "# Every address of edition {edition} that links from outside may use. Made by the release;\n"
    "# not edited by hand: docs/addresses.md.\n"
)


@dataclass(frozen=True, order=True)
class Address:
    """A place that readers can link to: a page without '.md', and an anchor in it or nothing."""

    page: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page

    @property
    def whole_page(self) -> Address:
        """The page that it stands on."""
        return Address(self.page)


@dataclass(frozen=True)
class Redirect:
    """Where an address has gone, and why. ``line`` is its place in the list."""

    old: Address
    new: Address
    reason: str
    line: int


@dataclass(frozen=True)
class Listed:
    """An address of the last edition, with its line; ``led_to`` is where a redirect took it, or nothing."""

    address: Address
    led_to: Address | None
    line: int


@dataclass(frozen=True)
class Fault:
    """What is wrong in a list, with its line and remedy."""

    line: int
    message: str


def parse_address(text: str) -> Address:
    """Return the address that a writer names: ``use/coping`` or ``use/coping#claim-slow-down``.

    :raises FieldError: when it has another form.
    """
    page, hash_, anchor = text.strip().partition("#")
    if page.endswith(_ENDINGS):
        raise FieldError(f"'{text}' is a file or a folder. Name the page without ending: use/coping")
    if not _PAGE.fullmatch(page) or (hash_ and not _ANCHOR.fullmatch(anchor)):
        raise FieldError(f"'{text}' is no address of a page. Write it as use/coping or use/coping#claim-x")
    return Address(page, anchor)


# -- redirects ----------------------------------------------------------------------------------------


def load_redirects(path: Path) -> tuple[tuple[Redirect, ...], tuple[Fault, ...]]:
    """Return the redirects of a file and what is wrong in single ones.

    :raises TablesError: when the file cannot be read as a list of tables.
    :raises OSError: when it cannot be read.
    """
    redirects: list[Redirect] = []
    faults: list[Fault] = []
    for table in read_tables(path, "redirect"):
        wrong = list(_faults(table))
        faults += wrong
        if not wrong:
            old, new = (parse_address(table.text(name)) for name in ("old", "new"))
            redirects.append(Redirect(old, new, table.text("reason"), table.line))
    return tuple(redirects), tuple(faults)


def _faults(table: Table) -> Iterator[Fault]:
    for name in _FIELDS:
        if not table.text(name):
            yield Fault(table.line, f"redirect without '{name}'. Write {name} = \"...\"")
        elif name != "reason":
            try:
                parse_address(table.text(name))
            except FieldError as error:
                yield Fault(table.line, f"{name}: {error}")
    for name in sorted(set(table.fields) - set(_FIELDS)):
        yield Fault(table.line, f"unknown field '{name}'. {suggestion(name, _FIELDS)}")


# -- the list of an edition ---------------------------------------------------------------------------


def load_list(path: Path) -> tuple[tuple[Listed, ...], tuple[Fault, ...]]:
    """Return the addresses of the last edition and the lines that are none.

    :raises OSError: when the file cannot be read.
    """
    listed: list[Listed] = []
    faults: list[Fault] = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        old, _, new = line.partition(_ARROW)
        try:
            listed.append(Listed(parse_address(old), parse_address(new) if new else None, number))
        except FieldError:
            remedy = "Take the file as it was in the last edition; the release makes the next one"
            faults.append(Fault(number, f"'{line.strip()[:60]}' is no address. {remedy}"))
    return tuple(listed), tuple(faults)


def dump_list(leads: Mapping[Address, Address | None], edition: str) -> str:
    """Return the text of a list, sorted, one address a line.

    :param leads: every address that leads somewhere, with the place where that is another one.
    :param edition: the number of the edition.
    """
    lines = (
        f"{old}{_ARROW}{new}" if new else f"{old}" for old, new in sorted(leads.items(), key=_by_address)
    )
    return f"{_HEAD.format(edition=edition)}" + "".join(f"{line}\n" for line in lines)


def _by_address(item: tuple[Address, Address | None]) -> str:
    return str(item[0])
