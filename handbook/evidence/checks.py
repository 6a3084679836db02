"""What must hold between claims, the bibliography and the article, once all pages are read."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing
from sphinx import addnodes
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.nodes import bibliography

from handbook.core.fields import suggestion
from handbook.core.places import line_of
from handbook.core.records import Retired, records
from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.article import load_statements
from handbook.evidence.knowledge import Knowledge, notices_file
from handbook.evidence.locks import RENEW, LockError, is_citable, load_locks, lock_of
from handbook.evidence.model import Claim
from handbook.evidence.notices import load_notices, unknown_sources
from handbook.evidence.works import (
    DEPTH_OF_READING,
    UNDATED,
    bibliography_entries,
    bibliography_files,
    entry_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from handbook.evidence.domain import EvidenceDomain

logger = logging.getLogger(__name__)

_COPY = re.compile(rf"{UNDATED}|(?:[A-Z][a-z]+ )?\d{{4}}")


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Note every citation of a page and every reference to a claim, each with its line."""
    domain = cast("EvidenceDomain", app.env.get_domain("evidence"))
    docname = app.env.current_document.docname
    for node in doctree.findall(addnodes.pending_xref):
        kind = (node.get("refdomain"), node.get("reftype"))
        if kind[0] == "cite":
            in_claim = _inside_claim(node)
            found = domain.citations.setdefault(docname, [])
            targets = parse_citation_targets(node["reftarget"])
            found += [(target.key, line_of(node), in_claim) for target in targets]
        elif kind == ("evidence", "claim"):
            domain.references.setdefault(docname, []).append((node["reftarget"], line_of(node)))
    if next(iter(doctree.findall(bibliography)), None) is not None:
        domain.note_generated_page(docname, "bibliography")


def _inside_claim(node: nodes.Node) -> bool:
    around = node.parent
    while around is not None and not isinstance(around, evidence_nodes.claim):
        around = around.parent
    return around is not None


def unresolved(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, words: nodes.Element
) -> nodes.Element | None:
    """Keep the words of a reference that leads nowhere: unknown claims are reported by their line below."""
    return words if node.get("refdomain") == "evidence" else None


def check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Report what does not fit together: references, sources, notices, article statements."""
    _check_ids(env)
    _check_references(env)
    _check_cited_entries(env)
    _check_notices(env)
    _check_locks(env)
    _check_article(app, env)


def _check_ids(env: BuildEnvironment) -> None:
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    first: dict[str, tuple[str, int]] = {}
    for docname in sorted(domain.stated):
        for claim in domain.stated[docname]:
            page, line = first.setdefault(claim.id, (docname, claim.line))
            if (page, line) != (docname, claim.line):
                where = f"{env.doc2path(page, base=False)}, line {line}"
                message = (
                    f"duplicate claim id '{claim.id}', first used in {where}. Give one of them another id"
                )
                _warn("duplicate_claim", message, (docname, claim.line))
    for docname, record in records(env.metadata, domain.stated).items():
        for claim in domain.stated[docname] if isinstance(record, Retired) else ():
            if isinstance(claim, Claim):
                message = (
                    f"claim '{claim.id}' stands on a page that was retired. Turn it into {{retired-claim}},"
                    " or move it to a page in use"
                )
                _warn("retired_page", message, (docname, claim.line))


def _check_references(env: BuildEnvironment) -> None:
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    for docname, references in sorted(domain.references.items()):
        for claim_id, line in references:
            if claim_id in domain.retired:
                retired = domain.retired[claim_id]
                now = f"Refer to '{retired.replaced_by}'" if retired.replaced_by else "Take the reference out"
                message = f"claim '{claim_id}' was retired on {retired.day}: {retired.why} {now}"
                _warn("retired_claim", message, (docname, line))
            elif claim_id not in domain.claims:
                remedy = _nearest(claim_id, domain.claims) or "Correct the name, or write the claim"
                _warn("unknown_claim", f"unknown claim '{claim_id}'. {remedy}", (docname, line))


def _check_cited_entries(env: BuildEnvironment) -> None:
    entries = bibliography_entries(env)
    lines = entry_lines(bibliography_files(env))
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    cited: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for docname, citations in domain.citations.items():
        for key, line, _ in citations:
            cited[key].add((docname, line))
    for key, places in sorted(cited.items()):
        if key in entries:
            _check_entry(entries[key], lines[key], places)
        elif key not in lines:  # else it stands there and could not be read, which is reported by its line
            remedy = _nearest(key, entries) or "Correct the key"
            near = re.search(r"'(.+)'", remedy)
            where = f" ({_place(*lines[near[1]])})" if near and near[1] in lines else ""
            for place in sorted(places):
                message = f"unknown source '{key}'. {remedy}{where}, or add it to references.bib"
                _warn("unknown_source", message, place)


def _nearest(name: str, known: Iterable[str]) -> str:
    remedy = suggestion(name, known)
    return remedy if remedy.startswith("Did you mean") else ""


def _check_entry(entry: Entry, line: tuple[Path, int], places: set[tuple[str, int]]) -> None:
    missing = _missing(entry)
    if missing:
        for place in sorted(places):
            message = (
                f"source '{entry.key}' is incomplete ({missing}). Complete it in {_place(*line)} and set"
                " complete = {yes}, or cite another source"
            )
            _warn("incomplete_source", message, place)
    for message in _faults(entry):
        _warn("source", f"source '{entry.key}': {message}", f"{line[0]}:{line[1]}")


def _missing(entry: Entry) -> str:
    """Return what keeps an entry from being cited, or nothing."""
    if entry.fields.get("complete", "no").strip().lower() != "yes":
        return "missing: " + str(entry.fields.get("missing", "not said"))
    absent = [name for name in ("title", "read", "readat") if not entry.fields.get(name)]
    return "no field " + ", ".join(absent) if absent else ""


def _faults(entry: Entry) -> Iterator[str]:
    """Yield what is wrong in an entry that is cited, each with its remedy."""
    read = entry.fields.get("read", "").strip()
    if read and read not in DEPTH_OF_READING:
        yield f"unknown depth of reading '{read}'. {suggestion(read, DEPTH_OF_READING)}"
    copy = entry.fields.get("copy", "").strip()
    if copy and not _COPY.fullmatch(copy):
        yield f"copy '{copy}' is no date. Write copy = {{March 2021}}, {{2021}} or {{{UNDATED}}}"
    try:
        find_plugin("pybtex.style.formatting", "handbook")().format_entry("", entry)
    except FieldIsMissing as error:
        yield f"{error}. Add the field"


def _place(file: Path, line: int) -> str:
    return f"{file.name}:{line}"


def _check_notices(env: BuildEnvironment) -> None:
    path = notices_file(env)
    notices, faults = load_notices(path)
    for fault in (*faults, *unknown_sources(notices, bibliography_entries(env).keys())):
        _warn("notice", fault.message, f"{path}:{fault.line}")


def _check_locks(env: BuildEnvironment) -> None:
    """Report every cited source that is not what it was when its claims were last compared with it."""
    if not env.config.evidence_locks:
        return
    path = Path(env.srcdir, env.config.evidence_locks)
    try:
        locks = load_locks(path)
    except LockError as error:
        _warn("lock", str(error), f"{path}:{error.line}")
        return
    entries = bibliography_entries(env)
    files = bibliography_files(env)
    lines = entry_lines(files)
    known = Knowledge(env)
    cited = {key for citations in known.domain.citations.values() for key, _, _ in citations}
    for key in sorted(cited & entries.keys()):
        place = f"{lines[key][0]}:{lines[key][1]}"
        lock = locks.get(key)
        what = lock.drift(lock_of(entries[key])) if lock else ""
        if lock is None and is_citable(entries[key]):
            _warn("lock", f"source '{key}' has no lock. Run: {RENEW} {key}", place)
        elif what:
            message = (
                f"source '{key}' has changed since it was locked ({what}). Compare what rests on it"
                f" ({_touched(key, known)}), then run: {RENEW} {key}"
            )
            _warn("lock", message, place)
    for key in sorted(locks.keys() - entries.keys() - lines.keys()):
        message = f"source '{key}' is locked and no longer in the bibliography. Put it back, or run: {RENEW}"
        _warn("lock", message, f"{path}:1")


def _touched(key: str, known: Knowledge) -> str:
    claims = ", ".join(claim.id for claim in known.claims_by_source.get(key, ()))
    pages = ", ".join(known.pages_by_source.get(key, ()))
    return "; ".join(part for part in (claims and f"claims: {claims}", pages and f"pages: {pages}") if part)


def _check_article(app: Sphinx, env: BuildEnvironment) -> None:
    domain = cast("EvidenceDomain", env.get_domain("evidence"))
    if not app.config.evidence_article and not any(c.article for c in domain.claims.values()):
        return
    path = Path(env.srcdir, app.config.evidence_article)
    try:
        statements = load_statements(path)
    except ValueError as error:
        _warn("article", str(error), f"{path}:1")
        return
    carried = set()
    for claim in domain.claims.values():
        for part in claim.article:
            carried.add(part.number)
            if part.number not in statements:
                remedy = suggestion(part.number, statements)
                message = f"claim '{claim.id}': unknown article statement '{part.number}'. {remedy}"
                _warn("article", message, (claim.docname, claim.line))
    for number in sorted(set(statements) - carried):
        message = (
            f"article statement {number} is carried by no claim. Name it under 'article' in the claim"
            " that answers it"
        )
        _warn("article", message, f"{path}:1")


def _warn(subtype: str, message: str, location: tuple[str, int] | str) -> None:
    logger.warning("%s", message, type="evidence", subtype=subtype, location=location)
