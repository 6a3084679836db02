"""Whether a signed page still says what was signed: told from its content, not from its dates."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from handbook.core.dates import long_date
from handbook.core.digest import digest
from handbook.core.environment import NotesByPage
from handbook.core.records import NOT_SIGNED, SignOff, reviews
from handbook.review.status import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SKIPPED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
)
_GROUPS = 3  # of four hexadecimal digits: enough to notice a change, short enough to be read out


class Fingerprints(NotesByPage[str]):
    """Keeps the fingerprint of every page."""

    name = "fingerprints"

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> str:
        """Return the fingerprint of a page that was read."""
        return fingerprint(doctree, Path(app.srcdir))


def fingerprint(doctree: nodes.document, folder: Path) -> str:
    """Return what tells one clinical text from another: ``4f2a-91bc-0d4e``.

    What counts: words, kinds of notes, citations, links and pictures, and what a node says in its attribute
    ``signed``, such as the verdict of a claim, which is printed on another page. What does not: line breaks,
    emphasis, links to terms, the index, and all that carries the class ``not-signed``.

    :param folder: the source folder, in which the pictures are.
    """
    digits = digest("".join(_signed_parts(doctree, folder)))
    # The hyphens keep YAML from reading it as a number.
    return "-".join(digits[start : start + 4] for start in range(0, 4 * _GROUPS, 4))


def _signed_parts(node: nodes.Node, folder: Path) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
        return
    if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED):
        return
    if NOT_SIGNED in node.get("classes", ()):
        return
    if isinstance(node, nodes.Inline):  # it may begin and end inside a word
        yield _mark(node, folder)
    else:
        yield f" {_mark(node, folder)} "
    for child in node.children:
        yield from _signed_parts(child, folder)
    if not isinstance(node, nodes.Inline):
        yield " "


def _mark(node: nodes.Element, folder: Path) -> str:
    """Return what a node says beside its words, or nothing."""
    if isinstance(node, nodes.image):
        pictures = sorted(node.get("candidates", {}).values()) or [node["uri"]]
        return f" <{node.get('alt', '')} {' '.join(_digest(folder / name) for name in pictures)}> "
    if isinstance(node, addnodes.pending_xref):
        term = (node.get("refdomain"), node.get("reftype")) == ("std", "term")
        return "" if term else f"<{node.get('refdomain') or ''} {node.get('reftarget')}>"
    if isinstance(node, nodes.reference):
        return f"<{node.get('refuri') or node.get('refid') or ''}>"
    if isinstance(node, nodes.Admonition):
        return f"<{node.tagname}>"
    return str(node.get("signed", ""))


def _digest(picture: Path) -> str:
    return hashlib.sha256(picture.read_bytes()).hexdigest() if picture.is_file() else str(picture.name)


def check_signed_text(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every signed page that no longer says what was signed."""
    for docname, review in sorted(reviews(env.metadata, env.all_docs).items()):
        now = Fingerprints.of(env).get(docname, "")
        if review.sign_off is not None and review.sign_off.text != now:
            report(env, docname, "sign-off", _drift(review.sign_off, now))


def _drift(sign_off: SignOff, now: str) -> str:
    if not sign_off.text:
        return (
            f"'signed-text' is missing: it tells which text {sign_off.name} has read. Once this very text was"
            f" read, write under sign-off: signed-text: {now}"
        )
    return (
        f"the text has changed since {sign_off.name} signed it off on {long_date(sign_off.day)}. Have it read"
        f" again, then write the new day and signed-text: {now}; until then write sign-off: none and delete"
        " signed-text"
    )
