"""What a new member of staff learns and shows: objectives, cases to try, and the time that reading takes.

Directives ``self-check``, ``self-check-answers`` and ``objectives``, role ``minutes``. A case names the
claims that its answer rests on and the fingerprint of each as it was when the case was checked; a claim that
has changed since is a finding. Setting ``onboarding_roles``: the roles of the clinic's staff.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.core.site import lend_static
from handbook.onboarding import generated, html, nodes
from handbook.onboarding.checks import check_cases
from handbook.onboarding.collector import CollectOnboarding
from handbook.onboarding.directives import MinutesRole, Objectives, SelfCheck, SelfCheckAnswers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("onboarding_roles", [], "env", types=frozenset({list}))
    app.add_node(nodes.self_check, html=(html.visit_case, html.depart_case))
    app.add_node(nodes.self_check_answer, html=(html.visit_answer, html.depart_answer))
    app.add_node(nodes.self_check_answers)
    app.add_node(nodes.objectives)
    app.add_node(nodes.minutes)
    app.add_directive("self-check", SelfCheck)
    app.add_directive("self-check-answers", SelfCheckAnswers)
    app.add_directive("objectives", Objectives)
    app.add_role("minutes", MinutesRole())
    app.add_env_collector(CollectOnboarding)
    app.add_post_transform(generated.FillOnboarding)
    app.add_post_transform(generated.AnswersAtTheBack)
    lend_static(app, Path(__file__).parent / "static")
    app.add_css_file("onboarding/onboarding.css")
    app.connect("html-page-context", html.add_script)
    app.connect("env-updated", generated.pages_to_rewrite)
    app.connect("env-check-consistency", check_cases)
    return {
        "version": __version__,
        "env_version": 1,  # 1: cases, fingerprints of claims and word counts by page
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
