"""Links from what the tooling writes into a page to other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.builders import Builder


def page_link(builder: Builder, docname: str, *, refdoc: str) -> nodes.Node:
    """Return a link to a page under its title; its title alone where the output does not hold the page.

    For use after all pages are read and before references are resolved. A page outside all toctrees, such as
    a retired one, has an address on the site and no place in a book.

    :param docname: the page; one that Sphinx knows.
    :param refdoc: the page on which the link stands.
    """
    env = builder.env
    title = env.titles[docname].astext()
    words = nodes.inline(title, title)
    listed = {env.config.root_doc}.union(*env.toctree_includes.values())
    if builder.format != "html" and docname not in listed:
        return words
    return addnodes.pending_xref(
        "",
        words,
        refdomain="std",
        reftype="doc",
        reftarget=f"/{docname}",
        refexplicit=True,
        refwarn=True,
        refdoc=refdoc,
    )
