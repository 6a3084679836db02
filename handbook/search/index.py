"""Writes the index that the page loads: a script of one call, because ``file://`` allows no other way."""

from __future__ import annotations

import json
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx import addnodes

from handbook.search.collect import pages_of
from handbook.search.model import Block, Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from handbook.search.model import Page

T = TypeVar("T")

WORDS = Path(__file__).with_name("words.toml")
SENSES = Path(__file__).with_name("senses.txt")
_KINDS = list(Kind)


def script(env: BuildEnvironment, builder: Builder, weights: Mapping[str, float]) -> str:
    """Return the index of all pages as a script; the same pages give the same text.

    :param weights: how much the results of a page count (1 is usual), by pattern of its name; the first
        pattern that fits holds. Pages of weight 0 are left out.
    """
    data = json.dumps(content(env, builder, weights), ensure_ascii=False, separators=(",", ":"))
    # A line separator is a line end to older browsers, and the end tag would matter in an inline copy.
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f"handbookSearch.receive({safe});\n"


def content(env: BuildEnvironment, builder: Builder, weights: Mapping[str, float]) -> dict[str, Any]:
    """Return the index as data. Its form is declared in ``static/search/types.d.ts``."""
    parts = _parts(env)
    pages: list[list[Any]] = []
    rows: list[list[Any]] = []
    same: list[list[Any]] = []
    for docname, page in sorted(pages_of(env).items()):
        same += [[list(handbook), list(everyday)] for handbook, everyday, _ in page.same_words]
        weight = first_match(docname, weights, 1.0)
        if weight <= 0:
            continue
        address = builder.get_target_uri(docname)
        rows += _rows(page, len(pages), len(rows))
        label = first_match(docname, env.config.search_labels, "")
        pages.append([address, page.title, parts.get(docname, ""), weight, *([label] if label else [])])
    helps = [[title, builder.get_target_uri(docname)] for title, docname in fallbacks(env)]
    return {
        "words": _words(WORDS),
        "senses": _senses(SENSES),
        "pages": pages,
        "entries": rows,
        "same": same,
        "fallbacks": helps,
    }


def fallbacks(env: BuildEnvironment) -> list[tuple[str, str]]:
    """Return title and name of the pages that help when search does not: index, settings' own, home."""
    own = [(title, docname) for title, docname in env.config.search_fallbacks if docname in env.all_docs]
    return [("Index of all words", "genindex"), *own, ("Contents: home and all pages", env.config.root_doc)]


def _rows(page: Page, number: int, first: int) -> list[list[Any]]:
    rows = []
    for entry in page.entries:
        row: list[Any] = [
            number,
            _KINDS.index(entry.kind),
            entry.anchor,
            entry.title,
            list(entry.trail),
            first + entry.inside if entry.inside >= 0 else -1,
            [_block(block) for block in entry.blocks],
            *_rest(entry),
        ]
        rows.append(row)
    return rows


def _rest(entry: Entry) -> list[Any]:
    """Return the fields that most entries lack, without the empty ones at the end."""
    rest: list[Any] = [list(entry.questions), entry.certainty, list(entry.names), entry.plain]
    while rest and not rest[-1]:
        rest.pop()
    return rest


def _block(block: Block) -> str | list[str]:
    return [block.anchor, block.text] if block.anchor else block.text


def first_match(docname: str, patterns: Mapping[str, T], otherwise: T) -> T:
    """Return what the first pattern stands for that fits the name of a page."""
    return next((value for pattern, value in patterns.items() if fnmatchcase(docname, pattern)), otherwise)


def _parts(env: BuildEnvironment) -> dict[str, str]:
    """Return the part of the handbook that each page stands in: the caption of its toctree."""
    parts: dict[str, str] = {}
    contents = env.tocs.get(env.config.root_doc)
    for toctree in contents.findall(addnodes.toctree) if contents is not None else ():
        caption = str(toctree.get("caption") or "")
        waiting = list(toctree["includefiles"])
        while waiting:
            docname = waiting.pop()
            if docname not in parts:
                parts[docname] = caption
                waiting += env.toctree_includes.get(docname, [])
    return parts


@cache
def _words(file: Path) -> dict[str, Any]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        "stop": data["stop"].split(),
        "light": data["light"].split(),
        "setting": data["setting"].split(),
        "irregular": data["irregular"],
        "spelling": data["spelling"],
    }


@cache
def _senses(file: Path) -> list[str]:
    """Return the words that have a sense here, in one string, and the digits of their vectors in another."""
    lines = (line.split() for line in file.read_text(encoding="ascii").splitlines() if line[0] != "#")
    words, digits = zip(*lines, strict=True)
    return [" ".join(words), "".join(digits)]
