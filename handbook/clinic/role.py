"""The role that prints a field, or a line to write on."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from handbook.clinic.settings import FIELDS, NUMBERS
from handbook.core.fields import FieldError, one_of

logger = logging.getLogger(__name__)

# Underscores are a line in every output, and in what is copied from it.
BLANK = "_" * 22


class ClinicRole(SphinxRole):
    """``{clinic}`telephone```: what the settings say, a number as a link that dials it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words, or the line."""
        name = self.text.strip()
        try:
            one_of(name, FIELDS, "field of clinic.toml")
        except FieldError as error:
            logger.warning("%s", error, type="clinic", subtype="field", location=self.get_location())
            return [], []
        words = self.config.clinic.get(name, "")
        if not words:
            return [nodes.inline(BLANK, BLANK, classes=["clinic-blank"])], []
        if name in NUMBERS:
            number = "".join(sign for sign in words if sign.isdecimal() or sign == "+")
            return [nodes.reference(words, words, refuri=f"tel:{number}", classes=["clinic-number"])], []
        return [nodes.inline(words, words, classes=["clinic-words"])], []
