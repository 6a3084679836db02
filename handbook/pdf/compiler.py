"""Runs the Typst compiler and tells what it says in the words and lines of a writer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How often the pages of links are looked up before a link that wavers keeps its page.
_FREE_ROUNDS = 4
_ROUNDS = 12
# The comment that leads from the generated file back to the page.
_PLACE = re.compile(r"/\*@ (.+?):(\d+) \*/")
_SAID = re.compile(r"^(?:error|warning): (.*)$", re.MULTILINE)
_AT = re.compile(r"handbook\.typ:(\d+):(\d+)")
_IMAGE = re.compile(r"[/\\](images/[^\n]+):\d+:\d+")
_HINT = re.compile(r"= hint: (.*)")
_NO_SIGN = re.compile(r"the text `\"(.+)\"` could not be displayed")


@dataclass(frozen=True)
class Problem:
    """One thing the compiler found, with the place in a page where it can be told."""

    message: str
    path: str = ""
    line: int = 0


def compile_book(source: Path, fonts: Path, timestamp: int) -> tuple[bytes | None, list[Problem]]:
    """Return the PDF, or nothing where it cannot be made, and all that the compiler said.

    :param source: the file ``handbook.typ``; all that it uses lies in the same folder.
    :param fonts: a folder of fonts. Those of the compiler come with it, those of the machine are ignored.
    :param timestamp: what stands in the file as its time, in seconds since 1970.
    """
    compiler = typst.Compiler(
        str(source), root=str(source.parent), font_paths=[str(fonts)], ignore_system_fonts=True
    )
    markup = source.read_text(encoding="utf-8")
    try:
        settled = _settle_pages(compiler, source.parent / "pages.json")
    except RuntimeError:
        settled = False  # compiling meets the same problem, and tells where it is
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],  # checked while compiling: a file that fails is not made
            timestamp=timestamp,
        )
    except RuntimeError as error:
        return None, list(_problems(getattr(error, "diagnostic", "") or str(error), markup))
    assert isinstance(pdf, bytes)
    problems = [problem for warning in warnings for problem in _problems(warning.diagnostic, markup)]
    if not settled:
        problems.append(Problem("the page numbers of links do not come to rest. Please report it"))
    return pdf, problems


def _settle_pages(compiler: typst.Compiler, file: Path) -> bool:
    """Write the page behind each link into ``file``, until no page moves by it; tell whether that came about.

    A page number takes room and so may move what it points to. At first all of them are decided anew in each
    round; later a number that was shown once stays, so that two places cannot go on pushing one another.
    """
    shown: dict[int, int] = {}
    for turn in range(_ROUNDS):
        size = max(shown, default=-1) + 1
        file.write_text(json.dumps([shown.get(number) for number in range(size)]), encoding="utf-8")
        found = json.loads(compiler.query("<links-with-pages>", field="value", one=True))
        wanted = {
            number: there
            for number, here, there, always in found
            if here != there or always or (turn >= _FREE_ROUNDS and number in shown)
        }
        if wanted == shown:
            return True
        shown = wanted
    return False


def _problems(diagnostic: str, markup: str) -> Iterator[Problem]:
    """Take apart what the compiler prints: it tells several problems at once."""
    starts = list(_SAID.finditer(diagnostic))
    if not starts:
        yield Problem(f"the PDF compiler says: {' '.join(diagnostic.split())}")
    ends = [start.start() for start in starts[1:]] + [len(diagnostic)]
    for start, end in zip(starts, ends, strict=True):
        details = diagnostic[start.end() : end]
        hints = "".join(f". {hint}" for hint in _HINT.findall(details))
        yield Problem(_sentence(start[1], hints), *_find(markup, details))


def _find(markup: str, details: str) -> tuple[str, int]:
    """Return the page and line that a message leads to: through the markup, or through an image it shows."""
    at = _AT.search(details)
    if at:
        return _place(markup, int(at[1]), int(at[2]))
    image = _IMAGE.search(details)
    if image and image[1] in markup:
        before = markup[: markup.index(image[1])]
        return _place(before, before.count("\n") + 1, len(before))
    return "", 0


def _sentence(message: str, hints: str) -> str:
    missing = _NO_SIGN.search(message)
    if missing:
        return f"no font of the book has the sign '{missing[1]}'. Write it another way"
    return f"the PDF compiler says: {message}{hints}"


def _place(markup: str, line: int, column: int) -> tuple[str, int]:
    """Return the page and line whose comment stands last before a place of the generated file."""
    lines = markup.split("\n")[:line]
    lines[-1] = lines[-1][: column + 1]
    for text in reversed(lines):
        places = _PLACE.findall(text)
        if places:
            path, number = places[-1]
            return path, int(number)
    return "", 0
