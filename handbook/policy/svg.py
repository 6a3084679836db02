"""What a drawing may hold: shapes, text and colours. All else in SVG can run, load or follow something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SPACE = "http://www.w3.org/2000/svg"
_LINK_SPACE = "http://www.w3.org/1999/xlink"

# https://www.w3.org/TR/SVG2/eltindex.html without scripts, foreign content, links, animation (it can set a
# link) and filters that load images.
_ELEMENTS = frozenset(
    {
        "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker",
        "mask", "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop",
        "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
    }
)  # fmt: skip
_INSIDE = re.compile(r"#[\w.:-]+")
_CSS_LOADS = re.compile(r"@import|url\((?!\s*['\"]?#)|image-set\(|expression\(|-moz-binding", re.IGNORECASE)
_REMEDY = "Export it as plain SVG, of shapes and text alone"


def faults(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line of each thing in an SVG file that is not allowed, with what it is.

    :raises OSError: when the file cannot be read.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        if not reader.found:
            yield error.lineno, f"is not XML ({expat.ErrorString(error.code)}). {_REMEDY}"
    for line, what in reader.found:
        yield line, f"{what}. {_REMEDY}"


def loads_something(css: str) -> bool:
    """Tell whether a style sheet of a drawing asks for another file."""
    return _CSS_LOADS.search(css) is not None


class _Reader:
    """Reads with expat itself: it tells lines, and a document type before any entity is expanded."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self._style: list[str] | None = None
        self._described = 0  # how deep in metadata, where other vocabularies describe the drawing
        self.parser.buffer_text = True

    def _note(self, what: str) -> None:
        self.found.append((self.parser.CurrentLineNumber, what))

    def _doctype(self, name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        self._note("has a document type, which can define entities")
        # Nothing behind it is read: entities can grow without end.
        self.parser.StartElementHandler = None
        raise expat.ExpatError

    def _instruction(self, target: str, _data: str) -> None:
        self._note(f"has the instruction <?{target}?>, which can load a style sheet")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._described:
            self._described += 1
        elif space != _SPACE or local not in _ELEMENTS:
            self._note(f"holds <{local}>")
        elif local == "metadata":
            self._described = 1
        elif local == "style":
            self._style = []
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        space, _, local = key.rpartition(" ")
        if local.lower().startswith("on"):
            self._note(f"has the event attribute {local}")
        elif self._described:
            return  # names of vocabularies and licences, which no browser follows
        elif local in {"href", "src"} and not _INSIDE.fullmatch(value.strip()):
            self._note(f"refers to '{value[:60]}' outside itself")
        elif space and space != _LINK_SPACE and local == "base":
            self._note("moves its references by xml:base")
        elif loads_something(value):
            self._note(f"loads a file in its attribute {local}")

    def _text(self, data: str) -> None:
        if self._style is not None:
            self._style.append(data)

    def _end(self, name: str) -> None:
        if self._described:
            self._described -= 1
        if self._style is not None:
            if loads_something("".join(self._style)):
                self._note("loads a file in its style")
            self._style = None
