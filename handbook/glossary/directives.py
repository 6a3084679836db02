"""The directives that writers use: ``glossary-term`` and ``abbreviation-list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.core.fields import split_list
from handbook.core.paragraphs import labelled_paragraph, table
from handbook.glossary.model import Term

if TYPE_CHECKING:
    from handbook.glossary.domain import GlossaryDomain

logger = logging.getLogger(__name__)


class abbreviation_list(nodes.container):  # noqa: N801 - docutils names its nodes in lower case
    """Stands where the abbreviations go, until all terms are known."""


class GlossaryTerm(SphinxDirective):
    """One term: its names, how to say it to a patient, and its definition."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "abbreviation": directives.unchanged,
        "synonyms": directives.unchanged,
        "plain": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Register the names of the term and return its entry."""
        name = " ".join(self.arguments[0].split())
        plain = " ".join(str(self.options.get("plain") or "").split())
        if not plain or not self.content:
            what = "'plain' is missing: say it in words for a patient"
            self._warn(
                name,
                what if not plain else "the definition is missing: write it after an empty line",
            )
            return []
        definition = self.parse_content_to_nodes()
        heading = make_glossary_term(
            self.env,
            [nodes.Text(name)],
            None,
            self.get_source_info()[0],
            self.lineno,
            None,
            self.state.document,
        )
        term = Term(
            name=name,
            abbreviation=" ".join(str(self.options.get("abbreviation") or "").split()),
            synonyms=split_list(str(self.options.get("synonyms") or ""), ";"),
            plain=plain,
            docname=self.env.current_document.docname,
            line=self.lineno,
            node_id=heading["ids"][0],
        )
        self._register(term)
        return [self._entry(term, heading, definition)]

    def _warn(self, name: str, message: str) -> None:
        logger.warning(
            "glossary term '%s': %s",
            name,
            message,
            type="glossary",
            subtype="term",
            location=self.get_location(),
        )

    def _register(self, term: Term) -> None:
        standard = self.env.domains.standard_domain
        for other in term.other_names:
            standard.note_object("term", other, term.node_id, location=self.get_location())
        domain = cast("GlossaryDomain", self.env.get_domain("glossary"))
        domain.note_term(term, self.get_location())

    def _entry(self, term: Term, heading: nodes.term, definition: list[nodes.Node]) -> addnodes.glossary:
        if term.abbreviation:
            heading.insert(1, nodes.Text(f" ({term.abbreviation})"))
        for other in term.other_names:
            see = addnodes.index(entries=[("see", f"{other}; {term.name}", term.node_id, "", None)])
            self.set_source_info(see)
            heading.append(see)
        body = nodes.definition()
        body += definition
        body += labelled_paragraph("In plain words:", nodes.Text(f"{term.plain}."), classes=["plain-words"])
        if term.synonyms:
            names = nodes.Text("; ".join(term.synonyms) + ".")
            body += labelled_paragraph("Also called:", names, classes=["also-called"])
        # Search and other capabilities read the term from here, without importing this one.
        item = nodes.definition_list_item(
            "",
            heading,
            body,
            term_name=term.name,
            abbreviation=term.abbreviation,
            synonyms=term.synonyms,
            plain=term.plain,
        )
        glossary = addnodes.glossary(sorted=False)
        glossary += nodes.definition_list("", item, classes=["glossary"])
        self.set_source_info(glossary)
        return glossary


class EverydayWords(SphinxDirective):
    """What people say, line by line, and the words under which the handbook treats it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the words as a table. Search reads them from its ``same_words``."""
        pairs = []
        first = self.lineno + self.content_offset + 1  # MyST counts from the opening line
        for line, text in enumerate(self.content, start=first):
            handbook, colon, everyday = text.partition(":")
            pair = (split_list(handbook, ";"), split_list(everyday, ";"), line)
            if all(pair[:2]):
                pairs.append(pair)
            elif colon or text.strip():
                logger.warning(
                    "everyday words: cannot read '%s'. Write the handbook's words, a colon, and what people"
                    " say, separated by semicolons:  urine; bladder: pee; wee",
                    text.strip(),
                    type="glossary",
                    subtype="everyday_words",
                    location=(self.env.current_document.docname, line),
                )
        pairs.sort(key=lambda pair: pair[0][0].casefold())
        rows = [[_cell("; ".join(everyday)), _cell("; ".join(handbook))] for handbook, everyday, _ in pairs]
        # What people say states nothing, not even where it holds a number.
        # On paper nobody would leaf through them.
        classes = ["everyday-words", "not-clinical", "not-on-paper"]
        node = nodes.container(classes=classes, same_words=pairs)
        node += table(["People say", "The handbook says"], [60, 40], rows)
        self.set_source_info(node)
        return [node]


def _cell(words: str) -> list[nodes.Node]:
    return [nodes.paragraph(words, words)]


class AbbreviationList(SphinxDirective):
    """A table of the abbreviations that the glossary knows."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the table will stand."""
        node = abbreviation_list(classes=["abbreviation-list"])
        self.set_source_info(node)
        domain = cast("GlossaryDomain", self.env.get_domain("glossary"))
        domain.data["generated"].add(self.env.current_document.docname)
        return [node]
