"""The content security policy of every page: nothing but the site's own files.

https://www.w3.org/TR/CSP3/. It stands in the page, since a handbook on a stick has no server to send it. What
a ``meta`` cannot say (who may frame the page) is left to a server: docs/safety.md.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SITES = ("html", "dirhtml")  # what a browser opens; an EPUB's reader has rules of its own

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')


def policy(script: str, html: str) -> str:
    """Return the policy of a page.

    :param script: the one script that stands in the page itself, without its tags.
    :param html: the part of the page that holds the theme's own styles.
    """
    styles = [hash_source(css) for css in _STYLE.findall(html)]
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", hash_source(script)],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],  # Furo draws its icons from data: in its style sheet
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "require-trusted-types-for": ["'script'"],  # no script may make HTML out of text
        "trusted-types": ["handbook-search"],  # the search loads its index by a script, when it is opened
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def hash_source(text: str) -> str:
    """Return how a policy names a script or style by its bytes."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def as_attributes(svg: str) -> str:
    """Return drawings with their style attributes as presentation attributes, which mean the same.

    https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes
    """

    def attributes(match: re.Match[str]) -> str:
        return "".join(f' {name}="{value}"' for name, value in _declarations(match[1]))

    return _STYLE_ATTRIBUTE.sub(attributes, svg)


def _declarations(css: str) -> Iterable[tuple[str, str]]:
    for declaration in css.split(";"):
        name, _, value = declaration.partition(":")
        if value.strip():
            yield name.strip(), value.strip()
