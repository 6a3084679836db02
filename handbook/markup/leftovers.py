"""What was meant as markup and is shown as text, seen in the doctree, where code is told from prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.core.places import line_of
from handbook.core.prose import HIDDEN, Prose
from handbook.markup.faults import Fault, tell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


@dataclass(frozen=True)
class Leftover:
    """Signs that MyST read as text: what they look like, what is wrong, what to write."""

    find: re.Pattern[str]
    message: str


def _leftover(find: str, message: str) -> Leftover:
    return Leftover(re.compile(find.replace("CODE", HIDDEN)), message)


# The first that is found in a block is told: one mistake often looks like several.
LEFTOVERS = (
    _leftover(
        r"\{[a-z][a-z:-]*\}\s+CODE", "a space stands between a role and its text. Write: {term}`dissociation`"
    ),
    _leftover(
        r"\{[a-z][a-z:-]*\}(?=[\"'‘“\w`])",
        "a role needs backticks around its text. Write: {term}`dissociation`",
    ),
    _leftover(
        r"(?<!\w):[a-z]+(?::[a-z]+)?:\s?CODE", "this is how other tools write a role. Write: {term}`...`"
    ),
    _leftover(r"^\.\. [a-z-]+::", "this is how other tools write a directive. Write: ```{note}"),
    _leftover(r"CODE__?(?=[\s.,;:)]|$)", "this is how other tools write a link. Write: [words](page.md)"),
    _leftover(r"\[\[[^\]]+\]\]", "this is how wikis write a link. Write: [words](page.md)"),
    _leftover(r"\[@\w", "this is how other tools cite. Write: {cite:p}`davis2021`"),
    _leftover(
        r"\]\s+\((?:[^()\s]+\.\w+|https?:[^()\s]*)(?:#[^()\s]*)?\)",
        "a space stands in a link. Write: [words](page.md)",
    ),
    _leftover(r"\]\(", "a link is not closed, or has a space in its address. Write: [words](page.md)"),
    _leftover(
        r"\[[^\[\]()]+\((?:[^()\s]+\.md|https?:[^()\s]+)\)",
        "a link has no ] behind its words. Write: [words](page.md)",
    ),
    _leftover(
        r"\([^()]+\)\[[^\[\]\s]+\.\w+[^\[\]]*\]",
        "the brackets of a link are swapped. Write: [words](page.md)",
    ),
    _leftover(
        r"\[[^\[\]]+\]\[[^\[\]]*\]",
        "a link names an address that the page does not give. Write: [words](page.md)",
    ),
    _leftover(r"\*\*", "bold text is not closed, or has spaces inside its stars. Write: **words**"),
    _leftover(r"~~", "text cannot be struck through. Take it out"),
    _leftover(
        r"(?<!\w)`(?=\w)",
        "a backtick has no second one. Write one before and one behind: {term}`dissociation`",
    ),
    _leftover(
        r"^:{3,}|:{3,}$", "a fence that closes nothing. Take it out, or open the block above: :::{note}"
    ),
    _leftover(
        r"\b(?:TODO|FIXME|XXX+|TBC|TBD|[Ll]orem ipsum)\b|\?\?\?",
        "a note to yourself stands on the page. Do it, or take it out",
    ),
)


def check_leftovers(app: Sphinx, doctree: nodes.document) -> None:
    """Report what a page shows as text though it was meant as markup, and what it lacks."""
    docname = app.env.current_document.docname
    prose = Prose(Path(app.env.doc2path(docname)), doctree)
    for fault in (
        *_text_faults(prose),
        *_code_faults(prose),
        *_picture_faults(doctree),
        *_title_faults(doctree),
        *_field_faults(doctree, _options(app.env)),
    ):
        tell(fault, docname)


def _text_faults(prose: Prose) -> Iterator[Fault]:
    for block in prose.blocks:
        if isinstance(block.node, nodes.image):
            continue
        for leftover in LEFTOVERS:
            match = leftover.find.search(block.text)
            if match is not None:
                shown = " ".join(block.text[match.start() : match.end() + 20].split(HIDDEN)[0].split())
                line = prose.place(block, match.start(), match[0])
                yield Fault("leftover", line, f"'{shown}': {leftover.message}" if shown else leftover.message)
                break


def _code_faults(prose: Prose) -> Iterator[Fault]:
    """Yield text that four spaces have made code."""
    for block in prose.doctree.findall(nodes.literal_block):
        first = block.astext().split("\n", maxsplit=1)[0]
        line = prose.place_near(line_of(block), first)
        if block.get("language") == "none" and prose.line(line).startswith("    "):
            yield Fault("indent", line, "four spaces before text make it code. Take the spaces out")


def _picture_faults(doctree: nodes.document) -> Iterator[Fault]:
    for link in doctree.findall(addnodes.download_reference):
        target = str(link.get("reftarget", ""))
        if PurePosixPath(target).suffix.lower() in _PICTURES:
            message = f"the picture is linked, not shown. Write: ![what it shows]({target})"
            yield Fault("picture", line_of(link), message)


def _title_faults(doctree: nodes.document) -> Iterator[Fault]:
    written = [
        node for node in doctree.children if not isinstance(node, (nodes.Invisible, nodes.system_message))
    ]
    if not any(isinstance(node, nodes.section) for node in written):
        yield Fault("title", 1, "the page has no title. Start its text with: # Title")


def _field_faults(doctree: nodes.document, options: Collection[str]) -> Iterator[Fault]:
    """Yield fields that stand in no directive: a role of another tool, or a directive whose fence is gone.

    :param options: the names of fields that directives of the handbook have.
    """
    for fields in doctree.findall(nodes.field_list):
        for field in fields.findall(nodes.field):
            name, body = field[0].astext(), field[1]
            first = next(iter(body.findall(nodes.paragraph)), None)
            is_role = first is not None and bool(first.children) and isinstance(first[0], nodes.literal)
            if is_role or name in options:
                message = (
                    f"':{name}:' stands in no directive. A field stands right under the first line of its"
                    " directive; a role is written {term}`dissociation`"
                )
                yield Fault("field", line_of(fields), message)
                break


def _options(env: BuildEnvironment) -> set[str]:
    if not env.config.primary_domain:
        return set()
    own = env.domains[env.config.primary_domain].directives.values()
    return {option for directive in own for option in directive.option_spec or ()}
