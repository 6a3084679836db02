"""The table of contents of the whole handbook, read once from the environment."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.util import url_re

from handbook.core.environment import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Entry:
    """One line of the sidebar.

    ``html`` are its words; ``text`` the same without markup. ``target`` is the page that it leads to, or the
    address of another site; ``anchor`` a place in the page.
    """

    html: str
    text: str
    target: str
    anchor: str
    external: bool
    children: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """The entries under one caption of the home page."""

    caption: str
    entries: tuple[Entry, ...]


def read_tree(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> tuple[Group, ...]:
    """Return all that the toctrees of the home page lead to, hidden ones included."""
    reader = _Reader(env, builder)
    groups = []
    for toctree in _home(env).findall(addnodes.toctree):
        entries = tuple(reader.entries(toctree, ()))
        if entries and reader.shown(toctree):
            groups.append(Group(str(toctree.get("caption") or ""), entries))
    return tuple(groups)


def _home(env: BuildEnvironment) -> nodes.document:
    """Return the home page; ``env.master_doctree`` is kept, and so is that of an earlier build."""
    return env.get_doctree(env.config.root_doc)


def tree_changed(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return every page when a title or the order of pages has changed, since all of them list it.

    Sphinx rewrites only the pages that were read again; the others would keep an old sidebar.
    """
    if app.builder.format != "html":
        return []
    titles = sorted((name, list(map(str, title.children))) for name, title in env.titles.items())
    # Toctrees of the home page stand in its doctree, with their captions; those of other pages in env.tocs.
    trees = [(name, env.tocs[name]) for name in sorted(env.tocs)] + [("", _home(env))]
    order = [
        (name, toctree.get("caption"), toctree.get("numbered"), toctree["entries"])
        for name, tree in trees
        for toctree in tree.findall(addnodes.toctree)
    ]
    state = repr((titles, order))
    digest = hashlib.sha256(state.encode()).hexdigest()
    return sorted(env.all_docs) if changed(app, "navigation_digest", digest) else []


class _Reader:
    def __init__(self, env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> None:
        self.env = env
        self.builder = builder

    def shown(self, node: nodes.Node) -> bool:
        """Tell whether every ``only`` around a node lets it be shown by this builder."""
        around = node.parent
        while around is not None:
            if isinstance(around, addnodes.only) and not self.builder.tags.eval_condition(around["expr"]):
                return False
            around = around.parent
        return True

    def entries(self, toctree: addnodes.toctree, parents: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the entries of a toctree; Sphinx reports pages that are their own ancestors, none is here."""
        for title, ref in toctree["entries"]:
            if url_re.match(ref):
                yield self._plain(title or ref, ref, external=True)
            elif ref == "self":
                own = toctree["parent"]
                yield self._plain(title or self.env.titles[own].astext(), own)
            elif ref in StandardDomain._virtual_doc_names:  # noqa: SLF001 - Sphinx has no other list of them
                page, name = StandardDomain._virtual_doc_names[ref]  # noqa: SLF001
                yield self._plain(title or str(name), page)
            elif ref in self.env.tocs and ref not in parents:
                yield from self._page(title, ref, self.env.tocs[ref].children, (ref, *parents))

    def _page(
        self, title: str | None, ref: str, items: list[nodes.Node], parents: tuple[str, ...]
    ) -> Iterator[Entry]:
        for item in items:
            if isinstance(item, addnodes.toctree):
                yield from self.entries(item, parents)
            elif isinstance(item, addnodes.only):
                if self.builder.tags.eval_condition(item["expr"]):
                    yield from self._page(title, ref, item.children, parents)
            elif isinstance(item, nodes.list_item):
                reference = next(iter(item.findall(nodes.reference)))
                below = [
                    entry
                    for toctree in item.findall(addnodes.toctree)
                    if self.shown(toctree)
                    for entry in self.entries(toctree, parents)
                ]
                yield self._entry(title, ref, reference, below)

    def _plain(self, text: str, target: str, *, external: bool = False) -> Entry:
        return Entry(escape(text, quote=False), text, target, "", external, ())

    def _entry(self, title: str | None, ref: str, reference: nodes.reference, below: list[Entry]) -> Entry:
        number = reference.get("secnumber")
        prefix = ".".join(map(str, number)) + self.builder.config.html_secnumber_suffix if number else ""
        alone = title and not reference["anchorname"]
        words = escape(str(title), quote=False) if alone else self._words(reference)
        text = str(title) if alone else reference.astext()
        anchor = str(reference["anchorname"])
        return Entry(
            escape(prefix) + words, prefix + text, ref, anchor, external=False, children=tuple(below)
        )

    def _words(self, reference: nodes.reference) -> str:
        if all(isinstance(child, nodes.Text) for child in reference.children):
            return escape(reference.astext(), quote=False)
        inline = nodes.inline("", "", *(child.deepcopy() for child in reference.children))
        html = self.builder.render_partial(inline)["fragment"].strip()
        return html.removeprefix("<span>").removesuffix("</span>")
