"""Single lines: headings, lists, labels, tabs, signs that nobody types, marks of a merge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.markup.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Lines = Sequence[tuple[int, str]]

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_MERGE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")
_PASTED = {
    "\u00a0": "a space that does not break, as word processors paste it",
    "\u202f": "a narrow space that does not break, as word processors paste it",
    "\u00ad": "a hyphen that shows at the end of a line only, as word processors paste it",
    "\u2028": "a line end that is none here, as word processors paste it",
    "\u2029": "a paragraph end that is none here, as word processors paste it",
}
_LIGATURES = dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_UNTYPED = re.compile(f"[{''.join(_PASTED)}{''.join(_LIGATURES)}\ue000-\uf8ff\ufffd]")
_BULLET = re.compile(r"\s*[•·▪●◦‣∙]\s*")
_NO_SPACE_HEADING = re.compile(r"#{1,6}(?=[A-Za-z\u00a0])")
_NO_SPACE_ITEM = re.compile(r"\s*(?:[*+-](?=[A-Za-z])|\d{1,2}[.)](?=[A-Z][a-z]))")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_TEXT = re.compile(r" {0,3}[A-Za-z\"“(\[*_]")
_LABEL = re.compile(r"\((?P<name>[^()]+)\)(?P<equals>=?)\s*$")


def line_faults(typed: Lines, prose: Lines) -> Iterator[Fault]:
    """Yield what is wrong in lines by themselves: in all that is ``typed``, or where it is ``prose``."""
    for number, text in typed:
        if _MERGE.match(text):
            message = (
                "a mark of an unfinished merge stands here. Keep one of the two texts, and take out the marks"
            )
            yield Fault("merge", number, message)
        yield from _signs(number, text)
    for place, (number, text) in enumerate(prose):
        before = prose[place - 1] if place else (0, "")
        above = before[1] if before[0] == number - 1 else ""
        yield from _heading(number, text, above)
        yield from _item(number, text)
        yield from _label(number, text, [later for _, later in prose[place + 1 :]])


def _signs(number: int, text: str) -> Iterator[Fault]:
    bare = _CODE.sub("", text)
    if "\t" in bare:
        yield Fault(
            "tab", number, "a tab stands in this line. Type spaces; a table is written with | between cells"
        )
    sign = _UNTYPED.search(bare)
    if sign is None:
        return
    if sign[0] in _PASTED:
        yield Fault("sign", number, f"this line holds {_PASTED[sign[0]]}. Type the space or hyphen anew")
    elif sign[0] in _LIGATURES:
        yield Fault("sign", number, f"'{sign[0]}' is one sign for '{_LIGATURES[sign[0]]}'. Type the letters")
    else:
        code = f"U+{ord(sign[0]):04X}"
        yield Fault("sign", number, f"this line holds a sign ({code}) that no font has. Type what was meant")


def _heading(number: int, text: str, above: str) -> Iterator[Fault]:
    hashes = _NO_SPACE_HEADING.match(text)
    if hashes:
        words = text[hashes.end() :].strip()
        yield Fault(
            "heading", number, f"a heading needs a space behind {hashes[0]}. Write: {hashes[0]} {words}"
        )
    if _UNDERLINE.match(text) and _TEXT.match(above) and not above.lstrip().startswith("|"):
        message = (
            f"this line makes a heading of the line above. Write: ## {above.strip()[:40]}, or leave a line"
            " empty between the two"
        )
        yield Fault("heading", number, message)


def _item(number: int, text: str) -> Iterator[Fault]:
    bullet = _BULLET.match(text)
    if bullet:
        yield Fault("list", number, f"'{bullet[0].strip()}' makes no list. Write a star and a space: * ...")
    item = _NO_SPACE_ITEM.match(text)
    if item and not (item[0].strip() == "*" and "*" in text[item.end() :]):
        mark = item[0].strip()
        words = text[item.end() : item.end() + 20].strip()
        yield Fault(
            "list", number, f"an item of a list needs a space behind '{mark}'. Write: {mark} {words} ..."
        )


def _label(number: int, text: str, below: list[str]) -> Iterator[Fault]:
    label = _LABEL.match(text)
    if label is None:
        return
    name, following = label["name"], next((line for line in below if line.strip()), "")
    if label["equals"] and not following:
        yield Fault(
            "label", number, f"nothing follows the label '{name}'. Put it above a heading, or take it out"
        )
    elif label["equals"] and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        wanted = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        message = f"label '{name}': use lower-case words joined by hyphens. Write: ({wanted})="
        yield Fault("label", number, message)
    elif not label["equals"] and following.startswith("#") and re.fullmatch(r"[\w-]+", name):
        yield Fault("label", number, f"'({name})' is shown as text. Write: ({name})=")
