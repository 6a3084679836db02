"""Silences: a comment above a block by which a writer lets a rule pass there, with the reason.

``% check: ok promise - quotes what is not to be said`` covers the heading, paragraph, list, table or
directive that follows it. One without a reason, of an unknown rule, or that silences nothing is a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from handbook.core.fields import suggestion
from handbook.core.places import line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from handbook.check.page import Page
    from handbook.check.rules import Hit

HOW = "% check: ok RULE - REASON"
_MEANT = re.compile(r"\s*check\s*[:,-]?\s*(?:ok\b|ignore\b|off\b|disable\b)?", re.IGNORECASE)
_SILENCE = re.compile(
    r"\s*check: ok (?P<rule>[a-z]+(?:-[a-z]+)*)(?:(?:\s+[-–—]|\s*:)\s*(?P<reason>.*\S))?\s*"
)


@dataclass
class Silence:
    """One comment: the rule, and the block that it covers."""

    rule: str
    line: int
    covers: nodes.Element | None
    used: bool = False

    def takes(self, rule: str, hit: Hit) -> bool:
        """Return whether the comment silences a finding, and note that it did."""
        around: nodes.Node | None = hit.block.node
        while rule == self.rule and around is not None:
            if around is self.covers:
                self.used = True
                return True
            around = around.parent
        return False


def silences(page: Page, rules: Collection[str]) -> tuple[list[Silence], list[tuple[int, str]]]:
    """Return the silences of a page, and what is wrong with comments that look like one: line and message."""
    found: list[Silence] = []
    faults: list[tuple[int, str]] = []
    below = 1
    for comment in page.doctree.findall(nodes.comment):
        below = max(below, line_of(comment))
        for text in comment.astext().split("\n"):
            line = below = page.place_below(below, text.strip())
            match = _SILENCE.fullmatch(text)
            if match is None:
                if _MEANT.match(text):
                    faults.append((line, f"'% {text.strip()}' silences nothing. Write: {HOW}"))
            elif match["rule"] not in rules:
                remedy = suggestion(match["rule"], rules)
                faults.append((line, f"there is no rule '{match['rule']}' to silence. {remedy}"))
            elif not match["reason"]:
                faults.append((line, f"the silence of '{match['rule']}' gives no reason. Write: {HOW}"))
            else:
                found.append(Silence(match["rule"], line, _covered(comment)))
    return found, faults


def unused(found: list[Silence]) -> Iterator[tuple[int, str]]:
    """Yield the silences that no finding needed."""
    for silence in found:
        if not silence.used:
            yield silence.line, f"the silence of '{silence.rule}' silences nothing here. Take it out"


def _covered(comment: nodes.comment) -> nodes.Element | None:
    """Return the block that follows a comment: of a section its heading alone."""
    after = comment.next_node(
        lambda node: (
            isinstance(node, nodes.Element) and not isinstance(node, (nodes.Invisible, nodes.system_message))
        ),
        descend=False,
        siblings=True,
        ascend=True,
    )
    if isinstance(after, nodes.section):
        return next(iter(after.findall(nodes.title)), after)
    return after if isinstance(after, nodes.Element) else None
