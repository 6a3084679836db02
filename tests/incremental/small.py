"""A small handbook that uses every part of the tooling, and the edits that writers make to it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.conftest import furnish

if TYPE_CHECKING:
    from pathlib import Path

_OLD = 1_500_000_000  # seconds since 1970: older than any build
_GRADES = ("high", "moderate", "low", "very low", "practice")
_OWNERS = ("Clinical lead", "Lead nurse", "Lead prescriber")
_PICTURES = ("one/dot.svg", "two/dot.svg", "two/dot1.svg")
_TERMS = ("dissociation", "consolidation", "working memory")
_KEYS = ("alpha2020", "gamma2021")
_FIXED = {
    "reference/grades": "# How certain\n\n"
    + "\n".join(f"```{{certainty-grade}} {word}\nMeans {word}.\n```\n" for word in _GRADES)
    + "\n```{reading-depth}\n```\n",
    "reference/evidence": "# Evidence\n\n```{claim-register}\n```\n\n## Trace\n\n```{article-trace}\n```\n",
    "reference/works": "# Works\n\n```{bibliography}\n```\n",
    "reference/reviews": "# Reviews\n\n```{review-register}\n```\n\n## Short\n```{abbreviation-list}\n```\n",
    "start/answers": "# Answers\n\n```{self-check-answers}\n```\n",
}


@dataclass
class Claim:
    """A claim, and the page that it stands on, by number."""

    page: int
    text: str = "It is so."
    certainty: int = 1
    key: int = 0

    def lines(self, number: int) -> str:
        """Return the claim as a writer writes it; the first one carries the statement of the article."""
        fields = [f":certainty: {_GRADES[self.certainty]}", ":population: adults", ":questions: Why?"]
        if self.certainty != len(_GRADES) - 1:
            fields.append(f":sources: {_KEYS[self.key]}")
        if number == 0:
            fields.append(":article: S01 supported")
        head = f"```{{claim}} claim-{number}"
        return "\n".join([head, *fields, ":checked: 2026-01-01", "", self.text, "```", ""])


@dataclass
class Page:
    """A page that edits change."""

    name: str
    title: str
    heading: str = "A part"
    words: str = "Some words."
    owner: int = 0
    month: int = 5
    kind: str = ""
    retired: bool = False
    broken: bool = False
    picture: int = -1
    links: dict[int, str] = field(default_factory=dict)  # by number of the page, the name it had
    claims: set[int] = field(default_factory=set)  # referred to
    terms: set[int] = field(default_factory=set)
    works: set[int] = field(default_factory=set)


@dataclass
class Handbook:
    """The state of all files. ``tidy``: writers follow up on what others have moved or deleted."""

    root: Path
    pages: dict[int, Page] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    terms: dict[int, str] = field(default_factory=dict)
    years: list[int] = field(default_factory=lambda: [2020, 2021])
    telephone: int = 0
    style: int = 0
    drawn: list[int] = field(default_factory=lambda: [3, 4, 5])
    change: int = 0
    statement: int = 0
    noticed: bool = False
    order: int = 0
    added: int = 0
    tidy: bool = True

    def write(self, *, old: bool = False) -> None:
        """Bring the files up to date; only those that differ are touched.

        :param old: let them look older than the last build, as files from a copy do.
        """
        wanted = self.files()
        folders = ("source", "_static")
        there = [path for name in folders for path in (self.root / name).rglob("*") if path.is_file()]
        for path in there:
            if path.relative_to(self.root).as_posix() not in wanted:
                path.unlink()
        for name, text in wanted.items():
            path = self.root / name
            if not path.is_file() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                if old:
                    os.utime(path, (_OLD, _OLD))

    def files(self) -> dict[str, str]:
        """Return all files by path."""
        files = {f"source/{page.name}.md": self._page(number) for number, page in self.pages.items()}
        files |= {f"source/{name}.md": _front() + text for name, text in _FIXED.items()}
        files |= {
            "source/index.md": _front() + self._home(),
            "source/reference/glossary.md": _front() + self._glossary(),
            "source/reference/changes.md": _front() + self._changes(),
            "source/start/cases.md": _front() + self._cases(),
            "source/references.bib": self._bibliography(),
            "source/article.toml": f'S01 = "The article says {self.statement}."\n',
            "source/notices.toml": self._notices(),
            "clinic.toml": f'telephone = "020 7946 000{self.telephone}"\n',
            "_static/own.css": f"p {{ margin: {self.style}px }}\n",
        }
        for name, size in zip(_PICTURES, self.drawn, strict=True):
            if size:
                files[f"source/{name}"] = (
                    f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>d</title>"
                    f"<circle cx='5' cy='5' r='{size}'/></svg>\n"
                )
        if self.drawn[0] > 3:
            files["source/one/dot-dark.svg"] = files["source/one/dot.svg"].replace(
                "circle", "circle fill='#fff'"
            )
        return files

    # -- what stands on pages ----------------------------------------------------------------------------

    def _page(self, number: int) -> str:
        page = self.pages[number]
        if page.retired:
            front = "---\nretired: 2026-10-01\nwhy: It was wrong.\nreplaced-by: reference/works\n---\n\n"
            return f"{front}# {page.title}\n\n{page.words}\n"
        parts = [f"# {page.title}", page.words, f"Call {{clinic}}`telephone`. {self._links(page)}"]
        parts += [one.lines(id_) for id_, one in sorted(self.claims.items()) if one.page == number]
        if page.picture >= 0 and self.drawn[page.picture]:
            folders = "../" * page.name.count("/")
            parts.append(f"![A dot]({folders}{_PICTURES[page.picture]})")
        if any(one.page == number for one in self.claims.values()):
            parts.append("```{objectives}\n* say so\n```")
        parts += [f"(place-{number})=\n## {page.heading}", "The part has words."]
        if page.broken:
            parts.append("{nonesuch}`x` and {term}`no such term`")
        return _front(page.owner, page.month, page.kind) + "\n\n".join(parts) + "\n"

    def _links(self, page: Page) -> str:
        texts: list[str] = []
        for number, name in sorted(page.links.items()):
            there = number in self.pages and not (self.tidy and self.pages[number].retired)
            if self.tidy and not there:
                continue
            if self.tidy:
                name = page.links[number] = self.pages[number].name
            slug = self.pages[number].heading.lower().replace(" ", "-") if self.tidy else "a-part"
            texts += [f"[](/{name}.md)", f"{{doc}}`/{name}`", f"[](/{name}.md#{slug})"]
            if (there and not self.pages[number].retired) or not self.tidy:
                texts += [f"[](#place-{number})", f"{{ref}}`place-{number}`"]
        texts += [
            f"{{claim}}`claim-{id_}`" for id_ in sorted(page.claims) if id_ in self.claims or not self.tidy
        ]
        texts += [
            f"{{term}}`{_TERMS[id_]}`" for id_ in sorted(page.terms) if id_ in self.terms or not self.tidy
        ]
        texts += [f"{{cite:p}}`{_KEYS[id_]}`" for id_ in sorted(page.works)]
        return ", ".join(texts)

    def _home(self) -> str:
        names = [page.name for page in self.pages.values() if not page.retired]
        turn = self.order % len(names) if names else 0
        listed = "\n".join([*names[turn:], *names[:turn]])
        rest = "\n".join([*_FIXED, "reference/glossary", "reference/changes", "start/cases"])
        first = f"```{{toctree}}\n:caption: Use\n:hidden:\n\n{listed}\n```\n\n" if names else ""
        minutes = ";".join(names) or "reference/works"
        return (
            f"# Home\n\nRead for {{minutes}}`{minutes}` minutes.\n\n{first}"
            f"```{{toctree}}\n:caption: Rest\n:hidden:\n\n{rest}\n```\n"
        )

    def _glossary(self) -> str:
        entries = [
            f"```{{glossary-term}} {_TERMS[id_]}\n:abbreviation: T{id_}\n:synonyms: word {id_}\n"
            f":plain: {plain}\n\nDefined.\n```\n"
            for id_, plain in sorted(self.terms.items())
        ]
        words = "```{everyday-words}\nwords: talk; speech\n```\n"
        return "# Glossary\n\n" + "\n".join(entries) + "\n## Everyday\n\n" + words

    def _changes(self) -> str:
        pages = [page.name for page in self.pages.values()] or ["reference/works"]
        named = pages[self.change % len(pages)]
        return (
            "# Changes\n\n## First\n\n```{edition} 0.1.0\n:date: 2026-11-23\n```\n\n"
            f"```{{change}} a-change\n:title: Call {self.change}\n:date: 2026-11-23\n:kind: significant\n"
            f":pages: {named}\n\nDo it.\n```\n\nFollow {{changes-feed}}`the feed`.\n"
        )

    def _cases(self) -> str:
        return (
            "# Cases\n\n## Part\n\n```{self-check} a-case\n:title: The call\n:answer: B\n"
            f":claims: fixed@{_FIXED_MARK}\n\nA patient rings.\n\n1. Wait.\n2. Call back.\n\n"
            f"It is safer ({{claim}}`fixed`).\n```\n\n{_FIXED_CLAIM}"
        )

    def _bibliography(self) -> str:
        return "".join(
            f"@article{{{key},\n  author = {{Alpha, Ann}}, title = {{Work {number}}}, journal = {{J}},\n"
            f"  year = {{{self.years[number]}}}, read = {{abstract}}, readat = {{x}}, complete={{yes}}\n}}\n"
            for number, key in enumerate(_KEYS)
        )

    def _notices(self) -> str:
        lines = ('source = "gamma2021"', 'kind = "retraction"', 'where = "a journal"', 'says = "Wrong."')
        return "\n".join(["[[notice]]", *lines, "noted = 2026-10-01", ""]) if self.noticed else ""


def _front(owner: int = 0, month: int = 5, kind: str = "") -> str:
    lines = [f"owner: {_OWNERS[owner]}", "checked: 2026-11-01", f"review-by: 2027-{month:02}-01"]
    lines += ["sign-off: none", *([f"kind: {kind}"] if kind else [])]
    return "\n".join(["---", *lines, "---", "", ""])


_FIXED_CLAIM = Claim(0, "It is fixed.").lines(1).replace("claim-1", "fixed")
_FIXED_MARK = "bf9641c6"


def start(root: Path) -> Handbook:
    """Return a handbook of four pages that depend on one another in every way, with its files written."""
    root.mkdir()
    furnish(root)
    conf = root / "conf.py"
    conf.write_text(
        conf.read_text("utf-8") + 'html_static_path = ["_static"]\nhtml_css_files = ["own.css"]\n', "utf-8"
    )
    book = Handbook(root)
    for number in range(4):
        book.pages[number] = Page(f"use/page-{number}", f"Page {number}")
        book.terms |= {number: "a plain word"} if number < len(_TERMS) else {}
    for number, page in book.pages.items():
        page.links = {other: book.pages[other].name for other in book.pages if other != number and number < 2}
    book.claims = {0: Claim(0), 1: Claim(1, key=1)}
    book.pages[2].claims = {0, 1}
    book.pages[2].works = {1}
    book.pages[3].terms = {0, 1}
    book.pages[3].picture = 1
    book.added = len(book.pages)
    book.write()
    return book


# -- edits -------------------------------------------------------------------------------------------------


def edit(book: Handbook, what: str, first: int, second: int) -> None:
    """Make an edit; the numbers choose where, and what it becomes."""
    if book.pages or what in _ANYWHERE:
        EDITS[what](book, first, second)


def _chosen(book: Handbook, number: int) -> int:
    return sorted(book.pages)[number % len(book.pages)]


def _words(book: Handbook, first: int, second: int) -> None:
    book.pages[_chosen(book, first)].words = "Other words. " * (1 + 90 * second)


def _title(book: Handbook, first: int, second: int) -> None:
    book.pages[_chosen(book, first)].title = f"Title {second}" if second % 3 else f"*Title* {second}"


def _heading(book: Handbook, first: int, second: int) -> None:
    book.pages[_chosen(book, first)].heading = f"Part {second}"


def _claim(book: Handbook, first: int, second: int) -> None:
    number = first % 3
    claim = book.claims.setdefault(number, Claim(_chosen(book, second)))
    claim.certainty, claim.key = second % len(_GRADES), second % 2
    claim.text = f"It is so, {second}."


def _move_claim(book: Handbook, first: int, second: int) -> None:
    if book.claims:
        sorted(book.claims.items())[first % len(book.claims)][1].page = _chosen(book, second)


def _rename(book: Handbook, first: int, second: int) -> None:
    name = f"{('use', 'care/deep', 'use')[second % 3]}/page-{second}"
    if all(page.name != name for page in book.pages.values()):
        book.pages[_chosen(book, first)].name = name


def _swap(book: Handbook, first: int, second: int) -> None:
    one, other = book.pages[_chosen(book, first)], book.pages[_chosen(book, second)]
    one.name, other.name = other.name, one.name


def _delete(book: Handbook, first: int, _second: int) -> None:
    number = _chosen(book, first)
    del book.pages[number]
    book.claims = {id_: one for id_, one in book.claims.items() if one.page != number or id_ == 0}
    if 0 in book.claims and book.claims[0].page == number:
        book.claims[0].page = min(book.pages, default=-1)


def _add(book: Handbook, first: int, second: int) -> None:
    number = book.added
    book.added += 1
    book.pages[number] = Page(f"use/new-{number}", f"New {number}", picture=first % 4 - 1)
    if len(book.pages) > 1:
        _link(book, second, number)


def _term(book: Handbook, first: int, second: int) -> None:
    number = first % len(_TERMS)
    if second % 4 == 0 and number in book.terms:
        del book.terms[number]
    else:
        book.terms[number] = f"plain word {second}"


def _work(book: Handbook, first: int, second: int) -> None:
    book.years[first % 2] = 1990 + second


def _front_matter(book: Handbook, first: int, second: int) -> None:
    page = book.pages[_chosen(book, first)]
    page.owner, page.month = second % len(_OWNERS), 1 + second


def _kind(book: Handbook, first: int, _second: int) -> None:
    page = book.pages[_chosen(book, first)]
    page.kind = "" if page.kind else "handout"


def _retire(book: Handbook, first: int, _second: int) -> None:
    number = _chosen(book, first)
    page = book.pages[number]
    if not any(one.page == number for one in book.claims.values()):
        page.retired = not page.retired


def _clinic(book: Handbook, first: int, _second: int) -> None:
    book.telephone = first


def _break(book: Handbook, first: int, _second: int) -> None:
    book.pages[_chosen(book, first)].broken = True


def _be_careless(book: Handbook, _first: int, _second: int) -> None:
    book.tidy = False


def mend(book: Handbook, _first: int = 0, _second: int = 0) -> None:
    """Put right all that is wrong."""
    book.tidy = True
    for page in book.pages.values():
        page.broken = False
    if book.pages:
        used = book.claims.setdefault(0, Claim(min(book.pages)))
        if used.page not in book.pages:
            used.page = min(book.pages)
    for claim in book.claims.values():
        if claim.page in book.pages:
            book.pages[claim.page].retired = False


def _link(book: Handbook, first: int, second: int) -> None:
    one, other = _chosen(book, first), _chosen(book, second)
    page = book.pages[one]
    if other in page.links:
        del page.links[other]
    elif one != other:
        page.links[other] = book.pages[other].name


def _refer(book: Handbook, first: int, second: int) -> None:
    page = book.pages[_chosen(book, first)]
    page.claims ^= {second % 3}
    page.terms ^= {second % len(_TERMS)}
    page.works ^= {second % 2}


def _show_picture(book: Handbook, first: int, second: int) -> None:
    book.pages[_chosen(book, first)].picture = second % 4 - 1


def _draw(book: Handbook, first: int, second: int) -> None:
    book.drawn[first % len(_PICTURES)] = second % 5


def _order(book: Handbook, first: int, _second: int) -> None:
    book.order = first


def _change(book: Handbook, first: int, _second: int) -> None:
    book.change = first


def _notice(book: Handbook, _first: int, _second: int) -> None:
    book.noticed = not book.noticed


def _style(book: Handbook, first: int, _second: int) -> None:
    book.style = first


def _statement(book: Handbook, first: int, _second: int) -> None:
    book.statement = first


EDITS = {
    "words": _words,
    "title": _title,
    "heading": _heading,
    "claim": _claim,
    "move claim": _move_claim,
    "rename": _rename,
    "swap": _swap,
    "delete": _delete,
    "add": _add,
    "term": _term,
    "work": _work,
    "front matter": _front_matter,
    "kind": _kind,
    "retire": _retire,
    "clinic": _clinic,
    "break": _break,
    "be careless": _be_careless,
    "mend": mend,
    "link": _link,
    "refer": _refer,
    "show picture": _show_picture,
    "draw": _draw,
    "order": _order,
    "change": _change,
    "notice": _notice,
    "style": _style,
    "statement": _statement,
}
_ANYWHERE = {"add", "clinic", "mend", "order", "change", "notice", "style", "statement", "work", "term"}
