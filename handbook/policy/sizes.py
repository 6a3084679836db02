"""Widths and heights that writers give, without style attributes, which the security policy forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from handbook.core.places import line_of
from handbook.policy.csp import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|[a-z]*)")
# Pixels of a unit, https://www.w3.org/TR/css-values-4/#absolute-lengths; a font's height counts 16.
_PIXELS = {
    "": 1,
    "px": 1,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "pt": 96 / 72,
    "pc": 16,
    "em": 16,
    "rem": 16,
}


class SizesAsClasses(SphinxPostTransform):
    """Pictures keep a size in pixels as attributes; a share of the width becomes a class of ``page.css``."""

    formats = ("html",)
    default_priority = 90  # before images are moved and copied

    def run(self, **kwargs: object) -> None:
        """Rewrite the sizes of the page."""
        if self.app.builder.name not in SITES:
            return
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, (nodes.image, nodes.figure, nodes.table)):
                for name in ("width", "height"):
                    self._size(node, name)
            elif isinstance(node, nodes.tgroup):
                self._columns(node)

    def _size(self, node: nodes.Element, name: str) -> None:
        if name not in node:
            return
        match = _SIZE.fullmatch(str(node[name]).strip())
        share = round(float(match[1])) if match and match[2] == "%" else 0
        if match and name == "width" and 0 < share <= 100:  # noqa: PLR2004 - per cent
            del node[name]
            node["classes"].append(f"width-{share}")
        elif match and match[2] in _PIXELS and isinstance(node, nodes.image):
            node[name] = str(round(float(match[1]) * _PIXELS[match[2]]))
        else:
            logger.warning(
                "%s '%s' cannot be shown. Write it in per cent (up to 100%%), for a picture also in px",
                name,
                node[name],
                type="policy",
                subtype="size",
                location=(self.env.current_document.docname, line_of(node)),
            )

    def _columns(self, group: nodes.tgroup) -> None:
        """Give the first row the widths of the columns; without given widths docutils writes none."""
        table = group.parent
        if not isinstance(table, nodes.table) or "colwidths-given" not in table["classes"]:
            return
        widths = [spec.get("colwidth", 1) for spec in group.findall(nodes.colspec)]
        table["classes"].remove("colwidths-given")
        table["classes"].append("given-widths")
        row = next(iter(group.findall(nodes.row)), None)
        for entry, share in zip(_entries(row), _shares(widths), strict=False):
            entry["classes"].append(f"width-{share}")


def _entries(row: nodes.row | None) -> Iterator[nodes.entry]:
    return (entry for entry in row or () if isinstance(entry, nodes.entry))


def _shares(widths: list[int]) -> list[int]:
    total = sum(widths) or 1
    return [max(1, round(100 * width / total)) for width in widths]
