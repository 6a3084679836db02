"""Each entry of each word list finds its bad examples and leaves its good ones alone."""

from __future__ import annotations

import pytest

from handbook.check.builder import RULES
from handbook.check.patterns import Pattern, all_lists

LISTS = all_lists()
ENTRIES = [(stem, pattern) for stem, words in LISTS.items() for pattern in words.patterns]


@pytest.mark.parametrize(("stem", "pattern"), ENTRIES, ids=lambda part: getattr(part, "write", part))
def test_an_entry_finds_what_is_bad_and_nothing_else(stem: str, pattern: Pattern) -> None:
    assert pattern.bad, "an entry without an example proves nothing"
    assert pattern.good
    for text in pattern.bad:
        assert list(pattern.search(text)), f"{stem} does not find: {text}"
    for text in pattern.good:
        assert not list(pattern.search(text)), f"{stem} finds: {text}"


def test_no_entry_refuses_what_another_one_tells_writers_to_write() -> None:
    good = [text for _, pattern in ENTRIES for text in pattern.good]
    for stem, pattern in ENTRIES:
        if stem in ("links", "alt"):
            continue  # for the words of links and pictures alone
        wrong = [text for text in good if list(pattern.search(text)) and stem != "vague"]
        assert not wrong, f"{stem}: {pattern.find.pattern}"


def test_every_list_is_a_rule() -> None:
    assert {words.name for words in LISTS.values()} <= RULES.keys()
