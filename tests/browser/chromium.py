"""Finds the Chromium that the browser tests drive, or installs one.

One that is there already; else Debian's, where this user may install packages; else Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a Chromium, or nothing when only Playwright's own may be there."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def provide() -> str:
    """Return in words which Chromium the tests will use, after installing one if need be.

    :raises RuntimeError: when none can be had; the text says what to do.
    """
    found = find()
    if found is not None:
        return found
    if install_debian("chromium") and (found := find()) is not None:
        return found
    print("Installing Playwright's Chromium ...", flush=True)
    own = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if own.returncode == 0:
        return "Playwright's own"
    raise RuntimeError(
        "no Chromium for the browser tests. Install one (Debian: apt-get install chromium) and try again"
    )


def install_debian(package: str) -> bool:
    """Install a browser of Debian's, where this user may; tell whether it is there now."""
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (shutil.which("sudo") is None or subprocess.run([*prefix, "true"], check=False).returncode):
        return False
    print(f"Installing Debian's {package} (about 200 MB) ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package])
    return all(
        subprocess.run(
            [*prefix, "apt-get", *step], check=False, env=environment, stdout=subprocess.DEVNULL
        ).returncode
        == 0
        for step in steps
    )


def main() -> int:
    """Say which Chromium will be used; status 1 when none can be had."""
    try:
        print(f"Browser for the tests: {provide()}", flush=True)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
