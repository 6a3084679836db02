"""``evidence.json``: all claims, verdicts, sources, pages and retired claims for machines.

The format is described by ``evidence.schema.json``, which is published beside it. The same content gives the
same bytes: nothing in it depends on the day, the machine or the order in which pages were read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.core.records import Retired, records
from handbook.evidence.knowledge import Knowledge, count_words
from handbook.evidence.works import bibliography_entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handbook.core.records import Record
    from handbook.evidence.model import Claim, RetiredClaim
    from handbook.evidence.works import Work

EXPORT = "evidence.json"
SCHEMA = "evidence.schema.json"
SCHEMA_FILE = Path(__file__).parent / "schema" / SCHEMA

# The version of the format: the first number changes when a reader of the file has to change too.
FORMAT = "1.0"

Table = dict[str, Any]


def write_export(app: Sphinx, exception: Exception | None) -> None:
    """Write the export and its schema into the site, each only when it has changed."""
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    _write(Path(app.outdir, EXPORT), encode(Export(app).whole()))
    _write(Path(app.outdir, SCHEMA), SCHEMA_FILE.read_bytes())


def encode(value: object) -> bytes:
    """Return the bytes of the export."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


class Export:
    """Builds the export from what the environment knows."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.env = app.env
        self.known = Knowledge(app.env)
        self.records: dict[str, Record] = records(self.env.metadata, self.env.all_docs)

    def whole(self) -> Table:
        """Return the whole export."""
        config = self.app.config
        return {
            "$schema": SCHEMA,
            "format": FORMAT,
            "handbook": {
                "title": config.project,
                "version": config.release,
                "edition": config.today,
                "language": (config.language or "en").replace("_", "-"),
                "copyright": str(config.project_copyright),
            },
            "certainties": [
                {"certainty": grade.value, "words": grade.words, "claims": count}
                for grade, count in count_words(self.known.claims)
            ],
            "claims": [self._claim(claim) for claim in self.known.claims],
            "article": [self._statement(number) for number in self.known.statements],
            "sources": [self._source(self.known.works[key]) for key in self._cited_keys()],
            "pages": [self._page(docname) for docname in self.known.order],
            "retired_claims": [self._retired(one) for one in self._retired_claims()],
        }

    def _address(self, docname: str, id_: str = "") -> str:
        uri = self.app.builder.get_target_uri(docname)
        return f"{uri}#{id_}" if id_ else uri

    def _claim(self, claim: Claim) -> Table:
        return {
            "id": claim.id,
            "address": self._address(claim.docname, claim.node_id),
            "page": claim.docname,
            "part": self.known.order[claim.docname],
            "statement": claim.statement,
            "certainty": claim.certainty.value,
            "sources": [{"key": one.key, "locator": one.locator} for one in claim.sources],
            "population": claim.population,
            "route": claim.route,
            "article": [{"statement": one.number, "verdict": one.verdict.value} for one in claim.article],
            "why": claim.why,
            "questions": list(claim.questions),
            "checked": claim.checked.isoformat(),
            "cautions": list(self.known.cautions(claim)),
        }

    def _statement(self, number: str) -> Table:
        return {
            "statement": number,
            "text": self.known.statements[number],
            "claims": [
                {"claim": claim.id, "verdict": carried.verdict.value, "why": claim.why}
                for claim, carried in self.known.carriers[number]
            ],
        }

    def _cited_keys(self) -> list[str]:
        cited = {key for citations in self.known.domain.citations.values() for key, _, _ in citations}
        return sorted(cited & bibliography_entries(self.env).keys())

    def _source(self, work: Work) -> Table:
        return {
            "key": work.key,
            "kind": work.kind,
            "title": work.title,
            "authors": list(work.authors),
            "year": work.year,
            "container": work.container,
            "identifier": work.identifier,
            "doi": work.doi,
            "pmid": work.pmid,
            "pmcid": work.pmcid,
            "address": work.address,
            "read": work.read,
            "read_at": work.read_at,
            "copy": work.copy,
            "notices": [
                {
                    "kind": notice.kind,
                    "where": notice.where,
                    "says": notice.says,
                    "noted": notice.noted.isoformat(),
                }
                for notice in self.known.notices_on(work.key)
            ],
            "claims": [claim.id for claim in self.known.claims_by_source.get(work.key, ())],
            "pages": self.known.pages_by_source.get(work.key, []),
        }

    def _page(self, docname: str) -> Table:
        return {
            "page": docname,
            "address": self._address(docname),
            "title": self.known.title(docname),
            "part": self.known.order[docname],
            "claims": [claim.id for claim in self.known.claims_of(docname)],
            "refers_to": [claim.id for claim in self.known.claims_referred_to(docname)],
            "record": _record(self.records.get(docname)),
        }

    def _retired_claims(self) -> list[RetiredClaim]:
        return sorted(self.known.domain.retired.values(), key=lambda one: one.id)

    def _retired(self, retired: RetiredClaim) -> Table:
        return {
            "id": retired.id,
            "address": self._address(retired.docname, retired.node_id),
            "page": retired.docname,
            "statement": retired.statement,
            "retired": retired.day.isoformat(),
            "why": retired.why,
            "replaced_by": retired.replaced_by or None,
        }


def _record(record: Record | None) -> Table | None:
    if record is None:
        return None
    if isinstance(record, Retired):
        return {
            "state": "retired",
            "retired": record.day.isoformat(),
            "why": record.why,
            "replaced_by": record.replaced_by or None,
        }
    signed = record.sign_off
    return {
        "state": "awaiting sign-off" if signed is None else "signed off",
        "owner": record.owner,
        "checked": record.checked.isoformat(),
        "review_by": record.review_by.isoformat(),
        "sign_off": signed
        and {"name": signed.name, "credential": signed.credential, "day": signed.day.isoformat()},
    }
