"""Finds the Firefox that one browser test drives, or installs Debian's."""

from __future__ import annotations

import shutil
import sys

from tests.browser.chromium import install_debian

NAMES = ("firefox-esr", "firefox")


def find() -> str | None:
    """Return the path of a Firefox, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Say which Firefox will be used. Without one its test is left out, and says so."""
    found = find() or (install_debian("firefox-esr") and find())
    print(f"Firefox for the tests: {found or 'none; its test is left out'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
