"""Finds the Java that EPUBCheck runs on, or installs Debian's where this user may install packages."""

from __future__ import annotations

import shutil
import sys

from tests.browser.chromium import install_debian

PACKAGE = "default-jre-headless"


def provide() -> str | None:
    """Return the path of Java after installing one if need be; nothing when none can be had."""
    found = shutil.which("java")
    if found is None and install_debian(PACKAGE):
        found = shutil.which("java")
    return found


def main() -> int:
    """Say which Java will be used. Without one the check of the EPUB is skipped, with its reason."""
    print(f"Java for EPUBCheck: {provide() or 'none can be had; its test will be skipped'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
