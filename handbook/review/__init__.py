"""The review cycle: who owns a page, when it was checked, until when it holds, who signed it off.

Reads the front matter of every page, refuses what cannot be, and prints one status line under the title.
Refuses a signed page whose text is no longer what was signed, and links to pages that were retired.
Directive ``review-register``: all pages by due date; ``sign-offs``: how many are signed off, in a sentence.
A page past its date says so in the reader's browser. ``python -m handbook.review`` lists what is due.

Setting ``review_owners``: the roles that may own a page; empty: any.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.core.site import lend_static
from handbook.review import page, register
from handbook.review.fingerprint import Fingerprints, check_signed_text
from handbook.review.retired import LinksOfPages, check_links
from handbook.review.status import AddStatus, check_front_matter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("review_owners", [], "", types=frozenset({list, tuple}))
    app.add_node(register.review_register)
    app.add_node(register.sign_offs)
    app.add_directive("review-register", register.ReviewRegister)
    app.add_directive("sign-offs", register.SignOffs)
    app.add_transform(AddStatus)
    app.add_post_transform(register.FillReviewRegister)
    app.add_env_collector(Fingerprints)
    app.add_env_collector(register.RegisterPages)
    app.add_env_collector(LinksOfPages)
    lend_static(app, Path(__file__).parent / "static")
    app.add_css_file("review/review.css")
    app.add_js_file("review/expiry.js", loading_method="defer")
    app.connect("env-updated", register.pages_to_rewrite)
    app.connect("env-check-consistency", check_front_matter)
    app.connect("env-check-consistency", check_signed_text)
    app.connect("env-check-consistency", check_links)
    app.connect("html-page-context", page.add_record)
    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
