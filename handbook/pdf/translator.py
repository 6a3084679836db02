"""Doctree to Typst markup: the visitor groups put together."""

from __future__ import annotations

from handbook.pdf.visit_blocks import BlockVisitors
from handbook.pdf.visit_design import DesignVisitors
from handbook.pdf.visit_inline import InlineVisitors
from handbook.pdf.visit_links import LinkVisitors
from handbook.pdf.visit_lists import ListVisitors
from handbook.pdf.visit_media import MediaVisitors
from handbook.pdf.visit_sphinx import SphinxVisitors
from handbook.pdf.visit_tables import TableVisitors


class TypstTranslator(
    DesignVisitors,
    InlineVisitors,
    LinkVisitors,
    MediaVisitors,
    ListVisitors,
    BlockVisitors,
    TableVisitors,
    SphinxVisitors,
):
    """Knows every node that a page may hold; any other is reported, never dropped in silence."""
