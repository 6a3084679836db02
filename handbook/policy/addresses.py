"""Which addresses a link may lead to, and which a page may show as its words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ALLOWED_SCHEMES = ("http", "https", "mailto", "tel")
_ALLOWED = "a page of the handbook, or https, http, mailto or tel"

# https://url.spec.whatwg.org/#url-parsing: browsers drop these before they look for a scheme.
_DROPPED = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST_IN_WORDS = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/:?#].*)?", re.IGNORECASE)
_NOT_HOSTS = (".md", ".html", ".toml", ".bib", ".py", ".svg", ".pdf", ".csv")


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, as a browser reads it; empty for a relative one."""
    match = _SCHEME.match(_DROPPED.sub("", address))
    return match[1].lower() if match else ""


def leaves(address: str) -> bool:
    """Tell whether an address leads to another site."""
    return scheme_of(address) in ("http", "https")


def fault_of(address: str) -> str:
    """Return what is wrong with the address of a link, with its remedy; empty when nothing is."""
    if _UNSEEN.search(address):
        return "has a backslash or a sign that nobody sees. Type it anew"
    scheme = scheme_of(address)
    if not scheme:
        if _DROPPED.sub("", address).startswith("//"):
            return "names another site without https:. Write it whole"
        return ""
    if scheme not in ALLOWED_SCHEMES:
        return f"is of the kind '{scheme}:', which is not allowed. Link to {_ALLOWED}"
    return _fault_of_host(address) if leaves(address) else ""


def _fault_of_host(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "cannot be read. Correct it"
    if not host:
        return "names no site. Correct it"
    if parts.username is not None:
        return f"hides its site ({host}) behind a name. Leave out what stands before the @"
    if not host.isascii():
        return "names a site with letters that look like others. Write its name in ASCII"
    return ""


def misleading(words: str, address: str) -> bool:
    """Tell whether the words of a link are an address of another site than the one it leads to."""
    match = _HOST_IN_WORDS.fullmatch(words.strip())
    if match is None or not leaves(address) or match[1].lower().endswith(_NOT_HOSTS):
        return False
    said, led = match[1].lower().removeprefix("www."), (urlsplit(address).hostname or "").removeprefix("www.")
    return said != led
