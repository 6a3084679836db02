"""Checks that the everyday words of the glossary lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.search.collect import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.search.model import Page

logger = logging.getLogger(__name__)
_WORD = re.compile(r"[^\W_]+")


def check_everyday_words(app: Sphinx, env: BuildEnvironment) -> None:
    """Report everyday words whose handbook word stands on no page: search would lead nowhere."""
    pages = pages_of(env)
    taught = [(docname, page) for docname, page in sorted(pages.items()) if page.same_words]
    if not taught:
        return
    known = {word for page in pages.values() for text in _texts(page) for word in _words(text)}
    for docname, page in taught:
        for handbook, _, line in page.same_words:
            for phrase in handbook:
                lacking = [word for word in _words(phrase) if word not in known]
                if lacking:
                    logger.warning(
                        "everyday words: '%s' stands on no page (%s), so search would lead nowhere. Write the"
                        " word that the handbook uses",
                        phrase,
                        ", ".join(lacking),
                        type="search",
                        subtype="everyday_words",
                        location=(docname, line),
                    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _texts(page: Page) -> Iterator[str]:
    yield page.title
    for entry in page.entries:
        yield entry.title
        yield entry.plain
        yield from entry.names
        yield from entry.questions
        yield from (block.text for block in entry.blocks)
