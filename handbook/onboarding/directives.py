"""What writers use: ``self-check``, ``self-check-answers``, ``objectives`` and the role ``minutes``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from handbook.core.fields import FieldError, split_list
from handbook.onboarding import nodes as own
from handbook.onboarding.model import (
    Case,
    ClaimUsed,
    parse_answer,
    parse_case_id,
    parse_claims_used,
    parse_roles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)

T = TypeVar("T")

_FEWEST_OPTIONS = 2
_SAFETY = "safety"
_INVENTED = "not-clinical"  # figures in an invented case state nothing; those in the reason rest on claims


class SelfCheck(SphinxDirective):
    """A case, its options as a numbered list, and why one is right. Syntax: ``docs/self-check.md``."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {
        "title": directives.unchanged,
        "answer": directives.unchanged,
        "claims": directives.unchanged,
        "roles": directives.unchanged,
        "safety": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return a section that holds the case."""
        self._sound = True
        content = self.parse_content_to_nodes()
        story, options, reason = _parts(content)
        case = self._case(story, options, reason)
        if not self._sound or options is None:
            return []
        options["enumtype"] = "upperalpha"
        options["classes"] += ["self-check-options", _INVENTED]
        for node in story:
            if isinstance(node, nodes.Element):
                node["classes"].append(_INVENTED)
        shown = own.self_check(case=case, answer=case.answer, roles=case.roles, classes=["self-check"])
        self.set_source_info(shown)
        shown += [*self._for_whom(case), *story, options, self._answer(case, options, reason)]
        section = nodes.section(ids=[f"case-{case.id}"], names=[f"case-{case.id}"])
        self.set_source_info(section)
        title = f"{case.number}. {case.title}" + (f" ({_SAFETY})" if _SAFETY in self.options else "")
        section += [nodes.title(title, title), shown]
        self.state.document.note_explicit_target(section)
        return [section]

    def _warn(self, message: str) -> None:
        self._sound = False
        logger.warning(
            "case '%s': %s",
            self.arguments[0].strip(),
            message,
            type="onboarding",
            subtype="case",
            location=self.get_location(),
        )

    def _read(self, name: str, parse: Callable[[str], T], text: str, fallback: T) -> T:
        try:
            return parse(text)
        except FieldError as error:
            self._warn(f"{name}: {error}" if name != "id" else str(error))
            return fallback

    def _required(self, name: str, remedy: str) -> str:
        text = " ".join(str(self.options.get(name) or "").split())
        if not text:
            self._warn(f"'{name}' is missing. {remedy}")
        return text

    def _case(
        self, story: Sequence[nodes.Node], options: nodes.enumerated_list | None, reason: Sequence[nodes.Node]
    ) -> Case:
        count = len(options.children) if options is not None else 0
        if not story:
            self._warn("the case is missing. Tell what happens, before the options")
        if count < _FEWEST_OPTIONS:
            self._warn("fewer than two options. Write them as a numbered list: 1. first, 2. second")
        if not reason:
            self._warn("the reason is missing. Write it under the options")
        answer = self._required("answer", "Write the letter of the right option: answer: B")
        if answer and count >= _FEWEST_OPTIONS:
            answer = self._read("answer", lambda text: parse_answer(text, count), answer, "")
        no_claims: tuple[ClaimUsed, ...] = ()
        claims = self._required("claims", "Name the claims that the answer rests on, separated by semicolons")
        known = list(self.config.onboarding_roles)
        return Case(
            id=self._read("id", parse_case_id, self.arguments[0].strip(), ""),
            docname=self.env.current_document.docname,
            line=self.lineno,
            number=self._number(),
            title=self._required("title", "Give the case a title of two to five words"),
            answer=answer,
            roles=self._read(
                "roles", lambda text: parse_roles(text, known), str(self.options.get("roles") or ""), ()
            ),
            claims=self._read("claims", parse_claims_used, claims, no_claims),
        )

    def _number(self) -> int:
        """Return the number of the case on its page."""
        number = int(self.env.current_document.get("handbook-cases") or 0) + 1
        self.env.current_document["handbook-cases"] = number
        return number

    def _for_whom(self, case: Case) -> list[nodes.Node]:
        if set(case.roles) == set(self.config.onboarding_roles):
            return []
        words = f"For: {', '.join(case.roles)}"
        return [nodes.paragraph(words, words, classes=["self-check-roles"])]

    def _answer(
        self, case: Case, options: nodes.enumerated_list, reason: Sequence[nodes.Node]
    ) -> own.self_check_answer:
        right = options.children[ord(case.answer) - ord("A")].deepcopy()
        assert isinstance(right, nodes.list_item)
        line = nodes.paragraph(classes=["self-check-right", _INVENTED])
        line += nodes.strong("", f"{case.answer}. ")
        first = right.children[0] if right.children else nodes.paragraph()
        line += first.children if isinstance(first, nodes.paragraph) else []
        answer = own.self_check_answer(case=case, classes=["self-check-answer"])
        self.set_source_info(answer)
        answer += [line, *reason]
        return answer


def _parts(
    content: Sequence[nodes.Node],
) -> tuple[list[nodes.Node], nodes.enumerated_list | None, list[nodes.Node]]:
    """Return what stands before the first numbered list, the list, and what stands behind it."""
    for place, node in enumerate(content):
        if isinstance(node, nodes.enumerated_list):
            return list(content[:place]), node, list(content[place + 1 :])
    return list(content), None, []


class SelfCheckAnswers(SphinxDirective):
    """The right answers to all cases of the handbook, with their reasons."""

    def run(self) -> list[nodes.Node]:
        """Return the place where the answers will stand."""
        node = own.self_check_answers(classes=["self-check-answers", "not-signed"])
        self.set_source_info(node)
        return [node]


class Objectives(SphinxDirective):
    """What a reader can do after the page: a list. The cases that try it are named under it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list under its heading."""
        content = self.parse_content_to_nodes()
        if not content or not isinstance(content[0], nodes.bullet_list):
            logger.warning(
                "objectives: the list is missing. Write what a reader can do, each line starting with *",
                type="onboarding",
                subtype="objectives",
                location=self.get_location(),
            )
            return []
        node = own.objectives(classes=["objectives"])
        self.set_source_info(node)
        words = "After this page you can"
        node += [nodes.paragraph("", "", nodes.strong(words, words), classes=["objectives-title"]), *content]
        return [node]


class MinutesRole(SphinxRole):
    """The minutes that pages, or parts of them, take to read: ``use/coping; use/after-session#discharge``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the place where the number will stand."""
        node = own.minutes("", "", parts=list(split_list(self.text, ";")))
        self.set_source_info(node)
        return [node], []
