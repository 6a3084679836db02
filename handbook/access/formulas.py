"""Formulas as MathML, which browsers draw and read out themselves. MathJax would come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.util import logging

from handbook.core.places import line_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line.

    :raises SkipNode: always; the formula is written whole.
    """
    _write(translator, node, as_block=False)
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own.

    :raises SkipNode: always; the formula is written whole.
    """
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate"))
    _write(translator, node, as_block=True)
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _write(translator: HTML5Translator, node: nodes.math | nodes.math_block, *, as_block: bool) -> None:
    try:
        translator.body.append(latex2mathml.tex2mathml(node.astext(), as_block=as_block))
    except MathError as error:
        logger.warning(
            "formula '%s' cannot be shown: %s. Use simpler notation",
            node.astext()[:60],
            " ".join(str(error).split()),
            type="access",
            subtype="formula",
            location=(translator.builder.current_docname, line_of(node)),
        )
