"""The Atom feed of changes (RFC 4287), for those who follow the handbook from a feed reader."""

from __future__ import annotations

import datetime as dt
import uuid
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from handbook.changes.generated import domain_of
from handbook.core.dates import noon

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handbook.changes.model import Change

FEED = "changes.xml"
_ATOM = "http://www.w3.org/2005/Atom"


class FeedRole(SphinxRole):
    """The words as a link to the feed on the site; the words alone elsewhere."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link that works from any folder depth, and from a folder on a stick."""
        address = "../" * self.env.current_document.docname.count("/") + FEED
        link = nodes.reference(self.rawtext, self.text, refuri=address, internal=True)
        words = nodes.Text(self.text)
        return [
            addnodes.only("", link, expr="builder_html"),
            addnodes.only("", nodes.inline("", "", words), expr="not builder_html"),
        ], []


def announce_feed(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the feed in the head of each page, where browsers and feed readers look for it."""
    if app.builder.name != "html" or not domain_of(app.env).changes:
        return
    address, title = context["pathto"](FEED, resource=True), escape(_title(app))
    context["metatags"] = context.get("metatags", "") + (
        f'\n<link rel="alternate" type="application/atom+xml" href="{escape(address)}" title="{title}">'
    )


def write_feed(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed beside the home page, or take away the feed of an earlier build."""
    if exception is not None or app.builder.name != "html":
        return
    file = Path(app.outdir, FEED)
    changes = domain_of(app.env).changes
    if changes:
        file.write_bytes(feed(app, changes))
    else:
        file.unlink(missing_ok=True)


def feed(app: Sphinx, changes: list[Change]) -> bytes:
    """Return the feed. The same changes give the same bytes.

    Links are absolute where ``html_baseurl`` tells where the site stands, else relative to the feed. The
    identities are the same in both cases: they are made from the project's name and the id of the change.

    :param changes: at least one, newest first.
    """
    config = app.config
    base = config.html_baseurl and config.html_baseurl.rstrip("/") + "/"
    # Names without a prefix in the file: the root alone carries the namespace.
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": (config.language or "en").replace("_", "-")})
    _add(root, "id", _urn(config.project, "feed"))
    _add(root, "title", _title(app))
    _add(root, "subtitle", "What a clinician should now do differently")
    _add(root, "updated", _time(changes[0].day))
    _add(ET.SubElement(root, "author"), "name", config.author or config.project)
    if base:
        ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + FEED})
    ET.SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": _page(app, changes[0], base)}
    )
    for change in changes:
        _add_entry(root, app, change, base)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entry(root: ET.Element, app: Sphinx, change: Change, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", _urn(app.config.project, change.id))
    _add(entry, "title", change.title)
    _add(entry, "updated", _time(change.day))
    address = f"{_page(app, change, base)}#{change.node_id}"
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    ET.SubElement(entry, "category", {"term": change.kind.value})
    before = f"Before: {change.before} Now: " if change.before else ""
    _add(entry, "content", before + change.text).set("type", "text")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def _title(app: Sphinx) -> str:
    return f"{app.config.html_title}: what changed"


def _page(app: Sphinx, change: Change, base: str) -> str:
    return base + app.builder.get_target_uri(change.docname)


def _urn(project: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{project}/changes/{name}").urn


def _time(day: dt.date) -> str:
    return dt.datetime.fromtimestamp(noon(day), tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
