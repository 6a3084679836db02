"""What addresses the handbook has, and where those that it had lead now."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from handbook.addresses.model import Address, Fault, Listed, Redirect, load_list, load_redirects
from handbook.core.tables import TablesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Kinds of objects whose addresses last. Labels, such as those of sections, only where settings say so.
_LASTING = frozenset({"doc", "claim", "term", "change"})


@dataclass(frozen=True)
class Lists:
    """What the two files say, and what is wrong in each of them."""

    redirects: tuple[Redirect, ...] = ()
    redirect_faults: tuple[Fault, ...] = ()
    listed: tuple[Listed, ...] = ()
    list_faults: tuple[Fault, ...] = ()


def redirects_file(env: BuildEnvironment) -> Path:
    """Return the file of redirects."""
    return Path(env.srcdir, env.config.addresses_redirects)


def list_file(env: BuildEnvironment) -> Path:
    """Return the list of the last edition."""
    return Path(env.srcdir, env.config.addresses_list)


def read_lists(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read both files anew for this build, before its pages are."""
    redirects: tuple[tuple[Redirect, ...], tuple[Fault, ...]] = (), ()
    listed: tuple[tuple[Listed, ...], tuple[Fault, ...]] = (), ()
    if app.config.addresses_redirects:
        try:
            redirects = load_redirects(redirects_file(env))
        except FileNotFoundError:
            pass  # nothing has moved yet; what the list knows of redirects is told as gone
        except TablesError as error:
            redirects = (), (Fault(error.line, str(error)),)
    if app.config.addresses_list:
        try:
            listed = load_list(list_file(env))
        except FileNotFoundError:
            remedy = "Take it as it was in the last edition; before the first one, an empty file will do"
            listed = (), (Fault(1, f"the list of addresses is missing. {remedy}"),)
    vars(env)["handbook_address_lists"] = Lists(*redirects, *listed)


def lists(env: BuildEnvironment) -> Lists:
    """Return what the files said when this build began."""
    return cast("Lists", vars(env).get("handbook_address_lists", Lists()))


@dataclass
class Addresses:
    """All addresses of the handbook as it is now."""

    env: BuildEnvironment
    living: frozenset[Address]
    redirects: dict[Address, Redirect]
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    def holds(self, address: Address) -> bool:
        """Tell whether a page, or any place in a page, has this address now."""
        if address in self.living:
            return True
        return bool(address.anchor) and address.anchor in self._anchors_of(address.page)

    def destination(self, address: Address) -> Address | None:
        """Return where an address leads now, through all redirects; nothing where it leads nowhere.

        A place on a page that has moved is looked for on the page that took over.
        """
        seen: set[Address] = set()
        while not self.holds(address):
            if address in seen:
                return None
            seen.add(address)
            redirect = self.redirects.get(address)
            moved = self.redirects.get(address.whole_page)
            if redirect is not None:
                address = redirect.new
            elif moved is not None:
                address = Address(moved.new.page, address.anchor)
            else:
                return None
        return address

    def leads(self, earlier: Iterable[Address]) -> dict[Address, Address | None]:
        """Return every address that leads somewhere, with the place where that is another one.

        :param earlier: addresses of the last edition, which old links use: places of pages that moved too.
        """
        moved = {old: self.destination(old) for old in {*earlier, *self.redirects} - self.living}
        kept = {old: place for old, place in moved.items() if place is not None}
        return {
            **dict.fromkeys(self.living),
            **{old: new if new != old else None for old, new in kept.items()},
        }

    def elsewhere(self, anchor: str) -> Address | None:
        """Return the place that has an anchor now, when there is exactly one."""
        found = [address for address in self.living if address.anchor == anchor]
        return found[0] if anchor and len(found) == 1 else None

    def moved_from(self, docname: str) -> Iterator[tuple[Redirect, Address]]:
        """Yield the places that have moved from a page that is still there, each with where it leads now."""
        for redirect in self.redirects.values():
            if redirect.old.page == docname and redirect.old.anchor:
                place = self.destination(redirect.old)
                if place is not None and place != redirect.old:
                    yield redirect, place

    def _anchors_of(self, page: str) -> frozenset[str]:
        if page not in self.env.all_docs:
            return frozenset()
        if page not in self._anchors:
            elements = self.env.get_doctree(page).findall(nodes.Element)
            self._anchors[page] = frozenset(id_ for node in elements for id_ in node["ids"])
        return self._anchors[page]


def addresses(env: BuildEnvironment) -> Addresses:
    """Return the addresses of a handbook whose pages are all read."""
    redirects = {redirect.old: redirect for redirect in reversed(lists(env).redirects)}
    return Addresses(env, frozenset(_living(env)), redirects)


def _living(env: BuildEnvironment) -> Iterator[Address]:
    patterns = env.config.addresses_labels
    for domain in env.domains.sorted():
        for name, _, kind, docname, anchor, _ in domain.get_objects():
            lasts = kind in _LASTING or (kind == "label" and any(fnmatchcase(name, one) for one in patterns))
            if lasts and docname in env.all_docs:
                yield Address(docname, anchor)
