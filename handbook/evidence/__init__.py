"""Claims: statements that carry their certainty, their sources and the day they were checked.

Directives ``claim``, ``retired-claim``, ``claim-register``, ``claim-sources``, ``article-trace``,
``certainty-grade`` and ``reading-depth``, role ``claim``; data in the domain ``evidence``. Writes
``evidence.json`` into the site, and a description for machines into each page.
``python -m handbook.evidence sources`` looks after sources.

Settings, files relative to the source folder: ``evidence_article``, the article statements;
``evidence_notices``, what has happened to sources since; ``evidence_locks``, what they were when their claims
were compared with them; ``evidence_audiences``, for whom the pages of a folder are where not for clinicians.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.core.site import lend_static
from handbook.evidence import bibliography, site
from handbook.evidence.checks import check_consistency, note_page, unresolved
from handbook.evidence.dependents import pages_to_rewrite
from handbook.evidence.domain import EvidenceDomain
from handbook.evidence.export import write_export
from handbook.evidence.generated import FillGenerated
from handbook.evidence.grades import filter_links
from handbook.evidence.linkeddata import add_linked_data
from handbook.evidence.quantities import check_quantities
from handbook.evidence.reading import BibliographyReader

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BEFORE_BIBTEX = 400  # its own handlers run at 500


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    bibliography.register()
    app.setup_extension("sphinxcontrib.bibtex")
    for name in ("evidence_article", "evidence_notices", "evidence_locks"):
        app.add_config_value(name, "", "env", types=frozenset({str}))
    app.add_config_value("evidence_audiences", {}, "html", types=frozenset({dict}))
    app.add_domain(EvidenceDomain)
    app.add_post_transform(FillGenerated)
    lend_static(app, Path(__file__).parent / "static")
    app.add_css_file("evidence/evidence.css")
    reader = BibliographyReader()
    app.connect("config-inited", reader.quieten)
    app.connect("builder-inited", reader.read, priority=_BEFORE_BIBTEX)
    app.connect("env-before-read-docs", reader.tell)
    app.connect("doctree-read", note_page)
    app.connect("doctree-read", check_quantities)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("missing-reference", unresolved)
    app.connect("doctree-resolved", filter_links)
    app.connect("html-page-context", site.add_filter)
    app.connect("html-page-context", add_linked_data)
    app.connect("build-finished", write_export)
    app.connect("env-check-consistency", check_consistency)
    return {
        "version": __version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
