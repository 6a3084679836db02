"""Which pages show something of other pages, and so are written again when that has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from handbook.evidence.knowledge import Knowledge
from handbook.evidence.works import bibliography_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that show something else of other pages than when this builder last wrote them."""
    dependents = Dependents(env)
    before = dependents.known.domain.shown.get(app.builder.name, {})
    now = {docname: dependents.digest(docname) for docname in sorted(env.all_docs)}
    dependents.known.domain.shown[app.builder.name] = now
    return [docname for docname, digest in now.items() if before.get(docname) != digest]


class Dependents:
    """Tells what a page shows of other pages and of the bibliography."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.known = Knowledge(env)
        self.entries = bibliography_entries(env)
        self._sources: dict[str, object] = {}
        self.all = _hash(self._everything())

    def digest(self, docname: str) -> str:
        """Return what tells one state of it from another."""
        return _hash(self._shown(docname))

    def _shown(self, docname: str) -> Iterator[object]:
        domain = self.known.domain
        yield sorted(domain.grades.items())
        ids = {id_ for id_, _ in domain.references.get(docname, ())}
        for id_ in sorted(ids):
            claim = domain.claims.get(id_)
            yield (
                (claim.docname, claim.certainty.value, claim.statement, self.known.cautions(claim))
                if claim
                else domain.retired.get(id_)
            )
        for key in sorted({key for key, _, _ in domain.citations.get(docname, ())}):
            yield key, self._source(key)
        kinds = domain.generated.get(docname, set())
        if "claim-sources" in kinds:
            for claim in self.known.claims_referred_to(docname):
                yield [(source.key, self._source(source.key)) for source in claim.sources]
        if kinds & {"claim-register", "article-trace", "bibliography"}:
            yield self.all
        if "bibliography" in kinds:
            yield self._locks()
        if kinds & {"certainty-grade", "reading-depth"}:
            yield sorted((grade.value, count) for grade, count in self.known.counts.items())
        if "reading-depth" in kinds:
            cited = {key for citations in domain.citations.values() for key, _, _ in citations}
            yield sorted((key, self._source(key)) for key in self.entries if key in cited)

    def _everything(self) -> Iterator[object]:
        domain = self.known.domain
        yield list(self.known.order.items())
        yield [(docname, self.known.title(docname)) for docname in self.known.order]
        yield self.known.claims
        yield sorted(domain.retired.items())
        yield list(self.known.statements.items())
        yield sorted(
            (docname, key, in_claim)
            for docname, citations in domain.citations.items()
            for key, _, in_claim in citations
        )
        yield self.known.notices
        cited = {key for citations in domain.citations.values() for key, _, _ in citations}
        yield [self._source(key) for key in sorted(cited)]

    def _locks(self) -> bytes:
        """Return the locks of sources: no page shows them, but the checks run only when a page is written."""
        path = Path(self.env.srcdir, self.env.config.evidence_locks or "no-locks")
        return path.read_bytes() if path.is_file() else b""

    def _source(self, key: str) -> object:
        if key not in self._sources:
            self._sources[key] = self._read_source(key)
        return self._sources[key]

    def _read_source(self, key: str) -> object:
        if key not in self.entries:
            return None
        cite = cast("BibtexDomain", self.env.get_domain("cite"))
        printed = sorted(place.docname for place in cite.bibliographies)
        return _entry(self.entries[key]), self.known.notices_on(key), printed


def _entry(entry: Entry) -> object:
    persons = sorted((role, [str(one) for one in people]) for role, people in entry.persons.items())
    return entry.type, sorted(entry.fields.items()), persons


def _hash(parts: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()
