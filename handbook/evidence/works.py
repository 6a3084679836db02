"""The works of the bibliography as the rest of the handbook sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.richtext import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pybtex.database import Entry, Person
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

# What the `read` field of references.bib means, in a reader's words.
DEPTH_OF_READING = {
    "abstract": "abstract read",
    "table": "table read",
    "page": "page read",
    "passage": "passage read",
    "opening": "opening read",
    "title": "title read only",
    "secondary": "not read; known from another account",
}

UNDATED = "undated"

_PLAIN = PlainText()

_ENTRY = re.compile(r"^[ \t]*@(?!comment|preamble|string)\w+\s*[{(]\s*([^\s,{}()]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """An entry of the bibliography. Texts are plain; a field that the entry has not is empty."""

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    year: str
    container: str
    doi: str
    pmid: str
    pmcid: str
    url: str
    read: str
    read_at: str
    copy: str

    @property
    def address(self) -> str:
        """The best address to print: DOI, else PubMed, else the page."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url

    @property
    def identifier(self) -> str:
        """What tells the work from all others, for machines: ``doi:...``, ``pmid:...`` or an address."""
        if self.doi:
            return f"doi:{self.doi.lower()}"
        return f"pmid:{self.pmid}" if self.pmid else self.url

    @property
    def copy_words(self) -> str:
        """Which copy of a document that is renewed was read, in a reader's words; else nothing."""
        if not self.copy:
            return ""
        return "undated copy" if self.copy == UNDATED else f"copy of {self.copy}"

    @property
    def name(self) -> str:
        """Author and year, as the text cites it."""
        surnames = [author.split(",")[0] for author in self.authors]
        if not surnames:
            who = self.title
        elif len(surnames) <= 2:  # noqa: PLR2004 - two authors are named, three are not
            who = " and ".join(surnames)
        else:
            who = f"{surnames[0]} et al."
        return ", ".join(part for part in (who, self.copy_words or self.year) if part)


def bibliography_entries(env: BuildEnvironment) -> dict[str, Entry]:
    """Return the entries that pybtex has read, by key."""
    cite = cast("BibtexDomain", env.get_domain("cite"))
    return cast("dict[str, Entry]", cite.bibdata.data.entries)


def works(entries: Mapping[str, Entry]) -> dict[str, Work]:
    """Return all works of the bibliography by key."""
    return {key: work(entry) for key, entry in entries.items()}


def work(entry: Entry) -> Work:
    """Return what an entry says, without the markup of BibTeX."""
    texts = {name.lower(): plain(text) for name, text in entry.fields.items()}
    container = next((texts[name] for name in ("journal", "booktitle", "howpublished") if name in texts), "")
    return Work(
        key=entry.key,
        kind=entry.type.lower(),
        title=texts.get("title", ""),
        authors=tuple(_person(one) for one in entry.persons.get("author", [])),
        container=container or texts.get("institution", ""),
        read_at=texts.get("readat", ""),
        **{name: texts.get(name, "") for name in ("year", "doi", "pmid", "pmcid", "url", "read", "copy")},
    )


@cache
def plain(text: str) -> str:
    """Return a field as a reader sees it."""
    return " ".join(Text.from_latex(text).render(_PLAIN).split())


def _person(person: Person) -> str:
    last = plain(" ".join([*person.prelast_names, *person.last_names, *person.lineage_names]))
    first = plain(" ".join([*person.first_names, *person.middle_names]))
    return f"{last}, {first}" if first else last


def entry_lines(files: Iterable[Path]) -> dict[str, tuple[Path, int]]:
    """Return file and line of every entry by key: pybtex keeps neither."""
    found: dict[str, tuple[Path, int]] = {}
    for file in files:
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            match = _ENTRY.match(line)
            if match is not None:
                found.setdefault(match[1], (file, number))
    return found


def bibliography_files(env: BuildEnvironment) -> list[Path]:
    """Return the files that the bibliography is read from."""
    cite = cast("BibtexDomain", env.get_domain("cite"))
    return list(cite.bibdata.bibfiles)
