"""What must hold of addresses: none is lost, no redirect goes in a circle or nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.addresses.known import addresses, list_file, lists, redirects_file
from handbook.core.fields import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.addresses.known import Addresses
    from handbook.addresses.model import Address, Listed, Redirect

logger = logging.getLogger(__name__)


def check_addresses(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Report what is wrong with the two lists, and each address of the last edition that leads nowhere.

    Runs when all pages are read, also where none of them was read anew. Returns no page to be written.
    """
    known = lists(env)
    for path, faults in (
        (redirects_file(env), known.redirect_faults),
        (list_file(env), known.list_faults),
    ):
        for fault in faults:
            _warn("list", fault.message, path, fault.line)
    if known.redirect_faults:
        return []  # what a faulty redirect should lead to would be told as gone
    now = addresses(env)
    for redirect in known.redirects:
        for message in _faults(redirect, now):
            _warn("redirect", f"redirect '{redirect.old}': {message}", redirects_file(env), redirect.line)
    for path, message in _lost(known.listed, now):
        _warn("gone", message, path, None)
    return []


def _faults(redirect: Redirect, now: Addresses) -> Iterator[str]:
    old, new = redirect.old, redirect.new
    other = now.redirects[old]
    if other is not redirect:
        yield f"stands in line {other.line} already. Keep one"
        return
    if now.holds(old):
        yield "this address is still there, so that nobody would follow. Take the redirect out"
        return
    if not old.anchor:
        yield from _faults_of_page(old, now)
    elif old.page not in now.env.all_docs and old.whole_page not in now.redirects:
        yield f"the page '{old.page}' is gone. Say first where the page went: old = \"{old.page}\""
    if now.destination(old) is None:
        yield _leads_nowhere(new, now)


def _faults_of_page(old: Address, now: Addresses) -> Iterator[str]:
    """On sticks and under Windows, names that differ in capitals alone are one file."""
    for docname in now.env.all_docs:
        if docname.casefold() == old.page.casefold():
            yield f"differs from the page '{docname}' in capitals alone. Many systems see one file there"


def _leads_nowhere(new: Address, now: Addresses) -> str:
    seen: list[Address] = []
    while new in now.redirects and new not in seen:
        seen.append(new)
        new = now.redirects[new].new
    if new in seen:
        circle = " -> ".join(str(address) for address in [*seen[seen.index(new) :], new])
        return f"leads in a circle: {circle}. Name the page that holds it now"
    if new.page not in now.env.all_docs:
        return f"leads to the page '{new.page}', which is not there. {suggestion(new.page, now.env.all_docs)}"
    anchors = [address.anchor for address in now.living if address.page == new.page and address.anchor]
    return f"leads to '{new}', and the page has no such place. {suggestion(new.anchor, anchors)}"


def _lost(listed: Iterable[Listed], now: Addresses) -> Iterator[tuple[Path, str]]:
    """Yield for each address that leads nowhere the file where it stood, and how to mend it.

    Of a page that is gone only the page is told: its places follow.
    """
    lost = [one for one in listed if now.destination(one.address) is None]
    pages = {one.address for one in lost if not one.address.anchor}
    for one in lost:
        address = one.address
        if address.anchor and address.whole_page in pages:
            continue
        if one.led_to is not None:
            remedy = f'Put it back: old = "{address}", new = "{one.led_to}"'
            told = f"the redirect of '{address}' to '{one.led_to}' was taken out, and old links need it"
            yield redirects_file(now.env), f"{told}. {remedy}"
        elif address.anchor:
            yield _file(now, address), _place_gone(address, now)
        else:
            yield _file(now, address), _page_gone(address)


def _page_gone(address: Address) -> str:
    return (
        f"the page '{address}' was in the last edition and is gone. Retire it instead of deleting it"
        f" (docs/sign-off.md), or say in redirects.toml where it went: {_entry(address, '...')}"
    )


def _place_gone(address: Address, now: Addresses) -> str:
    place = now.elsewhere(address.anchor)
    told = f"the address '{address}' was in the last edition and is gone"
    if place is not None:
        told += f"; '{address.anchor}' is in '{place.page}' now"
        return f"{told}. Say so in redirects.toml: {_entry(address, place)}"
    return (
        f"{told}. Bring it back (a claim is retired, not deleted: docs/sources.md), or say in redirects.toml"
        f" what took its place: {_entry(address, '...')}"
    )


def _entry(old: Address, new: object) -> str:
    return f'[[redirect]], and in lines of their own: old = "{old}", new = "{new}", reason = "..."'


def _file(now: Addresses, address: Address) -> Path:
    return Path(now.env.srcdir, f"{address.page}.md")


def _warn(subtype: str, message: str, path: object, line: int | None) -> None:
    place = f"{path}:{line or ''}"  # without a colon, Sphinx would take it for a page
    logger.warning("%s", message, type="addresses", subtype=subtype, location=place)
