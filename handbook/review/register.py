"""The review register: every page with its owner, its state and the day by which it is reviewed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from handbook.core.dates import long_date
from handbook.core.environment import changed, stored
from handbook.core.paragraphs import table
from handbook.core.records import Review, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class review_register(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """Stands where the register goes, until all pages are read."""


class ReviewRegister(SphinxDirective):
    """``review-register``: a table of all pages by due date."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the table will stand."""
        node = review_register(classes=["review-register"])
        self.set_source_info(node)
        return [node]


class RegisterPages(EnvironmentCollector):
    """Knows which pages hold a register, so that they follow when the record of a page changes."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again, or is gone."""
        _register_pages(env).discard(docname)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader found."""
        _register_pages(env).update(_register_pages(other) & set(docnames))

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a page that holds a register."""
        if next(iter(doctree.findall(review_register)), None) is not None:
            _register_pages(app.env).add(app.env.current_document.docname)


def _register_pages(env: BuildEnvironment) -> set[str]:
    empty: set[str] = set()
    return stored(env, "register_pages", lambda: empty)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages with a register when a record or a title has changed since the last build."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    state = repr((sorted(reviews(env.metadata, env.all_docs).items()), sorted(titles.items())))
    digest = hashlib.sha256(state.encode()).hexdigest()
    return sorted(_register_pages(env)) if changed(env, "reviews_digest", digest) else []


class FillReviewRegister(SphinxPostTransform):
    """Put the table in place. Runs before references are resolved, so that its own are too."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace each placeholder of the page by the table."""
        for place in list(self.document.findall(review_register)):
            found = reviews(self.env.metadata, self.env.all_docs)
            by_due = sorted(found.items(), key=lambda item: (item[1].review_by, item[0]))
            place += table(
                ["Review by", "Page", "State", "Evidence checked", "Owner"],
                [17, 30, 22, 17, 14],
                [self._row(docname, review) for docname, review in by_due],
            )

    def _row(self, docname: str, review: Review) -> list[list[nodes.Node]]:
        due = nodes.paragraph()
        words = long_date(review.review_by)
        due += nodes.inline(words, words, classes=["review-due", f"due-{review.review_by}"])
        page = nodes.paragraph()
        page += self._link(docname)
        cells: list[list[nodes.Node]] = [[due], [page]]
        cells += [
            [nodes.paragraph(text, text)] for text in (review.state, long_date(review.checked), review.owner)
        ]
        return cells

    def _link(self, docname: str) -> nodes.Node:
        words = nodes.inline("", self.env.titles[docname].astext())
        return addnodes.pending_xref(
            "",
            words,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{docname}",
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.current_document.docname,
        )
