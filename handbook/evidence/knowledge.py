"""All that the claims, the bibliography and the pages say together, once every page is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from handbook.core.parts import reading_order
from handbook.evidence.article import load_statements
from handbook.evidence.footing import cautions
from handbook.evidence.model import Certainty
from handbook.evidence.notices import load_notices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from handbook.evidence.domain import EvidenceDomain
    from handbook.evidence.model import Carried, Claim
    from handbook.evidence.notices import Notice
    from handbook.evidence.works import Work


class Knowledge:
    """One view of it, for everything that is generated."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = cast("EvidenceDomain", env.get_domain("evidence"))

    @cached_property
    def order(self) -> dict[str, str]:
        """Every page in reading order, with its part."""
        return reading_order(self.env)

    @cached_property
    def works(self) -> dict[str, Work]:
        """The bibliography by key."""
        return self.domain.works()

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """What has happened to sources since they appeared."""
        return load_notices(notices_file(self.env))[0]

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims in reading order."""
        place = {docname: number for number, docname in enumerate(self.order)}
        return sorted(self.domain.claims.values(), key=lambda one: (place[one.docname], one.line))

    @cached_property
    def counts(self) -> Counter[Certainty]:
        """How many claims have which certainty."""
        return Counter(claim.certainty for claim in self.claims)

    @cached_property
    def statements(self) -> dict[str, str]:
        """The statements of the source article by number; none when the file cannot be read."""
        try:
            return load_statements(Path(self.env.srcdir, self.env.config.evidence_article))
        except ValueError:
            return {}  # reported by the consistency check

    @cached_property
    def carriers(self) -> dict[str, list[tuple[Claim, Carried]]]:
        """The claims that carry each article statement, in reading order."""
        found: dict[str, list[tuple[Claim, Carried]]] = {number: [] for number in self.statements}
        for claim in self.claims:
            for carried in claim.article:
                found.setdefault(carried.number, []).append((claim, carried))
        return found

    @cached_property
    def claims_by_source(self) -> dict[str, list[Claim]]:
        """The claims that rest on each source, in reading order."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for key in dict.fromkeys(source.key for source in claim.sources):
                found[key].append(claim)
        return found

    @cached_property
    def pages_by_source(self) -> dict[str, list[str]]:
        """The pages that cite each source outside a claim, in reading order."""
        found: dict[str, list[str]] = defaultdict(list)
        for docname in self.order:
            for key in dict.fromkeys(
                key for key, _, in_claim in self.domain.citations.get(docname, ()) if not in_claim
            ):
                found[key].append(docname)
        return found

    def claims_of(self, docname: str) -> list[Claim]:
        """Return the claims that stand on a page."""
        return [claim for claim in self.claims if claim.docname == docname]

    def claims_referred_to(self, docname: str) -> list[Claim]:
        """Return the claims of other pages that a page points to, each once."""
        ids = dict.fromkeys(id_ for id_, _ in self.domain.references.get(docname, ()))
        known = (self.domain.claims[id_] for id_ in ids if id_ in self.domain.claims)
        return [claim for claim in known if claim.docname != docname]

    def cautions(self, claim: Claim) -> tuple[str, ...]:
        """Return what a reader must know of the sources of a claim."""
        return cautions(claim, self.works, self.notices)

    def notices_on(self, key: str) -> list[Notice]:
        """Return the notices on one source."""
        return [notice for notice in self.notices if notice.source == key]

    def title(self, docname: str) -> str:
        """Return the title of a page."""
        title = self.env.titles.get(docname)
        return title.astext() if title is not None else docname


def notices_file(env: BuildEnvironment) -> Path:
    """Return the file of notices; that of a project without one does not exist."""
    return Path(env.srcdir, env.config.evidence_notices or "no-notices")


def count_words(claims: Iterable[Claim]) -> list[tuple[Certainty, int]]:
    """Return how many of some claims have which certainty, the surest first, without those of none."""
    counts = Counter(claim.certainty for claim in claims)
    return [(grade, counts[grade]) for grade in Certainty if counts[grade]]
