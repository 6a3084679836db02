"""What is noted of every page: its cases, the claims as they stand, and how many words its parts have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.core.environment import NotesByPage
from handbook.core.places import line_of
from handbook.onboarding import nodes as own
from handbook.onboarding.model import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.onboarding.model import Case


@dataclass
class PageNotes:
    """What onboarding needs to know of one page."""

    cases: list[Case] = field(default_factory=list)
    reasons: str = ""
    claims: dict[str, str] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    minutes: list[tuple[str, int]] = field(default_factory=list)
    answers: bool = False
    objectives: bool = False


class CollectOnboarding(NotesByPage[PageNotes]):
    """Keeps the notes of every page in the environment."""

    name = "onboarding"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> PageNotes:
        """Return what a page that was read holds."""
        cases = list(doctree.findall(own.self_check))
        return PageNotes(
            cases=[node["case"] for node in cases],
            reasons="\n".join(node.astext() for node in cases),
            claims=dict(_claims(doctree)),
            words=dict(_words(doctree)),
            minutes=[
                (part, line_of(node)) for node in doctree.findall(own.minutes) for part in node["parts"]
            ],
            answers=next(iter(doctree.findall(own.self_check_answers)), None) is not None,
            objectives=next(iter(doctree.findall(own.objectives)), None) is not None,
        )


def notes(env: BuildEnvironment) -> dict[str, PageNotes]:
    """Return what is known of all pages read so far."""
    return CollectOnboarding.of(env)


def all_cases(env: BuildEnvironment) -> list[Case]:
    """Return all cases by page and place."""
    return [case for docname in sorted(notes(env)) for case in notes(env)[docname].cases]


def _claims(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield every claim of a page with its fingerprint.

    A claim is any element that says so of itself, so that this capability imports no other.
    """
    for node in doctree.findall(nodes.Element):
        if "claim_id" in node and "certainty" in node:
            cited = [
                str(link["reftarget"])
                for link in node.findall(addnodes.pending_xref)
                if link.get("refdomain") == "cite"
            ]
            statement = str(node.get("statement", ""))
            yield str(node["claim_id"]), fingerprint(statement, str(node["certainty"]), cited)


def _words(doctree: nodes.document) -> Iterator[tuple[str, int]]:
    """Yield the number of words of the page, under no name, and of each section under each of its ids."""
    yield "", len(doctree.astext().split())
    for section in doctree.findall(nodes.section):
        count = len(section.astext().split())
        for id_ in section["ids"]:
            yield id_, count
