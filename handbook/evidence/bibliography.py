"""How an entry of the bibliography is printed: reference, identifiers as links, depth of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Text
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.template import field, first_of, href, join, node, optional, sentence, words

if TYPE_CHECKING:
    from pybtex.database import Entry

# What the `read` field of references.bib means, in a reader's words.
DEPTH_OF_READING = {
    "abstract": "abstract read",
    "opening": "opening read",
    "table": "table read",
    "page": "page read",
    "passage": "passage read",
    "title": "title read only",
    "secondary": "not read; known from another account",
}


@node  # type: ignore[untyped-decorator]  # pybtex has no types
def _depth(children: list[Any], context: dict[str, Any]) -> Text:
    read = context["entry"].fields.get("read", "").strip()
    return Text("[", DEPTH_OF_READING.get(read, read), "]")


@node  # type: ignore[untyped-decorator]
def _pmid(children: list[Any], context: dict[str, Any]) -> Text:
    number = context["entry"].fields["pmid"]
    return Text("PMID ", HRef(f"https://pubmed.ncbi.nlm.nih.gov/{number}/", number))


class HandbookStyle(UnsrtStyle):  # type: ignore[misc]  # pybtex has no types
    """The plain style of pybtex, with PubMed links and the depth of reading at the end."""

    default_name_style = "lastfirst"
    default_sorting_style = "author_year_title"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "abbreviate_names": True})

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


def register() -> None:
    """Make the style known to pybtex under the name ``handbook``."""
    register_plugin("pybtex.style.formatting", "handbook", HandbookStyle)
