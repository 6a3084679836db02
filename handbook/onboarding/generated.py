"""What is made from all cases and pages: answers at the back, cases that try a page, reading times."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.core.environment import changed
from handbook.core.parts import reading_order
from handbook.onboarding import nodes as own
from handbook.onboarding.collector import all_cases, notes
from handbook.onboarding.model import reading_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.onboarding.model import Case


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages made from cases, claims or word counts elsewhere that have changed."""
    pages = notes(env)
    cases = repr([(name, page.cases, page.reasons) for name, page in sorted(pages.items())])
    claims = repr([(name, sorted(page.claims)) for name, page in sorted(pages.items())])
    words = repr([(name, sorted(page.words.items())) for name, page in sorted(pages.items())])
    follow: set[str] = set()
    if changed(app, "cases_digest", _digest(cases)):
        follow |= {name for name, page in pages.items() if page.answers or page.objectives}
    if changed(app, "case_claims_digest", _digest(claims)):
        follow |= {name for name, page in pages.items() if page.objectives}
    if changed(app, "words_digest", _digest(words)):
        follow |= {name for name, page in pages.items() if page.minutes}
    return sorted(follow)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class FillOnboarding(SphinxPostTransform):
    """Put minutes, answers and cases in place, before references are resolved: theirs follow."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Fill every placeholder of the page."""
        for place in list(self.document.findall(own.minutes)):
            place.replace_self(nodes.Text(str(self._minutes(place["parts"]))))
        for answers in list(self.document.findall(own.self_check_answers)):
            answers += [self._answer(node) for node in self._answers()]
        for node in list(self.document.findall(own.objectives)):
            node += self._tried_by()

    def _minutes(self, parts: Iterable[str]) -> int:
        pages = notes(self.env)
        total = 0
        for part in parts:
            name, _, anchor = part.partition("#")
            total += pages[name].words.get(anchor, 0) if name in pages else 0  # unknown ones are reported
        return reading_minutes(total)

    def _answers(self) -> Iterable[own.self_check_answer]:
        for docname in reading_order(self.env):
            if docname in notes(self.env) and notes(self.env)[docname].cases:
                yield from self.env.get_doctree(docname).findall(own.self_check_answer)

    def _answer(self, node: own.self_check_answer) -> nodes.container:
        case: Case = node["case"]
        shown = nodes.container(classes=["self-check-solved"], ids=[f"answer-{case.id}"])
        shown.source, shown.line = node.source, node.line
        title = nodes.paragraph(classes=["self-check-solved-title"])
        title += nodes.strong("", "", self._link(case, f"{case.number}. {case.title}"))
        shown += title
        for child in node.children:
            copy = child.deepcopy()
            for link in copy.findall(addnodes.pending_xref):
                link["refdoc"] = self.env.current_document.docname
            shown += copy
        return shown

    def _link(self, case: Case, words: str) -> nodes.reference:
        here = self.env.current_document.docname
        uri = self.app.builder.get_relative_uri(here, case.docname)
        return nodes.reference("", words, refuri=f"{uri}#case-{case.id}", internal=True)

    def _tried_by(self) -> list[nodes.Node]:
        """Return the line that names the cases that rest on the claims of this page."""
        here = notes(self.env).get(self.env.current_document.docname)
        mine = set(here.claims) if here is not None else set()
        found = [case for case in all_cases(self.env) if mine & {used.id for used in case.claims}]
        if not found:
            return []
        line = nodes.paragraph(classes=["objectives-cases", "not-signed"])
        line += nodes.Text("Try it: self-check, " + ("case " if len(found) == 1 else "cases "))
        for place, case in enumerate(found):
            line += [nodes.Text(", ")] if place else []
            line += self._link(case, str(case.number))
        line += nodes.Text(".")
        return [line]


class AnswersAtTheBack(SphinxPostTransform):
    """On paper the answer stands at the back, so that a reader decides before seeing it."""

    default_priority = 6
    formats = ("typst",)

    def run(self, **kwargs: object) -> None:
        """Put, in the place of each answer, a link to where it is printed."""
        at_the_back = next((name for name, page in sorted(notes(self.env).items()) if page.answers), None)
        if at_the_back is None:
            return
        here = self.env.current_document.docname
        for node in list(self.document.findall(own.self_check_answer)):
            uri = self.app.builder.get_relative_uri(here, at_the_back)
            words = "Answer and reason"
            link = nodes.reference("", words, refuri=f"{uri}#answer-{node['case'].id}", internal=True)
            node.replace_self(nodes.paragraph("", "", link, classes=["self-check-where"]))
