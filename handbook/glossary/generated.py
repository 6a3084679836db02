"""The table of abbreviations, made from the glossary."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.core.environment import changed
from handbook.core.paragraphs import table
from handbook.glossary.directives import abbreviation_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.glossary.domain import GlossaryDomain
    from handbook.glossary.model import Term


class FillAbbreviations(SphinxPostTransform):
    """Put the table in place. Runs before references are resolved, so that its own are too."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace the placeholder of the page by its table."""
        domain = cast("GlossaryDomain", self.env.get_domain("glossary"))
        for place in list(self.document.findall(abbreviation_list)):
            pairs = [(pair, term) for term in domain.terms.values() if (pair := term.short_and_full)]
            pairs.sort(key=lambda item: item[0][0].casefold())
            rows = [self._row(short, full, term) for (short, full), term in pairs]
            place += table(["Short", "Stands for", "In plain words"], [18, 40, 42], rows)

    def _row(self, short: str, full: str, term: Term) -> list[list[nodes.Node]]:
        link = addnodes.pending_xref(
            "",
            nodes.inline(short, short),
            refdomain="std",
            reftype="term",
            reftarget=term.name,
            refexplicit=True,
            refdoc=self.env.current_document.docname,
            refwarn=True,
        )
        cells: tuple[nodes.Node, ...] = (link, nodes.Text(full), nodes.Text(f"{term.plain}."))
        return [[nodes.paragraph("", "", cell)] for cell in cells]


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the generated pages when a term is not what it was when this builder last wrote them."""
    domain = cast("GlossaryDomain", env.get_domain("glossary"))
    terms = sorted(
        repr((name, term.short_and_full, term.plain, term.docname, term.node_id))
        for name, term in domain.terms.items()
    )
    digest = hashlib.sha256("\n".join(terms).encode()).hexdigest()
    return sorted(domain.data["generated"]) if changed(app, "terms_digest", digest) else []
