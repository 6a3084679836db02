"""What the links of a page lead to: a page shows titles, headings and addresses of other pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import docname_join

from handbook.core.environment import NotesByPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, order=True)
class Link:
    """A link by name, and the place in the page that it names, if any."""

    target: str
    place: str = ""


class Links(NotesByPage[frozenset[Link]]):
    """Notes the links of each page, under each name that they can be meant by."""

    name = "links_by_name"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> frozenset[Link]:
        """Return the links of a page that was read."""
        found: set[Link] = set()
        for node in doctree.findall(addnodes.pending_xref):
            target, place = str(node["reftarget"]), str(node.get("reftargetid") or "")
            names = {target, target.lower(), docname_join(docname, target)}
            found |= {Link(name, place) for name in names}
        return frozenset(found)


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
