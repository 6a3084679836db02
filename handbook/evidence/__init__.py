"""Claims: statements that carry their certainty, their sources and the day they were checked.

Directives ``claim``, ``claim-register`` and ``article-trace``, role ``claim``; data in the domain
``evidence``. Setting ``evidence_article``: the file of article statements, relative to the source folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from handbook import __version__
from handbook.evidence import bibliography
from handbook.evidence.checks import check_consistency, note_citations
from handbook.evidence.domain import EvidenceDomain
from handbook.evidence.generated import FillGeneratedPages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    bibliography.register()
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("evidence_article", "", "env", types=frozenset({str}))
    app.add_domain(EvidenceDomain)
    app.add_post_transform(FillGeneratedPages)
    app.connect("doctree-read", note_citations)
    app.connect("env-updated", _pages_to_rewrite)
    app.connect("env-check-consistency", check_consistency)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    return cast("EvidenceDomain", env.get_domain("evidence")).pages_to_rewrite()
