"""British and American dictionaries, read by Hunspell, and the words that only this handbook knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from hunspell import Hunspell

# https://github.com/wooorm/dictionaries, which package.json names; the American one comes with chunspell.
_BRITISH = Path(__file__).resolve().parents[2] / "node_modules" / "dictionary-en-gb"
_LIKE = 0.8  # of difflib: one letter more, less or wrong in a word of seven


class NoDictionaryError(Exception):
    """The dictionary is not installed."""


@dataclass(frozen=True)
class WordFile:
    """The words of the handbook's own list, each with its line."""

    path: Path
    words: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> WordFile:
        """Read a file with one word a line; what follows # is a comment."""
        words: dict[str, int] = {}
        if path.is_file():
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                word = line.partition("#")[0].strip()
                if word:
                    words.setdefault(word, number)
        return cls(path, words)


class Dictionary:
    """Tells whether a word is spelled as in British English or as the handbook's own list has it."""

    def __init__(self, own: WordFile) -> None:
        if not (_BRITISH / "index.dic").is_file():
            raise NoDictionaryError("the dictionary is not installed. Run: python3 make.py check")
        self.own = own
        self.used: set[str] = set()
        self._british = Hunspell("index", hunspell_data_dir=str(_BRITISH))
        self._american = Hunspell("en_US")
        self._known: dict[str, bool] = {}
        self._near: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Return whether a word is right. What stands after an apostrophe at its end is no part of it."""
        if word not in self._known:
            self._known[word] = self._is_known(word)
        return self._known[word]

    def _is_known(self, word: str) -> bool:
        stem = re.sub(r"'s?$", "", word)
        for form in (word, stem, stem.lower()):
            if form in self.own.words:
                self.used.add(form)
                return True
        return any(_spells(self._british, form) for form in (word, stem, stem.lower()))

    def is_american(self, word: str) -> bool:
        """Return whether a word that is not known is one in American English."""
        return _spells(self._american, word) or _spells(self._american, word.lower())

    def suggestion(self, word: str) -> str:
        """Return the word that is likely meant, or nothing."""
        if word not in self._near:  # Hunspell takes a tenth of a second to think of one
            self._near[word] = self._suggested(word)
        return self._near[word]

    def _suggested(self, word: str) -> str:
        near = get_close_matches(word.lower(), [own.lower() for own in self.own.words], n=1, cutoff=_LIKE)
        if near:
            return near[0]
        try:
            return str(next(iter(self._british.suggest(word)), ""))
        except UnicodeEncodeError:
            return ""


def _spells(dictionary: Hunspell, word: str) -> bool:
    """Return whether a dictionary has a word; one with letters that its alphabet lacks it has not."""
    try:
        return bool(dictionary.spell(word))
    except UnicodeEncodeError:
        return False
