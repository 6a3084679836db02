"""The front matter: there, closed, and YAML that holds known fields, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from handbook.core.fields import suggestion
from handbook.markup.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_FENCE = re.compile(r"---[ \t]*$")
_LIKE_A_FENCE = re.compile(r"\s*(?:[-–—_*]+|\.\.\.)\s*$")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*) *:(?P<space> *)(?P<value>.*)$")
_HOW = "Write the fields as 'name: value' between two lines of --- at the very top"
NONE = "no_front_matter"
FAULTY = "front_matter"


def front_matter_faults(lines: Sequence[str], known: Collection[str]) -> tuple[list[Fault], int]:
    """Return what is wrong, and how many lines stand above the text: -1 when nobody can tell."""
    if not lines or not _FENCE.match(lines[0]):
        missing, readable = _missing(lines)
        return [missing], 0 if readable else -1
    end = next((place for place, line in enumerate(lines[1:], 1) if _FENCE.match(line)), 0)
    if not end or any(re.match(r"#{1,6} ", line) for line in lines[1:end]):
        last = _last_field(lines)
        return [
            Fault(NONE, last, "the front matter is not closed. Write --- on a line of its own below this one")
        ], -1
    return list(_faults(lines[1:end], known)), end + 1


def _missing(lines: Sequence[str]) -> tuple[Fault, bool]:
    """Return what is wrong, and whether all that stands there is text."""
    first = next((place for place, line in enumerate(lines) if line.strip()), -1)
    if first < 0:
        what = "the page is empty. Write its front matter, a title and text, or take the file away"
        return Fault(NONE, 1, what), True
    if first and _FENCE.match(lines[first]):
        return Fault(NONE, 1, "an empty line stands above the front matter. Take it out"), False
    following = lines[first + 1] if first + 1 < len(lines) else ""
    if _LIKE_A_FENCE.match(lines[first]) and _FIELD.match(following):
        what = f"'{lines[first].strip()}' does not open the front matter. Write three hyphens: ---"
        return Fault(NONE, first + 1, what), False
    if _FIELD.match(lines[first]):
        what = "the front matter is not opened. Write --- on a line of its own above it"
        return Fault(NONE, first + 1, what), False
    what = "the page has no front matter. Write at the very top, between two lines of ---: owner, checked,"
    return Fault(NONE, 1, f"{what} review-by, sign-off, each as 'name: value'"), True


def _last_field(lines: Sequence[str]) -> int:
    last = 1
    for number, line in enumerate(lines[1:], 2):
        if not _FIELD.match(line):
            break
        last = number
    return last


def _faults(fields: Sequence[str], known: Collection[str]) -> Iterator[Fault]:
    simple = list(_line_faults(fields))
    yield from simple
    try:
        root = yaml.compose("\n".join(fields), yaml.BaseLoader)
    except yaml.YAMLError as error:
        if not simple:
            mark = getattr(error, "problem_mark", None)
            line = (mark.line if mark is not None else 0) + 2
            what = getattr(error, "problem", None) or "cannot be read"
            yield Fault(FAULTY, min(line, len(fields) + 1), f"front matter: {what}. {_HOW}")
        return
    if root is not None and not isinstance(root, yaml.MappingNode):
        what = "a list" if isinstance(root, yaml.SequenceNode) else "a text"
        yield Fault(FAULTY, 2, f"front matter: this is {what}, not fields. {_HOW}")
    elif root is not None:
        yield from _name_faults(root, known)


def _line_faults(fields: Sequence[str]) -> Iterator[Fault]:
    """Yield what YAML would tell in words that only programmers know."""
    for number, line in enumerate(fields, 2):
        field = _FIELD.match(line)
        if "\t" in line:
            yield Fault(FAULTY, number, "front matter: a tab stands here. Type a space")
        elif field is None:
            continue
        elif field["value"] and not field["space"]:
            message = (
                f"front matter: a space is missing behind the colon. Write: {field['name']}: {field['value']}"
            )
            yield Fault(FAULTY, number, message)
        elif re.search(r":(?:\s|$)", field["value"]) and field["value"][0] not in "\"'|>":
            quoted = f'{field["name"]}: "{field["value"]}"'
            yield Fault(FAULTY, number, f"front matter: a second colon. Put quotes around the text: {quoted}")
        elif field["value"][:1] in ("'", '"') and (
            len(field["value"]) == 1 or field["value"].rstrip()[-1] != field["value"][0]
        ):
            what = f"the quotation mark of '{field['name']}' is not closed. Close it, or take it out"
            yield Fault(FAULTY, number, f"front matter: {what}")


def _name_faults(root: yaml.MappingNode, known: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, _ in root.value:
        name, line = str(key.value), key.start_mark.line + 2
        if name in seen:
            yield Fault(FAULTY, line, f"front matter: '{name}' stands here again. Keep one of the two")
        elif name not in known and name not in ("myst", "html_meta", "substitutions"):  # policy refuses these
            remedy = (
                suggestion(name.lower(), known) if name.lower() not in known else f"Write: {name.lower()}"
            )
            yield Fault(FAULTY, line, f"front matter: unknown field '{name}'. {remedy}")
        seen.add(name)
