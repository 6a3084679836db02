"""What a page that is printed alone looks like on the site: its class, and links to its PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from handbook.core.fields import FieldError, one_of
from handbook.pdf.role import for_the_site, pdf_link
from handbook.pdf.sheets import KINDS, sheets_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class MarkSheets(SphinxTransform):
    """Give the page its class, and put the links to its PDFs under its title."""

    default_priority = 760  # after the status has been put there

    def apply(self, **kwargs: object) -> None:
        """Change a page of a known kind; any other stays as it is."""
        docname = self.env.current_document.docname
        front_matter = self.env.metadata.get(docname, {})
        forms = list(sheets_of(docname, front_matter))
        section = next(iter(self.document.findall(nodes.section)), None)
        if not forms or section is None:
            return
        section["classes"] += ["sheet", f"sheet-{front_matter['kind']}"]
        line = nodes.paragraph(classes=["sheet-files"])
        for form in forms:
            line += [pdf_link(docname, f"PDF {form.form.words}", form.name), nodes.Text(" ")]
        under = [child for child in section.children if _stands_under_title(child)]
        section.insert(section.index(under[-1]) + 1, for_the_site(line))


def _stands_under_title(node: nodes.Node) -> bool:
    return isinstance(node, nodes.title) or (
        isinstance(node, nodes.paragraph) and "review-status" in node["classes"]
    )


def check_kinds(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every page whose kind is not known."""
    for docname, front_matter in sorted(env.metadata.items()):
        if "kind" not in front_matter:
            continue
        try:
            one_of(str(front_matter["kind"]), KINDS, "kind")
        except FieldError as error:
            logger.warning(
                "front matter: %s",
                error,
                type="pdf",
                subtype="kind",
                location=(docname, _line_of_kind(Path(env.doc2path(docname)))),
            )


def _line_of_kind(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith("kind:")), 1)
