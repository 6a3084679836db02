"""What must hold between the cases of the self-check and the claims that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.core.fields import suggestion
from handbook.onboarding.collector import all_cases, notes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.onboarding.model import Case, ClaimUsed

logger = logging.getLogger(__name__)


def check_cases(app: Sphinx, env: BuildEnvironment) -> None:
    """Report cases whose claims are unknown or have changed, ids used twice, and minutes of unknown parts."""
    claims = {id_: mark for page in notes(env).values() for id_, mark in page.claims.items()}
    seen: dict[str, Case] = {}
    for case in all_cases(env):
        other = seen.setdefault(case.id, case)
        if other is not case:
            _report(case, f"the id is used in {other.docname}, line {other.line}, already. Give it another")
        for used in case.claims:
            _check_claim(case, used, claims)
    _check_minutes(env)


def _check_claim(case: Case, used: ClaimUsed, claims: dict[str, str]) -> None:
    now = claims.get(used.id)
    if now is None:
        _report(case, f"unknown claim '{used.id}'. {suggestion(used.id, claims)}")
    elif not used.fingerprint:
        _report(case, f"claim '{used.id}' has no fingerprint. Compare the two, then write {used.id}@{now}")
    elif used.fingerprint != now:
        _report(
            case,
            f"claim '{used.id}' has changed since the case was checked. Compare the two, mend the case, then"
            f" write {used.id}@{now}",
        )


def _report(case: Case, message: str) -> None:
    logger.warning(
        "case '%s': %s",
        case.id,
        message,
        type="onboarding",
        subtype="case",
        location=(case.docname, case.line),
    )


def _check_minutes(env: BuildEnvironment) -> None:
    pages = notes(env)
    for docname, page in sorted(pages.items()):
        for part, line in page.minutes:
            name, _, anchor = part.partition("#")
            if name not in pages:
                wrong = f"unknown page '{name}'. {suggestion(name, pages)}"
            elif anchor not in pages[name].words:
                wrong = f"'{name}' has no section '{anchor}'. {suggestion(anchor, pages[name].words)}"
            else:
                continue
            logger.warning(
                "minutes: %s", wrong, type="onboarding", subtype="minutes", location=(docname, line)
            )
