#!/usr/bin/env python3
"""Sets up what the project needs, and runs a job of it.

``python3 make.py`` builds the handbook, ``python3 make.py tests`` passes the tests,
``python3 make.py --list`` names the other jobs. Needs Python 3.11 or newer with venv, and git; nothing else.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "locks" / "build.txt"
STAMP = ENVIRONMENT / "set-up-whole"
STOPPED = (130, -2)  # what systems report of a program that Ctrl+C ended


def main(arguments: list[str]) -> int:
    """Run the job that is named first; what follows ``--`` goes to the job."""
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        return refuse(f"Python {wanted} or newer is needed; this is {sys.version.split()[0]}")
    started = time.monotonic()
    try:
        python = set_up()
    except OSError as error:
        return refuse(f"cannot set up {ENVIRONMENT.name}/: {error}")
    except subprocess.CalledProcessError as error:
        return refuse(reason(error))
    command = [str(python), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py")]
    if arguments and not arguments[0].startswith("-"):
        command += ["--session", arguments[0], *arguments[1:]]
    else:
        command += arguments
    status = run(command)
    if status in STOPPED:
        return 130  # the job has said that it was stopped
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(f"{'Done' if status == 0 else 'Failed'} after {minutes} min {seconds} s", flush=True)
    return status


def run(command: list[str]) -> int:
    """Run a job to its end, also on Ctrl+C: the job has heard that too, and tidies up."""
    job = subprocess.Popen(command, cwd=ROOT, env=environment())
    while True:
        try:
            return job.wait()
        except KeyboardInterrupt:
            continue


def set_up() -> Path:
    """Return the Python of an environment that holds exactly what the lock names."""
    folder = "Scripts" if os.name == "nt" else "bin"
    python = ENVIRONMENT / folder / ("python.exe" if os.name == "nt" else "python")
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted and python.exists():
        set_up_browser_parts(python)
        return python
    print("Setting up .venv/ (once) ...", flush=True)
    started = time.monotonic()
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)  # a half-made one would fail in odd ways
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    STAMP.write_text(wanted, encoding="ascii")
    set_up_browser_parts(python)
    print(f"Set up, {time.monotonic() - started:.0f} s", flush=True)
    return python


def set_up_browser_parts(python: Path) -> None:
    """Install what package-lock.json names; does nothing when it is there already."""
    command = [str(python), "-m", "handbook.build.npm"]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)


def environment() -> dict[str, str]:
    """Return the environment of the jobs: their own, not the caller's other virtual environment."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    own["PYTHONPATH"] = str(ROOT)  # handbook/ and tests/ are imported from where they lie
    own["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return own


def reason(error: subprocess.CalledProcessError) -> str:
    """Return what a newcomer can do about a set-up step that failed."""
    if "venv" in error.cmd:
        return "Python's venv is missing. On Debian: apt-get install python3-venv"
    return "what the build needs could not be installed; pip says above why (network, proxy, disk?)"


def refuse(message: str) -> int:
    """Say in one line why nothing was done."""
    print(f"make.py: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
