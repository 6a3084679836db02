"""Finds the Java that EPUBCheck runs on, or installs Debian's where this user may install packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGE = "default-jre-headless"


def provide() -> str | None:
    """Return the path of Java after installing one if need be; nothing when none can be had."""
    found = shutil.which("java")
    if found is None and _install_debian():
        found = shutil.which("java")
    return found


def _install_debian() -> bool:
    if shutil.which("apt-get") is None:
        return False
    prefix = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    if prefix and (shutil.which("sudo") is None or subprocess.run([*prefix, "true"], check=False).returncode):
        return False
    print(f"Installing Debian's {PACKAGE} (about 200 MB) ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", PACKAGE])
    return all(
        subprocess.run(
            [*prefix, "apt-get", *step], check=False, env=environment, stdout=subprocess.DEVNULL
        ).returncode
        == 0
        for step in steps
    )


def main() -> int:
    """Say which Java will be used. Without one the check of the EPUB is skipped, with its reason."""
    print(f"Java for EPUBCheck: {provide() or 'none can be had; its test will be skipped'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
