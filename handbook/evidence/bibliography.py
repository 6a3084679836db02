"""How a work is printed: in the bibliography with its identifiers and depth of reading, in the text by name.

A copy of a document that is renewed from time to time, such as a product label, says its date in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.plugin import register_plugin as register_pybtex_plugin
from pybtex.richtext import HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.labels.number import LabelStyle as NumberLabels
from pybtex.style.names.lastfirst import NameStyle as LastFirstNames
from pybtex.style.sorting.author_year_title import SortingStyle as AuthorYearTitleSorting
from pybtex.style.template import field, first_of, href, join, node, optional, sentence, words
from pybtex_docutils import Backend as DocutilsBackend
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.names.last import LastNameStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import (
    BasicAuthorYearParentheticalReferenceStyle,
    BasicAuthorYearTextualReferenceStyle,
)
from sphinxcontrib.bibtex.style.template import join as joined
from sphinxcontrib.bibtex.style.template import join2, post_text, pre_text, reference, year

from handbook.evidence.works import DEPTH_OF_READING, work

if TYPE_CHECKING:
    from pybtex.database import Entry


@node  # type: ignore[untyped-decorator]  # pybtex has no types
def _depth(children: list[Any], context: dict[str, Any]) -> Text:
    read = context["entry"].fields.get("read", "").strip()
    told = [DEPTH_OF_READING.get(read, read), work(context["entry"]).copy_words]
    return Text("[", "; ".join(part for part in told if part), "]")


@node  # type: ignore[untyped-decorator]
def _pmid(children: list[Any], context: dict[str, Any]) -> Text:
    number = context["entry"].fields["pmid"]
    return Text("PMID ", HRef(f"https://pubmed.ncbi.nlm.nih.gov/{number}/", number))


_SET: dict[str, Text] = {}  # what was set, by all that it depends on


class HandbookStyle(UnsrtStyle):  # type: ignore[misc]  # pybtex has no types
    """The plain style of pybtex, with PubMed links and the depth of reading at the end."""

    default_name_style = "lastfirst"
    default_sorting_style = "author_year_title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "abbreviate_names": True})

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return an entry as it is printed. The same entry is set once: list, tips and checks ask for it.

        :raises pybtex.style.template.FieldIsMissing: when the entry lacks a field of its kind.
        """
        if bib_data is not None:  # the entry may then inherit from another
            return super().format_entry(label, entry, bib_data)
        content = repr((entry.key, entry.type, entry.fields, entry.persons))
        if content not in _SET:
            _SET[content] = super().format_entry(label, entry).text
        return FormattedEntry(entry.key, _SET[content], label)

    def format_web_refs(self, e: Entry) -> Any:
        """Return identifiers and address as links. The DOI, when there is one, replaces the address."""
        parts = []
        if "doi" in e.fields:
            parts.append(
                join[
                    "doi:",
                    href(join["https://doi.org/", field("doi", raw=True)])[field("doi", raw=True)],
                ]
            )
        if "pmid" in e.fields:
            parts.append(_pmid())
        if not {"doi", "pmid"} & set(e.fields) and "url" in e.fields:
            parts.append(href(field("url", raw=True))[field("url", raw=True)])
        return words[sentence[tuple(parts)], _depth()] if parts else words[_depth()]

    def get_online_template(self, e: Entry) -> Any:
        """Return the layout of web pages, labels and reports on the web."""
        return self.get_misc_template(e)

    def get_misc_template(self, e: Entry) -> Any:
        """Return the layout of entries without a journal; works without author or year too."""
        return words[
            first_of[optional[sentence[self.format_names("author")]], ""],
            self.format_title(e, "title"),
            sentence[optional[field("howpublished")], optional[field("year")], optional[field("note")]],
            self.format_web_refs(e),
        ]


@node  # type: ignore[untyped-decorator]
def _year_or_copy(children: list[Any], context: dict[str, Any]) -> Any:
    copy = work(context["entry"]).copy_words
    return Text(copy) if copy else year.format_data(context)


@dataclass
class _Parenthetical(BasicAuthorYearParentheticalReferenceStyle):
    """Author and year in brackets; a copy says its date."""

    def inner(self, role_name: str) -> Any:
        who = self.person.author_or_editor_or_title(full="s" in role_name)
        name = reference[joined(sep=self.author_year_sep)[who, _year_or_copy]]
        return join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[pre_text, name, post_text]


@dataclass
class _Textual(BasicAuthorYearTextualReferenceStyle):
    """Author in the text and year in brackets; a copy says its date."""

    def inner(self, role_name: str) -> Any:
        who = self.person.author_or_editor_or_title(full="s" in role_name)
        when = join2(sep1=self.pre_text_sep, sep2=self.post_text_sep)[
            pre_text, reference[_year_or_copy], post_text
        ]
        return joined(sep=self.text_reference_sep)[who, joined[self.bracket.left, when, self.bracket.right]]


@dataclass
class AuthorYearCopyStyle(AuthorYearReferenceStyle):
    """Citations by author and year, in which a copy says its date instead of the year of its document."""

    def __post_init__(self) -> None:
        super().__post_init__()  # type: ignore[no-untyped-call]
        parenthetical = _Parenthetical(
            bracket=self.bracket_parenthetical,
            person=self.person,
            author_year_sep=self.author_year_sep,
            pre_text_sep=self.pre_text_sep,
            post_text_sep=self.post_text_sep,
        )
        textual = _Textual(
            bracket=self.bracket_textual,
            person=self.person,
            text_reference_sep=self.text_reference_sep,
            pre_text_sep=self.pre_text_sep,
            post_text_sep=self.post_text_sep,
        )
        for style in (parenthetical, textual):
            self.role_style.update(dict.fromkeys(style.role_names(), style))


# What every entry and citation asks for. pybtex looks through all installed packages each time, which
# was half of a build; what is registered it has at once.
_ASKED_FOR_OFTEN = (
    ("pybtex.backends", "docutils", DocutilsBackend),
    ("pybtex.backends", "plaintext", PlaintextBackend),
    ("pybtex.style.labels", "number", NumberLabels),
    ("pybtex.style.names", "last", LastNameStyle),
    ("pybtex.style.names", "lastfirst", LastFirstNames),
    ("pybtex.style.sorting", "author_year_title", AuthorYearTitleSorting),
)


@cache
def register() -> None:
    """Make the styles known by the names ``handbook`` (entries) and ``author_year_copy`` (citations)."""
    for group, name, plugin in _ASKED_FOR_OFTEN:
        register_pybtex_plugin(group, name, plugin, force=True)
    register_pybtex_plugin("pybtex.style.formatting", "handbook", HandbookStyle)
    register_plugin("sphinxcontrib.bibtex.style.referencing", "author_year_copy", AuthorYearCopyStyle)
