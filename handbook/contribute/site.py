"""The links at the foot of each page of the site."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.core.repository import repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from handbook.core.repository import Repository

_SITES = ("html", "dirhtml")
_AWAY = "(other site)"  # as links that leave the handbook say everywhere


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the links, as words, where Furo shows icons in its foot: pages made by templates have it too."""
    repository = repository_of(app.config)
    if repository is not None and app.builder.name in _SITES:
        links = list(_links(app, repository, pagename, str(context.get("title") or pagename)))
        context["theme_footer_icons"] = [*(context.get("theme_footer_icons") or ()), *links]


def _links(app: Sphinx, repository: Repository, page: str, title: str) -> Iterator[dict[str, str]]:
    source = _source_of(app, page)
    if source:
        yield _link("Suggest a change", "to this page", repository.edit(source))
    name = app.env.titles[page].astext() if page in app.env.titles else title
    yield _link("Report a problem", "with this page", repository.report(name, page, app.config.release))


def _source_of(app: Sphinx, page: str) -> str:
    """Return the file that makes a page, from the top of the repository; nothing where no one file does."""
    if page not in app.env.all_docs:
        return ""
    file = app.config.contribute_sources.get(page, app.env.doc2path(page, base=False))
    if not file:
        return ""
    return Path(os.path.relpath(app.srcdir, app.confdir), file).as_posix()


def _link(words: str, more: str, address: str) -> dict[str, str]:
    """Return a link as Furo's template writes it, which escapes nothing."""
    return {
        "name": f"{words} {more} {_AWAY}",
        "url": escape(address),
        "html": words,
        "class": "leaving contribute",
    }
