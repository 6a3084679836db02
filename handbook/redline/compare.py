"""What differs between two built sites: pages, claims, figures."""

from __future__ import annotations

import json
import posixpath
import re
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import lxml.html

from handbook.redline import marks

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from handbook.redline.revisions import Built

_RENAMED = 0.5  # share of words in the same order by which a page that is new is one that is gone
# What of a claim a clinician has to look at first, and what else may have changed in it.
_FIRST = {"certainty": "Certainty", "sources": "Sources", "statement": "Statement"}
_OTHERS = {
    "population": "Population",
    "route": "Route",
    "why": "Why",
    "article": "Article",
    "questions": "Questions",
}


@dataclass(frozen=True)
class Page:
    """A page of a built site: its name, its title, its source as bytes and what a reader sees of it."""

    name: str
    title: str
    source: bytes
    article: HtmlElement


@dataclass(frozen=True)
class ChangedPage:
    """A page that reads differently now. ``old`` is its name before; ``places`` counts what is marked."""

    name: str
    title: str
    old: str
    places: int
    figures: tuple[str, ...]
    edited: bool
    article: HtmlElement

    @property
    def renamed(self) -> bool:
        """Whether it had another name."""
        return self.name != self.old


@dataclass(frozen=True)
class ChangedClaim:
    """A claim that is new, gone, or no longer what it was; what changed is told as HTML with marks."""

    id: str
    state: str
    address: str
    changes: tuple[tuple[str, str], ...]

    @property
    def rank(self) -> int:
        """How early a clinician has to look at it: new and gone ones, then certainty, sources, statement."""
        order = [*_FIRST.values(), *_OTHERS.values()]
        return 0 if self.state != "changed" else 1 + min(order.index(label) for label, _ in self.changes)


@dataclass
class Comparison:
    """All that differs."""

    claims: list[ChangedClaim] = field(default_factory=list)
    claims_known: bool = True
    changed: list[ChangedPage] = field(default_factory=list)
    added: list[Page] = field(default_factory=list)
    removed: list[Page] = field(default_factory=list)

    @property
    def edited(self) -> list[ChangedPage]:
        """The pages whose own file has changed."""
        return [page for page in self.changed if page.edited]

    @property
    def following(self) -> list[ChangedPage]:
        """The pages that show something of others, and changed with them."""
        return [page for page in self.changed if not page.edited]

    @property
    def names(self) -> list[str]:
        """The pages of the newer revision that a reviewer reads."""
        return sorted([page.name for page in self.edited] + [page.name for page in self.added])

    def __bool__(self) -> bool:
        return bool(self.claims or self.changed or self.added or self.removed)


def compare(before: Built, after: Built) -> Comparison:
    """Return all that differs between two built revisions.

    :raises OSError: when a built file cannot be read.
    """
    old, new = read_pages(before), read_pages(after)
    pairs = {name: name for name in old.keys() & new.keys()}
    pairs |= _renamed(old, new)
    result = Comparison()
    for name, old_name in sorted(pairs.items()):
        one, other = old[old_name], new[name]
        merged = marks.merged(one.article, other.article)
        places = marks.count(merged)
        figures = tuple(sorted(_figures(before, one, after, other)))
        if places or figures or name != old_name:
            edited = one.source != other.source or name != old_name or bool(figures)
            result.changed.append(ChangedPage(name, other.title, old_name, places, figures, edited, merged))
    result.added = [page for name, page in sorted(new.items()) if name not in pairs]
    result.removed = [page for name, page in sorted(old.items()) if name not in pairs.values()]
    known, known_now = _evidence(before), _evidence(after)
    result.claims_known = known is not None and known_now is not None
    if known is not None and known_now is not None:
        result.claims = compare_claims(known, known_now)
    return result


def read_pages(built: Built) -> dict[str, Page]:
    """Return the pages of a site that have a source, by name."""
    source = built.folder / "source"
    found = {}
    for file in sorted(source.rglob("*.md")):
        name = file.relative_to(source).with_suffix("").as_posix()
        html = built.site / f"{name}.html"
        if html.is_file():
            article = _article(html)
            titles = article.xpath(".//h1")
            title = " ".join(titles[0].text_content().replace("¶", "").split()) if titles else name
            found[name] = Page(name, title.removesuffix("#").strip(), file.read_bytes(), article)
    return found


def _article(file: Path) -> HtmlElement:
    root = lxml.html.document_fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    places = root.xpath('//article[@role="main"]') or root.xpath('//*[@role="main"]') or root.xpath("//body")
    article: HtmlElement = places[0]
    return article


def _renamed(old: dict[str, Page], new: dict[str, Page]) -> dict[str, str]:
    """Return new name and old name of pages that were renamed: most of their words are the same."""
    gone = {name: _words(page) for name, page in old.items() if name not in new}
    come = {name: _words(page) for name, page in new.items() if name not in old}
    likeness = sorted(
        (
            (SequenceMatcher(None, gone[one], come[other], autojunk=False).ratio(), other, one)
            for one in gone
            for other in come
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    for share, name, old_name in likeness:
        if share >= _RENAMED and name not in found and old_name not in found.values():
            found[name] = old_name
    return found


def _words(page: Page) -> list[str]:
    article = deepcopy(page.article)
    for line in article.xpath(".//*[contains(concat(' ', @class, ' '), ' review-status ')]"):
        line.drop_tree()  # every page has it
    return str(article.text_content()).split()


def _figures(before: Built, old: Page, after: Built, new: Page) -> set[str]:
    """Return the figures of a page that have kept their name and look different."""
    shown = [{_file(page, image.get("src", "")) for image in page.article.iter("img")} for page in (old, new)]
    both = shown[0] & shown[1]
    return {name for name in both if _bytes(before.site / name) != _bytes(after.site / name)}


def _file(page: Page, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.name), address))


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


# -- claims -------------------------------------------------------------------------------------------------


def _evidence(built: Built) -> dict[str, Any] | None:
    file = built.site / "evidence.json"
    if not file.is_file():
        return None
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def compare_claims(before: dict[str, Any], after: dict[str, Any]) -> list[ChangedClaim]:
    """Return the claims that differ between two exports of evidence, the most important first."""
    old, new = ({claim["id"]: claim for claim in side.get("claims", ())} for side in (before, after))
    retired = {claim["id"] for claim in after.get("retired_claims", ())}
    found = []
    for id_ in sorted(old.keys() | new.keys()):
        if id_ in old and id_ in new:
            changes = _changes(old[id_], new[id_], before, after)
            if changes:
                found.append(ChangedClaim(id_, "changed", new[id_]["address"], changes))
        elif id_ in new:
            changes = _changes({}, new[id_], before, after, _FIRST)
            found.append(ChangedClaim(id_, "new", new[id_]["address"], changes))
        else:
            state = "retired" if id_ in retired else "gone"
            changes = _changes(old[id_], {}, before, after, _FIRST)
            found.append(ChangedClaim(id_, state, old[id_]["address"], changes))
    return sorted(found, key=lambda one: one.rank)


def _changes(
    old: dict[str, Any],
    new: dict[str, Any],
    before: dict[str, Any],
    after: dict[str, Any],
    names: dict[str, str] = _FIRST | _OTHERS,
) -> tuple[tuple[str, str], ...]:
    found = []
    for name, label in names.items():
        one, other = _text(name, old.get(name), before), _text(name, new.get(name), after)
        if one != other:
            found.append((label, marks.marked_words(one, other)))
    return tuple(found)


def _text(name: str, value: Any, evidence: dict[str, Any]) -> str:
    """Return a field of a claim as words."""
    if value is None:
        return ""
    if name == "certainty":
        return str(_certainty_words(evidence).get(str(value), value))
    if name == "sources":
        return "; ".join(f"{one['key']} {one.get('locator') or ''}".strip() for one in value)
    if isinstance(value, list):
        return "; ".join(one if isinstance(one, str) else " ".join(map(str, one.values())) for one in value)
    return re.sub(r"\s+", " ", str(value)).strip()


def _certainty_words(evidence: dict[str, Any]) -> dict[str, str]:
    """Return what readers are told of each certainty."""
    return {str(one["certainty"]): str(one["words"]) for one in evidence.get("certainties", ())}
