"""What must hold between changes, editions and pages, once all pages are read."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.changes.generated import domain_of
from handbook.core.fields import suggestion

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.changes.domain import ChangesDomain

logger = logging.getLogger(__name__)


def check_changes(app: Sphinx, env: BuildEnvironment) -> None:
    """Report changes of unknown pages, and editions that do not fit one another or the settings."""
    domain = domain_of(env)
    for change in domain.changes:
        for page in change.pages:
            if page not in env.all_docs:
                _warn(
                    "change",
                    f"change '{change.id}': pages: unknown page '{page}'. {suggestion(page, env.all_docs)}",
                    (change.docname, change.line),
                )
    _check_order(domain)
    _check_newest(app, domain)


def _check_order(domain: ChangesDomain) -> None:
    for editions in domain.editions.values():
        for above, below in pairwise(editions):
            if below.day >= above.day:
                _warn(
                    "edition",
                    f"edition '{below.number}' of {below.day} stands below that of {above.day}. Put the"
                    " newest first",
                    (below.docname, below.line),
                )


def _check_newest(app: Sphinx, domain: ChangesDomain) -> None:
    known = [edition for editions in domain.editions.values() for edition in editions]
    newest = max(known, key=lambda edition: edition.day, default=None)
    if newest is None:
        return
    set_number, set_day = app.config.release, app.config.changes_edition_date
    if (newest.number, newest.day.isoformat()) != (set_number, set_day):
        _warn(
            "edition",
            f"the newest edition is {newest.number} of {newest.day} here, and {set_number} of"
            f" {set_day or 'no day'} in conf.py. Make both the same",
            (newest.docname, newest.line),
        )


def _warn(subtype: str, message: str, location: tuple[str, int]) -> None:
    logger.warning("%s", message, type="changes", subtype=subtype, location=location)
