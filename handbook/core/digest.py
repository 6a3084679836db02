"""What tells one version of a text from another."""

from __future__ import annotations

import hashlib
import unicodedata


def digest(*parts: str) -> str:
    """Return the SHA-256 of some texts in hexadecimal digits; the kind of white space does not count.

    Callers show as many of its digits as they need to notice a change.
    """
    plain = (" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()
