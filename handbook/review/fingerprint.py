"""Whether a signed page still says what was signed: told from its content, not from its dates."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from handbook.core.dates import long_date
from handbook.core.environment import stored
from handbook.core.records import SignOff, reviews
from handbook.review.status import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# What carries this class is made by the tooling and may change without the page being read again.
NOT_SIGNED = "not-signed"
_SKIPPED = (nodes.comment, nodes.substitution_definition, addnodes.index, addnodes.toctree)
_LENGTH = 12  # hexadecimal digits: enough to notice a change, short enough to be read out


class Fingerprints(EnvironmentCollector):
    """Keeps the fingerprint of every page in ``env.handbook_fingerprints``."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again, or is gone."""
        fingerprints(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader found."""
        found = fingerprints(other)
        fingerprints(env).update({name: found[name] for name in docnames if name in found})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note the fingerprint of a page that was read."""
        env = app.env
        docname = env.current_document.docname
        fingerprints(env)[docname] = fingerprint(doctree, Path(env.srcdir))


def fingerprints(env: BuildEnvironment) -> dict[str, str]:
    """Return the fingerprints of all pages read so far."""
    empty: dict[str, str] = {}
    return stored(env, "fingerprints", lambda: empty)


def fingerprint(doctree: nodes.document, folder: Path) -> str:
    """Return what tells one clinical text from another: words, links, citations and pictures.

    Line breaks, spaces and what the tooling adds do not count.

    :param folder: the source folder, in which the pictures are.
    """
    words = " ".join(_signed_parts(doctree, folder)).split()
    text = unicodedata.normalize("NFC", " ".join(words))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _signed_parts(node: nodes.Node, folder: Path) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
        return
    if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED):
        return
    if {NOT_SIGNED, "review-status"} & set(node.get("classes", ())):
        return
    if isinstance(node, addnodes.pending_xref):
        yield f"<{node.get('refdomain')} {node.get('reftarget')}>"
    if isinstance(node, nodes.image):
        yield f"<{node.get('alt', '')} {_digest(folder / node['uri'])}>"
    for child in node.children:
        yield from _signed_parts(child, folder)


def _digest(picture: Path) -> str:
    return hashlib.sha256(picture.read_bytes()).hexdigest() if picture.is_file() else ""


def check_signed_text(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every signed page that no longer says what was signed."""
    for docname, review in sorted(reviews(env.metadata, env.all_docs).items()):
        now = fingerprints(env).get(docname, "")
        if review.sign_off is not None and review.sign_off.text != now:
            report(env, docname, "sign-off", _drift(review.sign_off, now))


def _drift(sign_off: SignOff, now: str) -> str:
    signed = f"{sign_off.name} signed this page off on {long_date(sign_off.day)}"
    if not sign_off.text:
        return f"front matter: {signed}. Write under it what was read: signed-text: {now}"
    return (
        f"front matter: {signed}, and its text has changed since. Have it read again, then write the new day"
        f" and signed-text: {now}; until then write sign-off: none and delete signed-text"
    )
