"""The tree as Furo's sidebar has it: lists that open by a checkbox, with the place of the page marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder

    from handbook.navigation.tree import Entry, Group

_ARROW = '<span class="icon"><svg><use href="#svg-arrow-right"></use></svg></span>'


class Sidebar:
    """Writes the sidebar of each page from one tree."""

    def __init__(self, groups: tuple[Group, ...], builder: StandaloneHTMLBuilder, *, full: bool) -> None:
        """Keep the tree.

        :param full: whether a page lists every branch, or only those that lead to it.
        """
        self.groups = groups
        self.builder = builder
        self.full = full
        self._leading: dict[int, frozenset[str]] = {}
        for group in groups:
            for entry in group.entries:
                self._note(entry)

    def html(self, page: str) -> str:
        """Return the sidebar of a page."""
        writer = _Writer(self, page)
        for group in self.groups:
            if group.caption:
                writer.caption(group.caption)
            writer.list(group.entries, 1)
        return "".join(writer.out)

    def leads_to(self, entry: Entry, page: str) -> bool:
        """Tell whether a page is an entry or stands below it."""
        return page in self._leading[id(entry)]

    def _note(self, entry: Entry) -> frozenset[str]:
        own = frozenset() if entry.external or entry.anchor else frozenset({entry.target})
        below = [self._note(child) for child in entry.children]
        self._leading[id(entry)] = own.union(*below)
        return self._leading[id(entry)]


class _Writer:
    def __init__(self, sidebar: Sidebar, page: str) -> None:
        self.sidebar = sidebar
        self.page = page
        self.out: list[str] = []
        self.boxes = 0
        self.last_current = -1

    def caption(self, words: str) -> None:
        text = escape(words, quote=False)
        self.out.append(
            f'<p class="caption" role="heading" aria-level="2"><span class="caption-text">{text}</span></p>\n'
        )

    def list(self, entries: Iterable[Entry], depth: int) -> None:
        shown = list(entries)
        current = any(self.sidebar.leads_to(entry, self.page) for entry in shown)
        self.out.append('<ul class="current">\n' if current else "<ul>\n")
        for entry in shown:
            self._entry(entry, depth)
        self.out.append("</ul>\n")

    def _entry(self, entry: Entry, depth: int) -> None:
        current = self.sidebar.leads_to(entry, self.page)
        opened = entry.children if self.sidebar.full or current else ()
        classes = [f"toctree-l{depth}"]
        if current:
            classes.append("current")
        if opened:
            classes.append("has-children")
        if current and not any(self.sidebar.leads_to(child, self.page) for child in entry.children):
            classes.append("current-page")
        self.out.append(f'<li class="{" ".join(classes)}">{self._link(entry)}')
        if opened:
            self._box(entry, checked=current)
            self.list(opened, depth + 1)
        self.out.append("</li>\n")

    def _link(self, entry: Entry) -> str:
        if entry.external:
            return f'<a class="reference external" href="{escape(entry.target)}">{entry.html}</a>'
        here = entry.target == self.page
        own = "current " if here and not entry.anchor else ""
        uri = self.sidebar.builder.get_relative_uri(self.page, entry.target) + entry.anchor
        return f'<a class="{own}reference internal" href="{escape(uri or "#")}">{entry.html}</a>'

    def _box(self, entry: Entry, *, checked: bool) -> None:
        self.boxes += 1
        name = f"toctree-checkbox-{self.boxes}"
        said = escape(f"Toggle navigation of {entry.text}")
        state = ' checked=""' if checked else ""
        self.out.append(
            f'<input aria-label="{said}"{state} class="toctree-checkbox" id="{name}" name="{name}"'
            f' role="switch" type="checkbox"><label for="{name}">{_ARROW}</label>'
        )
