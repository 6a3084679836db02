"""Words added and removed, marked in place in the HTML of a page.

Blocks (paragraphs, items, rows, claims) of the two versions are put beside each other here; the words of two
blocks that belong together are compared by ``lxml.html.diff``. It would compare whole pages too, but takes
apart lists and tables on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING

import lxml.html
from lxml.html.diff import htmldiff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

ADDED, REMOVED = "ins", "del"
_SAID = {ADDED: "added: ", REMOVED: "removed: "}
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "colgroup", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
_WHOLE = frozenset({"math", "svg", "pre"})  # their parts mean nothing alone
_HELD = "data-redline-href"  # addresses are no words, and are kept out of the comparison
_NUMBERED = re.compile(r"id\d+")  # ids that docutils counts: they change with anything above them
_ALIKE = 0.4  # share of words that two blocks must have in common to be versions of one
_SAME_ID = 0.5  # what the same id adds to that share
_MOST_PAIRS = 40_000  # of blocks to be compared by their words; beyond, only what is equal belongs together


def merged(old: HtmlElement, new: HtmlElement) -> HtmlElement:
    """Return the new version of an element with marks where it differs from the old one.

    Neither of the two is changed.
    """
    result = _merge(_prepared(old), _prepared(new))
    _tell(result)
    return result


def count(element: HtmlElement) -> int:
    """Return how many places of a merged element have changed."""
    return len(element.xpath(".//*[@data-redline-place]"))


def marked_words(old: str, new: str) -> str:
    """Return two texts as HTML with marks."""
    one, other = (lxml.html.fragment_fromstring("<p></p>") for _ in range(2))
    one.text, other.text = old, new
    return _inner(merged(one, other))


def _prepared(element: HtmlElement) -> HtmlElement:
    """Return a copy in which words stand in blocks, addresses are put aside and nothing is folded."""
    copy = deepcopy(element)
    copy.tail = None
    for link in copy.xpath(
        ".//a[contains(concat(' ', @class, ' '), ' headerlink ')] | .//script | .//template"
    ):
        link.drop_tree()
    for part in copy.iter():
        if not isinstance(part.tag, str):
            continue
        if "href" in part.attrib:
            part.set(_HELD, part.attrib.pop("href"))
        if _NUMBERED.fullmatch(part.get("id", "")):
            del part.attrib["id"]
        if part.tag == "details":
            part.set("open", "")
    for part in list(copy.iter()):
        if isinstance(part.tag, str) and _has_blocks(part):
            _wrap_loose(part)
    return copy


def _wrap_loose(element: HtmlElement) -> None:
    """Put words that stand beside blocks into a block of their own."""
    children = list(element)
    text, element.text = element.text, None
    for child in children:
        element.remove(child)
    run: HtmlElement | None = None
    if text and text.strip():
        run = lxml.html.fragment_fromstring("<div class='redline-run'></div>")
        run.text = text
        element.append(run)
    for child in children:
        tail, child.tail = child.tail, None
        if _is_block(child):
            run = None
            element.append(child)
        else:
            if run is None:
                run = lxml.html.fragment_fromstring("<div class='redline-run'></div>")
                element.append(run)
            run.append(child)
        if tail and (tail.strip() or run is not None):
            if run is None:
                run = lxml.html.fragment_fromstring("<div class='redline-run'></div>")
                element.append(run)
            if len(run):
                run[-1].tail = (run[-1].tail or "") + tail
            else:
                run.text = (run.text or "") + tail


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or _has_blocks(element)


def _has_blocks(element: HtmlElement) -> bool:
    return any(_is_block(child) for child in element)


# -- what belongs together ----------------------------------------------------------------------------------


def _merge(old: HtmlElement, new: HtmlElement) -> HtmlElement:
    if _content(old) == _content(new):
        return deepcopy(new)
    if not _has_blocks(new):
        return _with_words(old, new)
    result = _shell(new)
    for before, after in _aligned(list(old), list(new)):
        if before is not None and after is not None:
            child = _merge(before, after)
        elif after is not None:
            child = _whole(after, ADDED)
        else:
            assert before is not None
            child = _whole(before, REMOVED)
        child.tail = "\n"
        result.append(child)
    return result


def _shell(element: HtmlElement) -> HtmlElement:
    """Return an element without its content."""
    shell = deepcopy(element)
    for child in list(shell):
        shell.remove(child)
    shell.text = shell.tail = None
    return shell


def _content(element: HtmlElement) -> str:
    """Return all of an element that a reader sees."""
    seen = [" ".join(_words(element))]
    seen += [f"{part.get('src')}|{part.get('alt')}" for part in element.iter("img")]
    return "\n".join(seen)


def _words(element: HtmlElement) -> list[str]:
    """Return the words of an element; blocks part words as spaces do."""
    return " ".join(element.itertext()).split()


def _aligned(
    old: Sequence[HtmlElement], new: Sequence[HtmlElement]
) -> Iterator[tuple[HtmlElement | None, HtmlElement | None]]:
    """Yield the children of two elements in the order of reading, those that belong together as a pair."""
    keys = [[(child.tag, _content(child)) for child in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[from_old:to_old], new[from_new:to_new], strict=True)
        else:
            yield from _paired(old[from_old:to_old], new[from_new:to_new])


def _paired(
    old: Sequence[HtmlElement], new: Sequence[HtmlElement]
) -> Iterator[tuple[HtmlElement | None, HtmlElement | None]]:
    """Yield the best pairs that keep both orders, what has no partner between them, removed before added.

    The best alignment by dynamic programming, with the share of common words as score and nothing for a gap
    (Needleman and Wunsch, 1970, https://doi.org/10.1016/0022-2836(70)90057-4).
    """
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((one, None) for one in old)
        yield from ((None, one) for one in new)
        return
    words = [[Counter(_words(child)) for child in side] for side in (old, new)]
    scores = [
        [_likeness(one, other, words[0][i], words[1][j]) for j, other in enumerate(new)]
        for i, one in enumerate(old)
    ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((one, None) for one in old[i:])
    yield from ((None, one) for one in new[j:])


def _likeness(old: HtmlElement, new: HtmlElement, words: Counter[str], other: Counter[str]) -> float:
    """Return how surely two blocks are versions of one: 0, or from ``_ALIKE`` to 1.5."""
    if old.tag != new.tag or _has_blocks(old) != _has_blocks(new):
        return 0.0
    total = words.total() + other.total()
    share = 2 * (words & other).total() / total if total else _ALIKE
    same_id = old.get("id") is not None and old.get("id") == new.get("id")
    if new.tag in {"tr", "thead", "tbody", "td", "th"} and len(old) == len(new):
        share = max(share, _ALIKE)  # cells of one place, rows of one table
    return share + _SAME_ID if same_id else share if share >= _ALIKE else 0.0


# -- marks --------------------------------------------------------------------------------------------------


def _with_words(old: HtmlElement, new: HtmlElement) -> HtmlElement:
    """Return a block without blocks in it, with its words marked."""
    result = _shell(new)
    if any(next(part.iter(*_WHOLE), None) is not None for part in (old, new)) or new.tag in _WHOLE:
        inner = f"<del>{_inner(old)}</del> <ins>{_inner(new)}</ins>"
    else:
        inner = htmldiff(_inner(old), _inner(new))
    filled = lxml.html.fragment_fromstring(inner, create_parent="div")
    result.text = filled.text
    result.extend(list(filled))
    _removed_first(result)
    result.set("data-redline-place", "")
    return result


def _inner(element: HtmlElement) -> str:
    """Return what stands in an element, as HTML."""
    return escape(element.text or "") + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in element
    )


def _removed_first(element: HtmlElement) -> None:
    """Let what was removed stand before what was added in its place, as a reader expects it."""
    for added in list(element.iter(ADDED)):
        removed = added.getnext()
        if removed is not None and removed.tag == REMOVED and not (added.tail or "").strip():
            parent, tail = added.getparent(), removed.tail
            parent.insert(parent.index(added), removed)
            removed.tail, added.tail = " ", tail


def _whole(element: HtmlElement, mark: str) -> HtmlElement:
    """Return an element of which all words are marked."""
    result = deepcopy(element)
    result.tail = None
    for part in [result, *result.iterdescendants()]:
        if mark == REMOVED and isinstance(part.tag, str):
            part.attrib.pop("id", None)
    for block in [part for part in [result, *result.iterdescendants()] if part.tag in _BLOCKS]:
        if not _has_blocks(block) and (
            block.text_content().strip() or next(block.iter("img"), None) is not None
        ):
            _wrap_all(block, mark)
    result.set("data-redline-place", "")
    return result


def _wrap_all(block: HtmlElement, mark: str) -> None:
    around = lxml.html.fragment_fromstring(f"<{mark}></{mark}>")
    around.text, block.text = block.text, None
    for child in list(block):
        around.append(child)
    block.append(around)


def _tell(element: HtmlElement) -> None:
    """Give addresses back, number the places, and say in words what the marks show."""
    for part in element.iter():
        if isinstance(part.tag, str) and _HELD in part.attrib:
            part.set("href", part.attrib.pop(_HELD))
    for number, place in enumerate(element.xpath("descendant-or-self::*[@data-redline-place]"), 1):
        place.set("data-redline-place", str(number))
        anchor = lxml.html.fragment_fromstring(f'<span class="redline-place" id="change-{number}"></span>')
        target = next(place.iter(ADDED, REMOVED), None)
        if target is not None:
            target.addprevious(anchor)
    for mark, words in _SAID.items():
        for part in element.iter(mark):
            said = lxml.html.fragment_fromstring(f'<span class="redline-said">{words}</span>')
            _put_first(part, said)
            end = lxml.html.fragment_fromstring('<span class="redline-said"> (end) </span>')
            part.append(end)


def _put_first(element: HtmlElement, child: HtmlElement) -> None:
    child.tail, element.text = element.text, None
    element.insert(0, child)
