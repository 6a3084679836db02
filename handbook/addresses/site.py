"""What the site does for old addresses: pages that lead on, and marks where a place has moved from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from handbook.addresses.known import addresses, lists
from handbook.addresses.model import dump_list
from handbook.core.environment import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.addresses.known import Addresses
    from handbook.addresses.model import Address

SITES = ("html", "dirhtml")
LIST = "addresses.txt"
_TEMPLATE = "moved.html"
_HEADING = "Moved from this page"


# -- pages that have moved ----------------------------------------------------------------------------


def moved_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each one that has moved, which leads its readers on."""
    if app.builder.name not in SITES:
        return
    now = addresses(app.env)
    for redirect in sorted(now.redirects.values(), key=lambda one: one.old):
        place = now.destination(redirect.old)
        if not redirect.old.anchor and place is not None:
            context = {
                "title": "Moved",
                "moved_to": place,
                "moved_title": app.env.titles[place.page].astext(),
                "moved_reason": redirect.reason,
                "moved_places": list(_places(app, now, redirect.old)),
            }
            yield redirect.old.page, context, _TEMPLATE


def _places(app: Sphinx, now: Addresses, page: Address) -> Iterator[tuple[str, Address, str]]:
    """Yield each place that the page had: its anchor, where it is now, and the title there."""
    had = {one.address for one in lists(app.env).listed} | now.redirects.keys()
    for old in sorted(address for address in had if address.page == page.page and address.anchor):
        place = now.destination(old)
        if place is not None:
            yield old.anchor, place, app.env.titles[place.page].astext()


def lead_on(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page that has moved its script, and tell search engines which page counts."""
    if templatename != _TEMPLATE:
        return
    app.add_js_file("addresses/moved.js", loading_method="defer")
    address = context["pathto"](context["moved_to"].page)
    base = app.config.html_baseurl
    own = app.builder.get_target_uri(pagename)
    context["pageurl"] = urljoin(urljoin(base, own), address) if base else address


# -- places that have moved from pages that stay ------------------------------------------------------


class ShowMovedPlaces(SphinxPostTransform):
    """Keep old anchors: at the new place where that is on the same page, else as a line that leads there."""

    formats = ("html",)
    default_priority = 950  # links are made, and nothing here is marked as leaving

    def run(self, **kwargs: object) -> None:
        """Add the old anchors of the page."""
        if self.app.builder.name not in SITES:
            return
        docname = self.env.current_document.docname
        if all(redirect.old.page != docname for redirect in lists(self.env).redirects):
            return
        lines = []
        for redirect, place in addresses(self.env).moved_from(docname):
            if place.page == docname:
                self._element(place.anchor)["ids"].append(redirect.old.anchor)
            else:
                lines.append(self._line(redirect.old.anchor, place, redirect.reason, docname))
        if lines:
            heading = nodes.rubric(_HEADING, _HEADING)
            self._element("").append(
                nodes.container("", heading, nodes.bullet_list("", *lines), classes=["moved-places"])
            )

    def _element(self, anchor: str) -> nodes.Element:
        """Return the element with an anchor, or the page's outer section."""
        for node in self.document.findall(nodes.Element):
            if anchor in node["ids"] if anchor else isinstance(node, nodes.section):
                return node
        return self.document  # a page without a title

    def _line(self, anchor: str, place: Address, reason: str, docname: str) -> nodes.list_item:
        title = self.env.titles[place.page].astext()
        link = make_refnode(self.app.builder, docname, place.page, place.anchor, nodes.Text(title))
        told = nodes.paragraph("", "", nodes.Text("What stood at this address is in "), link)
        told += nodes.Text(f" now. {reason}")
        return nodes.list_item("", told, ids=[anchor])


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages from which something has moved since they were last written, or moved elsewhere."""
    now = addresses(env)
    moved = {redirect.old.page for redirect in now.redirects.values() if redirect.old.anchor}
    rewritten = []
    for docname in sorted(env.all_docs):
        shown = [
            (redirect.old, place, redirect.reason, env.titles[place.page].astext())
            for redirect, place in (now.moved_from(docname) if docname in moved else ())
        ]
        if changed(app, f"moved_places_{docname}", repr(shown) if shown else ""):
            rewritten.append(docname)
    return rewritten


# -- the list -----------------------------------------------------------------------------------------


def write_list(app: Sphinx, exception: Exception | None) -> None:
    """Write the addresses of the site beside its home page; the release keeps them as the list."""
    if exception is None and app.builder.name in SITES:
        now = addresses(app.env)
        text = dump_list(now.leads(one.address for one in lists(app.env).listed), app.config.release)
        Path(app.outdir, LIST).write_text(text, encoding="utf-8")
