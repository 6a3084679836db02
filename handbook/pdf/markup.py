"""Writing Typst markup: escaping, and labels for every address of the handbook."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # all but the spaces that bind
# What must not be torn at the end of a line: a number from its unit, a day from its month and year.
_UNITS = "mcg|mg|kg|g|ng|mL|L|mmHg|Hz|cm|mm|ms"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER_AND_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS}|{_MONTHS})\b)")
_MONTH_AND_YEAR = re.compile(rf"\b({_MONTHS}) (?=\d{{4}}\b)")


def escape(text: str) -> str:
    """Return ``text`` as Typst markup that prints exactly it.

    One rule for all: a backslash before every ASCII punctuation mark. Typst takes each of them literally
    then, so no list of special cases can be incomplete.
    """
    return _PUNCTUATION.sub(r"\\\1", _SPACE.sub(" ", text))


def prose(text: str) -> str:
    """Return ``text`` as markup, with numbers bound to their units and dates bound together."""
    bound = _MONTH_AND_YEAR.sub("\\1\u00a0", _NUMBER_AND_UNIT.sub("\u00a0", text))
    return escape(bound)


def string(text: str) -> str:
    """Return ``text`` as a Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


class Labels:
    """Typst labels for addresses ``docname#id``; docutils repeats ids from page to page."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.defined: set[str] = set()
        self.used: dict[str, str] = {}
        self.links = 0  # how many show the page they lead to

    def define(self, docname: str, node_id: str) -> str:
        """Return the label to attach, or nothing when the address has one already."""
        address = f"{docname}#{node_id}"
        if address in self.defined:
            return ""
        self.defined.add(address)
        return f"<{self._name(address)}>"

    def use(self, address: str, place: str = "") -> str:
        """Return the label that something refers to for ``docname#id``.

        :param place: the file and line where it does so, for when the address is nowhere.
        """
        return f"<{self.name(address, place)}>"

    def name(self, address: str, place: str = "") -> str:
        """Return the name of that label, as links have it."""
        self.used.setdefault(address, place)
        return self._name(address)

    def _name(self, address: str) -> str:
        return f"k{self._numbers.setdefault(address, len(self._numbers))}"

    @property
    def dangling(self) -> dict[str, str]:
        """Addresses that something links to and nothing defines, each with the place of the first link."""
        return {address: place for address, place in self.used.items() if address not in self.defined}
