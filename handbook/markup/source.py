"""The source of a page, before MyST reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.markup.circles import own_entries, without_circular_includes
from handbook.markup.faults import tell
from handbook.markup.fences import directive_names, fence_faults, prose_lines, verbatim_lines
from handbook.markup.frontmatter import front_matter_faults
from handbook.markup.lines import line_faults
from handbook.markup.tables import table_faults

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def check_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report the mistakes of a page that its text alone shows; take out includes that would never end."""
    lines = source[0].split("\n")
    faults, above = front_matter_faults(lines, app.config.markup_fields)
    if above < 0:  # where it ends is not known, nor what is text
        for fault in faults:
            tell(fault, docname)
        return
    body = list(enumerate(lines, 1))[above:]
    prose = prose_lines(body)
    names = directive_names(app.env)
    shown = verbatim_lines(body)
    typed = [(number, text) for number, text in body if number not in shown]
    for fault in (
        *faults,
        *fence_faults(body, names),
        *line_faults(typed, prose),
        *table_faults(prose),
        *own_entries(docname, body),
    ):
        tell(fault, docname)
    source[0] = without_circular_includes(app.env, docname, source[0])
