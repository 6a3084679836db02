"""What other pages show of the changes: links to pages, and the last change of each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from handbook.changes import nodes as change_nodes
from handbook.core.dates import long_date
from handbook.core.environment import changed
from handbook.core.links import page_link
from handbook.core.records import NOT_SIGNED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.changes.domain import ChangesDomain
    from handbook.changes.model import Change


def domain_of(env: BuildEnvironment) -> ChangesDomain:
    """Return the domain with its own type."""
    return cast("ChangesDomain", env.get_domain("changes"))


class FillPages(SphinxPostTransform):
    """Put the links to the pages of each change in place, before references are resolved."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Fill each placeholder; a page that is not there is told by the check."""
        refdoc = self.env.current_document.docname
        for place in list(self.document.findall(change_nodes.change_pages)):
            for docname in (name for name in place["pages"] if name in self.env.titles):
                if place.children:
                    place += nodes.Text(", ")
                place += page_link(self.app.builder, docname, refdoc=refdoc)


class AddLastChange(SphinxPostTransform):
    """Add the last clinical change of the page to the status line, or under the title where there is none."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        """Add the words with a link to the entry."""
        docname = self.env.current_document.docname
        last = domain_of(self.env).last_change(docname)
        if last is None:
            return
        words = nodes.inline("", f" Last clinical change: {long_date(last.day)}, ", classes=["last-change"])
        words += self._link(last, docname)
        words += nodes.Text(".")
        for line in self.document.findall(nodes.paragraph):
            if "review-status" in line["classes"]:
                line += words
                return
        for title in self.document.findall(nodes.title):
            line = nodes.paragraph("", "", words, classes=["review-status", NOT_SIGNED])
            title.parent.insert(title.parent.index(title) + 1, line)
            return

    def _link(self, change: Change, docname: str) -> nodes.reference:
        title = nodes.inline(change.title, change.title)
        return make_refnode(self.app.builder, docname, change.docname, change.node_id, title)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages whose last change is another one now, and those whose entries name a page anew."""
    domain = domain_of(env)
    rewritten = {
        docname
        for docname in sorted(env.all_docs)
        if changed(app, f"last_change_{docname}", _shown(domain.last_change(docname)))
    }
    for docname in {change.docname for change in domain.changes}:
        named = {page for change in domain.changes if change.docname == docname for page in change.pages}
        titles = repr([(page, env.titles[page].astext()) for page in sorted(named) if page in env.titles])
        if changed(app, f"change_titles_{docname}", hashlib.sha256(titles.encode()).hexdigest()):
            rewritten.add(docname)
    if changed(app, "changes_feed", "announced" if domain.changes else ""):
        rewritten |= env.all_docs.keys()  # each page announces the feed in its head
    return sorted(rewritten)


def _shown(change: Change | None) -> str:
    return repr((change.docname, change.node_id, change.title, change.day)) if change else ""
