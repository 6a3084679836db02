"""Links of pages in use to pages that were retired: a reader who follows one is told not to read on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes
from sphinx.util import docname_join, logging

from handbook.core.environment import NotesByPage
from handbook.core.places import line_of
from handbook.core.records import Retired, records

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

# Domain and kind of what MyST and Sphinx make of a link to a page, and of one to a place that has a name.
_TO_PAGES = {("doc", "myst"), ("std", "doc")}
_TO_PLACES = {(None, "myst"), ("std", "ref"), ("std", "numref")}


class Link(NamedTuple):
    """A link that a writer has set: to a page, or to the name of a place."""

    target: str
    is_page: bool
    line: int


class LinksOfPages(NotesByPage[list[Link]]):
    """Keeps the links that stand in every page."""

    name = "links"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> list[Link]:
        """Return the links of a page that was read."""
        found = []
        for link in doctree.findall(addnodes.pending_xref):
            kind = (link.get("refdomain") or None, link.get("reftype"))
            if kind in _TO_PAGES:
                target = link["reftarget"]
                page = target if kind[0] == "doc" else docname_join(docname, target)
                found.append(Link(page, is_page=True, line=line_of(link)))
            elif kind in _TO_PLACES:
                found.append(Link(link["reftarget"], is_page=False, line=line_of(link)))
        return found


def check_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every link from a page in use to one that was retired."""
    known = records(env.metadata, env.all_docs)
    retired = {name: record for name, record in known.items() if isinstance(record, Retired)}
    if not retired:
        return
    places = env.domains.standard_domain.anonlabels
    for docname, links in sorted(LinksOfPages.of(env).items()):
        if docname in retired:
            continue
        for link in links:
            page = link.target if link.is_page else places.get(link.target, ("", ""))[0]
            if page in retired:
                instead = retired[page].replaced_by
                logger.warning(
                    "link to page '%s', which was retired on %s. %s",
                    page,
                    retired[page].day,
                    f"Link to '{instead}'" if instead else "Take the link out",
                    type="review",
                    subtype="retired_page",
                    location=(docname, link.line),
                )
