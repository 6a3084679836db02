"""What a page says of itself to machines: its first words, and schema.org's ``MedicalWebPage`` as JSON-LD.

Terms: https://schema.org/MedicalWebPage. A page that no clinician has signed off has no ``lastReviewed``.
"""

from __future__ import annotations

import json
import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handbook.core.records import Retired, Review, parse_record
from handbook.evidence.knowledge import Knowledge

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from handbook.evidence.works import Work

_STAFF = "Clinician"
_LONGEST = 200  # characters of a description; what search pages and messages show of one
# JSON inside HTML: what could end the element or start another is written as JSON's own escapes.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_TYPES = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "inproceedings": "ScholarlyArticle",
    "techreport": "Report",
}

Table = dict[str, Any]


def add_linked_data(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the description into the head of the page. A page without a source file gets none."""
    if doctree is None or app.builder.name == "epub":
        return
    description = first_words(doctree)
    described = describe(app, pagename) | ({"description": description} if description else {})
    markup = [context.get("metatags", ""), script(described)]
    if description:
        markup.append(f'<meta name="description" content="{escape(description)}" />')
    context["metatags"] = "\n".join(markup)


def first_words(doctree: nodes.document) -> str:
    """Return the beginning of the first paragraph that says something of the page's subject, else nothing.

    Lines about the page, such as who reviewed it, stand in paragraphs with a class.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, (nodes.section, nodes.document)) and not paragraph["classes"]:
            return textwrap.shorten(paragraph.astext(), _LONGEST, placeholder=" …")
    return ""


def script(data: Table) -> str:
    """Return data as an element that browsers do not run and that no text in it can end."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'


def describe(app: Sphinx, docname: str) -> Table:
    """Return the description of a page in the terms of schema.org."""
    known = Knowledge(app.env)
    language = (app.config.language or "en").replace("_", "-")
    described: Table = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": known.title(docname),
        "inLanguage": language,
        "isPartOf": {"@type": "WebSite", "name": app.config.project},
        "audience": {"@type": "MedicalAudience", "audienceType": _audience(app, docname)},
        **_state(app, docname),
    }
    cited = dict.fromkeys(key for key, _, _ in known.domain.citations.get(docname, ()))
    citations = [_citation(known.works[key]) for key in sorted(cited) if key in known.works]
    if citations:
        described["citation"] = citations
    return described


def _audience(app: Sphinx, docname: str) -> str:
    folder = docname.partition("/")[0]
    return str(app.config.evidence_audiences.get(folder, _STAFF))


def _state(app: Sphinx, docname: str) -> Table:
    record, _ = parse_record(app.env.metadata.get(docname, {}))
    if isinstance(record, Retired):
        return {"creativeWorkStatus": "Retired", "dateModified": record.day.isoformat()}
    if not isinstance(record, Review):
        return {}
    state: Table = {
        "creativeWorkStatus": record.state,
        "dateModified": record.checked.isoformat(),
        "expires": record.review_by.isoformat(),
        "maintainer": {"@type": "Organization", "name": record.owner},
    }
    if record.sign_off is not None:
        signed = record.sign_off
        state["dateModified"] = max(record.checked, signed.day).isoformat()
        state["lastReviewed"] = signed.day.isoformat()
        state["reviewedBy"] = {
            "@type": "Person",
            "name": signed.name,
            "honorificSuffix": signed.credential,
        }
    return state


def _citation(work: Work) -> Table:
    fields: Table = {
        "@type": _TYPES.get(work.kind, "CreativeWork"),
        "name": work.title,
        "datePublished": work.year,
        "identifier": work.identifier,
        "url": work.address,
        "author": [
            {"@type": "Person" if ", " in one else "Organization", "name": one} for one in work.authors
        ],
    }
    if work.container and work.kind == "article":
        fields["isPartOf"] = {"@type": "Periodical", "name": work.container}
    return {name: value for name, value in fields.items() if value}
