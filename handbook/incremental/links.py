"""What the links of a page lead to: a page shows titles, headings and addresses of other pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import docname_join

from handbook.core.environment import stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, order=True)
class Link:
    """A link by name, and the place in the page that it names, if any."""

    target: str
    place: str = ""


Found = dict[str, set[Link]]


def links(env: BuildEnvironment) -> Found:
    """Return the links of each page."""
    empty: Found = {}
    return stored(env, "links", lambda: empty)


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Note the links of a page that was read, under each name that they can be meant by."""
    docname = app.env.current_document.docname
    found = links(app.env)[docname] = set()
    for node in doctree.findall(addnodes.pending_xref):
        target, place = str(node["reftarget"]), str(node.get("reftargetid") or "")
        for name in {target, target.lower(), docname_join(docname, target)}:
            found.add(Link(name, place))


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the links of a page that is read again, or is gone."""
    links(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    found = links(other)
    links(env).update({name: found[name] for name in docnames if name in found})


class Names:
    """Everything that a link can lead to, by its name and by its address."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self._by_name: dict[str, list[object]] = defaultdict(list)
        self._by_address: dict[tuple[str, str], list[object]] = defaultdict(list)
        for kind, domain in sorted(env.domains.items()):
            for name, words, type_, docname, anchor, _ in domain.get_objects():
                found = (kind, type_, name, words, docname, anchor)
                self._by_name[name].append(found)
                if name != name.lower():
                    self._by_name[name.lower()].append(found)
                self._by_address[docname, anchor].append(found)

    def meant_by(self, link: Link) -> object:
        """Return all that a link can lead to and what that is called; a place of a page with its heading."""
        if not link.place:
            return sorted(map(repr, self._by_name.get(link.target, ())))
        return [
            sorted(map(repr, self._by_name.get(link.target, ()))),
            sorted(map(repr, self._by_name.get(link.place, ()))),
            sorted(map(repr, self._by_address.get((link.target, link.place), ()))),
            sorted(self._headings(link)),
        ]

    def _headings(self, link: Link) -> Iterator[str]:
        # MyST's names of headings: https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html
        slugs = self.env.metadata.get(link.target, {}).get("myst_slugs", {})
        for slug, (_line, anchor, words) in slugs.items():
            if link.place in {slug, anchor}:
                yield repr((slug, anchor, words))
