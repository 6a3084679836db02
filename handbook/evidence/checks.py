"""What must hold between claims, the bibliography and the article, once all pages are read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx import addnodes
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from handbook.core.fields import suggestion
from handbook.core.places import line_of
from handbook.evidence.article import load_statements

if TYPE_CHECKING:
    from docutils import nodes
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from handbook.evidence.domain import EvidenceDomain

logger = logging.getLogger(__name__)


def note_citations(app: Sphinx, doctree: nodes.document) -> None:
    """Note every citation of a page with its line."""
    domain = cast("EvidenceDomain", app.env.get_domain("evidence"))
    for node in doctree.findall(addnodes.pending_xref):
        if node.get("refdomain") == "cite":
            keys = [target.key for target in parse_citation_targets(node["reftarget"])]
            line = line_of(node)
            domain.note_citation(app.env.current_document.docname, line, keys)


def check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Report sources that may not be cited and article statements that no claim carries."""
    _check_cited_entries(env)
    _check_article(app, env)


def _check_cited_entries(env: BuildEnvironment) -> None:
    cite = cast("BibtexDomain", env.get_domain("cite"))
    entries = cite.bibdata.data.entries
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    cited: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for docname, citations in domain.citations.items():
        for key, line in citations:
            cited[key].add((docname, line))
    for key, places in sorted(cited.items()):
        entry = entries.get(key)
        if entry is None:
            continue  # sphinxcontrib-bibtex reports unknown keys where it resolves them
        missing = _missing(entry)
        if missing:
            for place in sorted(places):
                logger.warning(
                    "source '%s' is incomplete (%s). Complete it in references.bib and set"
                    " complete = {yes}, or cite another source",
                    key,
                    missing,
                    type="evidence",
                    subtype="incomplete_source",
                    location=place,
                )


def _missing(entry: Entry) -> str:
    """Return what keeps an entry from being cited, or nothing."""
    if entry.fields.get("complete", "no").strip().lower() != "yes":
        return "missing: " + str(entry.fields.get("missing", "not said"))
    absent = [name for name in ("title", "read", "readat") if not entry.fields.get(name)]
    return "no field " + ", ".join(absent) if absent else ""


def _check_article(app: Sphinx, env: BuildEnvironment) -> None:
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    if not app.config.evidence_article and not any(c.article for c in domain.claims.values()):
        return
    path = Path(env.srcdir, app.config.evidence_article)
    try:
        statements = load_statements(path)
    except ValueError as error:
        logger.warning("%s", error, type="evidence", subtype="article", location=f"{path}:1")
        return
    carried = set()
    for claim in domain.claims.values():
        for part in claim.article:
            carried.add(part.number)
            if part.number not in statements:
                logger.warning(
                    "claim '%s': unknown article statement '%s'. %s",
                    claim.id,
                    part.number,
                    suggestion(part.number, statements),
                    type="evidence",
                    subtype="article",
                    location=(claim.docname, claim.line),
                )
    for number in sorted(set(statements) - carried):
        logger.warning(
            "article statement %s is carried by no claim. Name it under 'article' in the claim"
            " that answers it",
            number,
            type="evidence",
            subtype="article",
            location=f"{path}:1",
        )
