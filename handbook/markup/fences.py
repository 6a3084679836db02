"""Blocks between fences: closed where they are meant to be, named and filled in as MyST reads them.

https://spec.commonmark.org/0.31.2/#fenced-code-blocks and
https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils.languages import get_language
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en as english
from docutils.utils import new_document
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from handbook.core.fields import suggestion
from handbook.markup.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    Lines = Sequence[tuple[int, str]]

_OPEN = re.compile(
    r"\s*(?:(?:[*+-]|\d+[.)])\s+)?(?P<fence>`{3,}(?=[^`]*$)|~{3,}|:{3,}(?=\s*(?:\{|[a-z-]+\}?\s|[a-z-]+\}?$)))(?P<info>.*)$"
)
_NAME = r"[A-Za-z][\w:.-]*"
_DIRECTIVE = re.compile(rf"\{{(?P<name>{_NAME})\}}(?P<argument>.*)$")
_TWO_TICKS = re.compile(rf"\s*``(?P<name>\{{{_NAME}\}})")
_QUOTED = re.compile(r"^\s*[“”„‘’].*[“”‘’]\s*$")
_OPTION = re.compile(r":(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
# What stands in these is shown as it is.
_VERBATIM = {"code", "code-block", "sourcecode", "literalinclude", "math", "parsed-literal", "raw", "toctree"}


@dataclass(frozen=True)
class Fenced:
    """A block between fences. ``inner`` is what stands in it, ``closed`` whether its end was found."""

    line: int
    fence: str
    info: str
    inner: Lines
    closed: bool
    next_open: int = 0

    @property
    def directive(self) -> str:
        """The name of the directive, when the block is one."""
        match = _DIRECTIVE.match(self.info)
        return match["name"].lower() if match else ""


def blocks(lines: Lines) -> Iterator[Fenced]:
    """Yield the outermost blocks between fences."""
    place = 0
    while place < len(lines):
        number, text = lines[place]
        match = _OPEN.match(text)
        if match is None:
            place += 1
            continue
        end, next_open = _end(lines, place, match["fence"])
        inner = lines[place + 1 : end]
        yield Fenced(
            number,
            match["fence"],
            match["info"].strip(),
            inner,
            end < len(lines) and not next_open,
            next_open,
        )
        place = end if next_open else end + 1


def _end(lines: Lines, place: int, fence: str) -> tuple[int, int]:
    """Return where a block ends, and the line of a directive that opens in it with as long a fence."""
    sign, length = fence[0], len(fence)
    close = re.compile(rf"\s*{re.escape(sign)}{{{length},}}\s*$")
    inner = re.compile(rf"\s*{re.escape(sign)}{{{length},}}\s*\{{[a-z]")
    code = not _DIRECTIVE.match(lines[place][1].strip().lstrip("*+-0123456789.) ").lstrip(sign).strip())
    for later in range(place + 1, len(lines)):
        number, text = lines[later]
        if close.match(text):
            return later, 0
        if not code and inner.match(text):
            return later, number
    return len(lines), 0


def fence_faults(lines: Lines, known: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the blocks of a page.

    :param known: the names of directives, for suggestions.
    """
    for number, text in lines:
        match = _TWO_TICKS.match(text)
        if match:
            yield Fault("fence", number, f"a block needs three backticks. Write: ```{match['name']}")
    for block in blocks(lines):
        yield from _faults(block, known)


def _faults(block: Fenced, known: Collection[str]) -> Iterator[Fault]:
    shown = f"{block.fence}{block.info}"[:40]
    if block.next_open:
        message = (
            f"the block '{shown}' is not closed before the next one opens in line {block.next_open}. End it"
            f" with {block.fence} on a line of its own; one that holds another needs a longer fence"
        )
        yield Fault("fence", block.line, message)
    elif not block.closed:
        message = f"the block '{shown}' is never closed. End it with {block.fence} on a line of its own"
        yield Fault("fence", block.line, message)
    yield from _name_faults(block)
    if not block.directive:
        return
    if _directive(block.directive) is None:
        message = f"unknown directive '{block.directive}'. {suggestion(block.directive, known)}"
        yield Fault("directive", block.line, message)
    yield from _option_faults(block)
    if block.directive not in _VERBATIM:
        yield from fence_faults(block.inner, known)


def _name_faults(block: Fenced) -> Iterator[Fault]:
    info, fence = block.info, block.fence
    word = re.match(_NAME, info.strip("{} "))
    name = word[0] if word else ""
    right = f"Write: {fence}{{{name}}}"
    if not name or _DIRECTIVE.match(info):
        argument = _DIRECTIVE.match(info)
        if argument and _QUOTED.match(argument["argument"]):
            yield Fault(
                "directive", block.line, "quotation marks are read as part of the name. Take them out"
            )
    elif info.startswith("{") and "}" not in info:
        yield Fault("directive", block.line, f"'{fence}{info[:40]}' has no closing brace. {right}")
    elif info.startswith("{"):
        yield Fault("directive", block.line, f"'{fence}{info[:40]}' has spaces in its braces. {right}")
    elif re.match(rf"{_NAME}\}}", info):
        yield Fault("directive", block.line, f"'{fence}{info[:40]}' has no opening brace. {right}")
    elif fence[0] == ":" or (_directive(name) and not _is_language(name)):
        yield Fault(
            "directive", block.line, f"'{fence}{info[:40]}' has no braces and is shown as code. {right}"
        )


def _option_faults(block: Fenced) -> Iterator[Fault]:
    """Yield the fields of a directive that are read as text, or whose quotation marks are read with them."""
    kind = _directive(block.directive)
    known = set(kind.option_spec or ()) if kind is not None else set()
    if not known:
        return
    for number, text in block.inner:
        stripped = text.strip()
        if not stripped:
            return
        option = _OPTION.match(stripped)
        bare = re.match(r":?(?P<name>[\w-]+)(?P<colon>:?)(?:\s|$)", stripped)
        if option and option["value"] and _QUOTED.match(option["value"]):
            message = f"the quotation marks of '{option['name']}' would be shown. Take them out"
            yield Fault("option", number, message)
        elif bare and not option and bare["name"] in known and (bare["colon"] or stripped.startswith(":")):
            message = f"'{bare['name']}' needs a colon before and behind. Write: :{bare['name']}: ..."
            yield Fault("option", number, message)
            return
        elif not stripped.startswith(":"):
            return


def directive_names(env: BuildEnvironment) -> set[str]:
    """Return the names of all directives that a page may use."""
    own = [env.domains.standard_domain]
    if env.config.primary_domain:
        own.append(env.domains[env.config.primary_domain])
    registered = vars(directives)["_directives"]  # docutils offers no list of what extensions added
    return {*english.directives, *registered, *(name for domain in own for name in domain.directives)}


def _directive(name: str) -> Any:
    """Return the directive of a name as far as docutils knows it: its own and those of extensions."""
    document = new_document("")
    document.reporter.report_level = document.reporter.SEVERE_LEVEL
    document.reporter.stream = io.StringIO()  # type: ignore[assignment]  # docutils writes to any
    found, _ = directives.directive(name.lower(), get_language("en", document.reporter), document)
    return found


def _is_language(name: str) -> bool:
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True


def prose_lines(lines: Lines) -> list[tuple[int, str]]:
    """Return the lines that are no code: those outside blocks, and those in directives that hold text."""
    hidden: set[int] = set()
    for block in blocks(lines):
        hidden.add(block.line)
        inner = {number for number, _ in block.inner}
        if block.directive and block.directive not in _VERBATIM:
            kept = {number for number, _ in prose_lines(_content(block.inner))}
            hidden |= inner - kept
        elif block.closed:
            hidden |= inner
        if block.closed and block.inner:
            hidden.add(block.inner[-1][0] + 1)
        elif block.closed:
            hidden.add(block.line + 1)
    return [(number, text) for number, text in lines if number not in hidden]


def verbatim_lines(lines: Lines) -> set[int]:
    """Return the numbers of the lines that are shown as they are typed."""
    found: set[int] = set()
    for block in blocks(lines):
        if block.directive and block.directive not in _VERBATIM:
            found |= verbatim_lines(block.inner)
        else:
            found |= {number for number, _ in block.inner}
    return found


def _content(inner: Lines) -> Lines:
    """Return what stands under the fields of a directive."""
    start = 0
    while start < len(inner) and re.match(r"\s*:[\w-]+", inner[start][1]):
        start += 1
    return inner[start:]
