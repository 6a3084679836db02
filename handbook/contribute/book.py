"""The link in the line under the title of each chapter of the book."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.core.records import NOT_SIGNED
from handbook.core.repository import repository_of

_NOT_ON_SHEET = "not-on-sheet"  # a card has room for none of this


class LinkReports(SphinxPostTransform):
    """Let a reader of the book on a screen report a problem with the chapter; the last page serves paper."""

    formats = ("typst",)
    default_priority = 8  # the last change of the page stands there by now

    def run(self, **kwargs: object) -> None:
        """Add the link to the status line of the page, or a line of its own where there is none."""
        repository = repository_of(self.config)
        docname = self.env.current_document.docname
        title = next(iter(self.document.findall(nodes.title)), None)
        if repository is None or title is None:
            return
        address = repository.report(title.astext(), docname, self.config.release)
        words = nodes.inline("", " ", classes=["report-problem", _NOT_ON_SHEET])
        words += nodes.reference("", "Report a problem", refuri=address)
        words += nodes.Text(".")
        for line in self.document.findall(nodes.paragraph):
            if "review-status" in line["classes"]:
                line += words
                return
        line = nodes.paragraph("", "", words, classes=["review-status", NOT_SIGNED, _NOT_ON_SHEET])
        title.parent.insert(title.parent.index(title) + 1, line)
