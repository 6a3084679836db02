"""What the source of a page may not hold, seen before MyST reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)

# Fields that change how a page is read, or that reach its head. MyST knows the last two from older versions.
_FIELDS = frozenset({"myst", "html_meta", "substitutions"})

# Class names by which the tooling tells readers how far a text can be trusted.
_OWN_CLASS = re.compile(r"(?:\{[^}\n]*\.|^\s*:[\w-]*class[\w-]*:.*?\b)((?:review|claim|certainty)-[\w-]+)")


def check_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Report settings in the front matter, and class names that belong to the tooling."""
    text = source[0].replace("\r\n", "\n").removeprefix("\ufeff")
    for line, message in (*_front_matter_faults(text), *_class_faults(text)):
        logger.warning("%s", message, type="policy", subtype="source", location=(docname, line))


def _front_matter_faults(text: str) -> Iterator[tuple[int, str]]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return
    try:
        root = yaml.compose(match[1], yaml.BaseLoader)
    except yaml.YAMLError:
        return  # MyST reports it
    if not isinstance(root, yaml.MappingNode):
        return
    for key, _ in root.value:
        if str(key.value) in _FIELDS:
            yield (
                key.start_mark.line + 2,
                f"front matter: '{key.value}' is not allowed. How pages are read is set in conf.py alone",
            )


def _class_faults(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for match in _OWN_CLASS.finditer(line):
            yield number, f"class '{match[1]}' belongs to lines that the handbook writes. Take it out"
