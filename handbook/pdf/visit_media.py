"""Visitors of images, figures and formulas, and of raw markup that was meant for another output."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from docutils import nodes

from handbook.pdf.formula import FormulaError, read_formula
from handbook.pdf.images import faults
from handbook.pdf.markup import string
from handbook.pdf.writer import Writer

# A backslash at the end of a line becomes two raw nodes in MyST, one for HTML and one for LaTeX.
_HARD_BREAKS = {"<br />": " #linebreak() ", "<br>": " #linebreak() ", "\\\\": ""}
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
# An image of this class says nothing that the text does not: a screen reader passes it over.
DECORATIVE = "decorative"


class MediaVisitors(Writer):
    """What is not text."""

    def visit_image(self, node: nodes.image) -> None:
        """Show an image; one without alternative text is refused with its line."""
        uri = str(node["uri"])
        alternative = str(node.get("alt", "")).strip()
        name = self.builder.images.get(uri)
        decorative = DECORATIVE in node["classes"]
        if not alternative and not decorative:
            self.fault("alt", f"image '{uri}' has no alternative text. Say what it shows: ':alt: ...'", node)
        if name is None:
            self.fault("image", f"image '{uri}' cannot be printed. Use SVG, PNG or JPEG", node)
            raise nodes.SkipNode
        for message in faults(Path(self.builder.srcdir, uri)):
            self.fault("image", message, node)
        width = str(node.get("width", ""))
        size = f", width: {width}" if width.endswith("%") else ""
        path = PurePosixPath("images", name).as_posix()
        spoken = "" if decorative else f", alt: {string(alternative)}"
        image = f"image({string(path)}{spoken}{size})"
        if decorative:
            image = f"pdf.artifact({image})"
        self.write(f"#box({image})" if _stands_in_line(node) else f"#{image}")
        raise nodes.SkipNode

    def visit_figure(self, node: nodes.figure) -> None:
        """Show the image with its number, caption and legend."""
        captions = [child for child in node.children if isinstance(child, (nodes.caption, nodes.legend))]
        shown = [child for child in node.children if child not in captions]
        caption = f"{self.number(node)}{self.aside(list(captions)).strip()}"
        extra = f", caption: [{caption}]" if caption else ""
        body = self.aside(shown).strip()
        self.write(f"\n{self.place(node)}#figure([{body}]{extra})\n")
        raise nodes.SkipNode

    def visit_caption(self, node: nodes.caption) -> None:
        """Write the words of a caption; those of a code block get a form of their own."""
        if not isinstance(node.parent, nodes.figure):
            self.write(f"\n#block-caption[{self.number(node.parent)}")

    def depart_caption(self, node: nodes.caption) -> None:
        self.write("]\n" if not isinstance(node.parent, nodes.figure) else "\n\n")

    visit_legend = depart_legend = Writer.pass_through

    def visit_math(self, node: nodes.Element) -> None:
        """Set a formula, with the words that a screen reader says; one that is not known is refused."""
        self._formula(node, block=False)

    def visit_math_block(self, node: nodes.Element) -> None:
        """Set a formula between paragraphs, with its number."""
        self._formula(node, block=True)

    def _formula(self, node: nodes.Element, *, block: bool) -> None:
        latex = " ".join(node.astext().split())
        try:
            formula = read_formula(latex)
        except FormulaError as error:
            message = f"the formula '{latex}' cannot be set: {error}. Write it in words and signs"
            self.fault("formula", message, node)
            raise nodes.SkipNode from None
        number = f", numbering: _ => [({node['number']})]" if block and node.get("number") else ""
        form = f"block: {str(block).lower()}, alt: {string(formula.words)}{number}"
        self.write(f"{self.place(node)}#math.equation({form}, ${formula.markup}$.body)")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.raw) -> None:
        """Refuse markup for another output: it is content that would be lost."""
        text = node.astext()
        kind = str(node.get("format", ""))
        if text.strip() in _HARD_BREAKS:
            self.write(_HARD_BREAKS[text.strip()])
        elif kind == "typst":
            self.write(self.place(node) + text)
        elif kind == "html" and "task-list-item-checkbox" in text:
            # MyST keeps the state of a task in HTML alone.
            box = "☑" if 'checked="checked"' in text else "☐"
            self.write(f"#task-box[{box} ]")
        elif not text.strip() or (kind == "html" and _COMMENTS.fullmatch(text)):
            pass
        else:
            shown = " ".join(text.split())[:60]
            self.fault("raw", f"raw {kind} '{shown}' cannot be printed. Write it in Markdown", node)
        raise nodes.SkipNode


def _stands_in_line(node: nodes.image) -> bool:
    """Tell whether text stands beside an image."""
    around: nodes.Element | None = node.parent
    if isinstance(around, nodes.reference):
        around = around.parent
    return isinstance(around, nodes.TextElement) and bool(around.astext().strip())
