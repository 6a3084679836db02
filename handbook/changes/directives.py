"""The directives that writers use: ``edition`` and ``change``. Syntax: ``docs/record-a-change.md``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from handbook.changes import nodes as change_nodes
from handbook.changes.model import Change, Edition, Kind, parse_id, parse_kind, parse_pages
from handbook.core.dates import build_day, long_date, parse_date
from handbook.core.fields import FieldError, split_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handbook.changes.domain import ChangesDomain

logger = logging.getLogger(__name__)

T = TypeVar("T")


class _Entry(SphinxDirective):
    """Reads fields and reports all that is wrong with them."""

    sound = True

    def _warn(self, message: str) -> None:
        self.sound = False
        logger.warning(
            "%s '%s': %s",
            self.name,
            self.arguments[0].strip(),
            message,
            type="changes",
            subtype=self.name,
            location=self.get_location(),
        )

    def _text(self, name: str) -> str:
        return " ".join(str(self.options.get(name) or "").split())

    def _read(self, name: str, parse: Callable[[str], T], fallback: T, remedy: str) -> T:
        text = self._text(name)
        if not text:
            self._warn(f"'{name}' is missing. {remedy}")
            return fallback
        try:
            return parse(text)
        except (FieldError, ValueError) as error:
            self._warn(f"{name}: {error}")
            return fallback

    def _day(self, remedy: str) -> dt.date:
        day = self._read("date", parse_date, dt.date.min, remedy)
        if day > build_day():
            self._warn(f"date: {day} is in the future. {remedy}")
        return day

    @property
    def _domain(self) -> ChangesDomain:
        return cast("ChangesDomain", self.env.get_domain("changes"))


class EditionDirective(_Entry):
    """An edition: its number and its day. Stands under the heading of the edition."""

    required_arguments = 1
    option_spec: ClassVar = {"date": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Note the edition and return the place where its changes will stand."""
        day = self._day("Write the day of the edition")
        number = self.arguments[0].strip()
        if not self.sound:
            return []
        self._domain.note_edition(Edition(self.env.current_document.docname, self.lineno, number, day))
        node = change_nodes.edition(classes=["edition"], number=number, day=day.isoformat())
        self.set_source_info(node)
        words = f"Edition {number}, {long_date(day)}."
        node += nodes.paragraph(words, words, classes=["edition-date"])
        return [node]


class ChangeDirective(_Entry):
    """One change in clinical words: what to do now, and what was said before."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {
        "title": directives.unchanged,
        "date": directives.unchanged,
        "kind": directives.unchanged,
        "pages": directives.unchanged,
        "before": directives.unchanged,
        "claims": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Note the change and return its entry."""
        content = self.parse_content_to_nodes()
        change = self._change(content)
        if not self.sound or not self._domain.note_change(change, self.get_location()):
            return []
        entry = nodes.definition_list("", self._entry(change, content))
        self.set_source_info(entry)
        return [entry]

    def _change(self, content: list[nodes.Node]) -> Change:
        try:
            parse_id(self.arguments[0].strip())
        except FieldError as error:
            self._warn(str(error))
        no_page: tuple[str, ...] = ()
        if not content:
            self._warn("the text is missing. Say under the fields, after an empty line, what to do now")
        if any(link.get("refdomain") == "evidence" for part in content for link in _links(part)):
            self._warn("name the claim under 'claims', not in the text: the feed shows the text alone")
        return Change(
            id=self.arguments[0].strip(),
            docname=self.env.current_document.docname,
            line=self.lineno,
            title=self._read("title", str, "", "Say the change in a few clinical words"),
            day=self._day("Write the day on which the page was changed"),
            kind=self._read(
                "kind",
                parse_kind,
                Kind.MINOR,
                "Write significant if a clinician should now do something differently, else minor",
            ),
            pages=self._read("pages", parse_pages, no_page, "Name the pages to read: use/red-flags"),
            before=self._text("before"),
            text=" ".join(" ".join(node.astext().split()) for node in content),
        )

    def _entry(self, change: Change, content: list[nodes.Node]) -> change_nodes.change:
        title = nodes.term("", "", *self._inline(change.title), ids=[change.node_id])
        body = nodes.definition()
        if change.before:
            body += _labelled("Before: ", *self._inline(change.before), classes=["change-before"])
            if isinstance(content[0], nodes.paragraph):
                content[0].insert(0, nodes.strong("Now: ", "Now: "))
        body += content
        body += self._basis(change)
        entry = change_nodes.change(
            "",
            title,
            body,
            change_id=change.id,
            kind=change.kind.value,
            day=change.day.isoformat(),
        )
        for node in (entry, title):
            self.set_source_info(node)
        return entry

    def _basis(self, change: Change) -> nodes.paragraph:
        pages = change_nodes.change_pages(pages=change.pages)
        line = _labelled("Read: ", pages, nodes.Text("."), classes=["change-basis"])
        claims = split_list(self._text("claims"), ";")
        if claims:
            links = ", ".join(f"{{claim}}`{claim}`" for claim in claims)
            label = nodes.strong("Rests on: ", "Rests on: ")
            line += [nodes.Text(" "), label, *self._inline(links), nodes.Text(".")]
        line += nodes.Text(f" {long_date(change.day)}.")
        self.set_source_info(line)
        return line

    def _inline(self, text: str) -> list[nodes.Node]:
        parsed, messages = self.parse_inline(text, lineno=self.lineno)
        return [*parsed, *messages]


def _links(part: nodes.Node) -> Iterable[addnodes.pending_xref]:
    return part.findall(addnodes.pending_xref)


def _labelled(label: str, *content: nodes.Node, classes: list[str]) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong(label, label), *content, classes=classes)
