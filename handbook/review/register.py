"""The review register: every page with its owner, its state and the day by which it is reviewed.

And the sentence, wherever it is asked for, that tells how many of them are signed off.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from handbook.core.dates import long_date
from handbook.core.environment import NotesByPage, changed
from handbook.core.links import page_link
from handbook.core.paragraphs import table
from handbook.core.records import Retired, Review, records, reviews, signed_off, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Cells = list[list[nodes.Node]]


class review_register(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """Stands where the register goes, until all pages are read."""


class ReviewRegister(SphinxDirective):
    """``review-register``: a table of all pages by due date, and one of those that were retired."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the tables will stand."""
        node = review_register(classes=["review-register"])
        self.set_source_info(node)
        return [node]


class sign_offs(nodes.paragraph):  # noqa: N801
    """Stands where the sentence goes, until all pages are read."""


class SignOffs(SphinxDirective):
    """``sign-offs``: a sentence that tells how many pages are signed off; no page has to be edited for it."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the sentence will stand."""
        node = sign_offs()
        self.set_source_info(node)
        return [node]


class RegisterPages(NotesByPage[bool]):
    """Knows which pages tell of all records, so that they follow when the record of a page changes."""

    name = "register_pages"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> bool | None:
        """Note a page that holds a register or the sentence, and no other."""
        telling = (node for node in doctree.findall(nodes.Element) if isinstance(node, _FOLLOWING))
        return next((True for _ in telling), None)


_FOLLOWING = (review_register, sign_offs)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that tell of all records when a record or a title has changed since the last build."""
    titles = {name: title.astext() for name, title in env.titles.items()}
    state = repr((sorted(records(env.metadata, env.all_docs).items()), sorted(titles.items())))
    digest = hashlib.sha256(state.encode()).hexdigest()
    return sorted(RegisterPages.of(env)) if changed(app, "reviews_digest", digest) else []


class FillReviewRegister(SphinxPostTransform):
    """Put tables and sentences in place. Runs before references are resolved, so that theirs are too."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Fill each placeholder of the page."""
        for sentence in list(self.document.findall(sign_offs)):
            words = signed_off(reviews(self.env.metadata, self.env.all_docs).values())
            told = nodes.paragraph(words, words)
            told.source, told.line = sentence.source, sentence.line
            sentence.replace_self(told)
        for place in list(self.document.findall(review_register)):
            known = records(self.env.metadata, self.env.all_docs)
            current = {name: record for name, record in known.items() if isinstance(record, Review)}
            retired = {name: record for name, record in known.items() if isinstance(record, Retired)}
            place += self._current(current)
            if retired:
                place += self._retired(retired)

    def _current(self, pages: dict[str, Review]) -> list[nodes.Node]:
        whole = standing(pages.values())
        until = long_date(whole.use_until) if whole.use_until else "no day"
        words = f"{len(pages)} pages. {whole.state}. The next review is due by {until}."
        by_due = sorted(pages.items(), key=lambda item: (item[1].review_by, item[0]))
        rows = [self._row(docname, review) for docname, review in by_due]
        headers = ["Review by", "Page", "State", "Evidence checked", "Owner"]
        return [nodes.paragraph(words, words), table(headers, [17, 30, 22, 17, 14], rows)]

    def _row(self, docname: str, review: Review) -> Cells:
        due = nodes.paragraph()
        words = long_date(review.review_by)
        due += nodes.inline(words, words, classes=["review-due", f"due-{review.review_by}"])
        cells: Cells = [[due], [self._page(docname)]]
        for text in (review.state, long_date(review.checked), review.owner):
            cells.append([nodes.paragraph(text, text)])
        return cells

    def _retired(self, pages: dict[str, Retired]) -> list[nodes.Node]:
        newest_first = sorted(pages.items(), key=lambda item: (-item[1].day.toordinal(), item[0]))
        rows = [self._retired_row(docname, record) for docname, record in newest_first]
        words = "Retired pages"
        return [
            nodes.rubric(words, words),
            table(["Retired on", "Page", "Why", "Read instead"], [17, 27, 30, 26], rows),
        ]

    def _retired_row(self, docname: str, record: Retired) -> Cells:
        day = long_date(record.day)
        instead: nodes.Node = nodes.paragraph("nothing", "nothing")
        if record.replaced_by in self.env.titles:
            instead = self._page(record.replaced_by)
        return [
            [nodes.paragraph(day, day)],
            [self._page(docname)],
            [nodes.paragraph(record.why, record.why)],
            [instead],
        ]

    def _page(self, docname: str) -> nodes.paragraph:
        paragraph = nodes.paragraph()
        paragraph += page_link(self.app.builder, docname, refdoc=self.env.current_document.docname)
        return paragraph
