"""Two builds of a commit give the same bytes for every file, wherever they are made; none needs a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT, copy_handbook

if TYPE_CHECKING:
    from pathlib import Path

# Nothing of this may reach a file: names, places, clock, order of sets, languages, rights, processes.
ELSEWHERE = {
    "HOME": "/nonexistent",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "USERNAME": "somebody",
    "HOSTNAME": "elsewhere",
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4242",
    "COLUMNS": "40",
}
OUTPUTS = ("build/html", "build/pdf", "build/epub")
PROBE = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"  # an address for examples, RFC 5737


def without_network() -> list[str]:
    """Return the command before a command that leaves it no network; nothing where the system forbids it."""
    rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *rights, "--net"]
    if shutil.which("unshare") is None:
        return []
    return (
        command
        if subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0
        else []
    )


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real handbook, built by another user in another place, with two processes and no network."""
    root = tmp_path_factory.mktemp("elsewhere") / "Klinik Ämter 2"
    root.mkdir()
    copy_handbook(root)
    for file in root.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    environment = {**os.environ, **ELSEWHERE, "PYTHONPATH": str(ROOT)}
    for module, arguments in (
        ("handbook.build", ["html", "pdf", "epub", "--jobs", "2"]),
        ("handbook.review", ["--ics", str(root / "build/reviews.ics")]),
    ):
        done = subprocess.run(
            [*without_network(), sys.executable, "-m", module, *arguments, "--root", str(root)],
            cwd=root,
            env=environment,
            umask=0o077,
            capture_output=True,
            text=True,
            check=False,
        )
        assert module == "handbook.review" or done.returncode == 0, done.stderr
    return root


def files(root: Path) -> dict[str, bytes]:
    found = [path for folder in OUTPUTS for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_every_file_has_the_same_bytes_wherever_it_is_built(
    handbook: Path, epub: Path, elsewhere: Path
) -> None:
    assert epub.is_file()
    one, other = files(handbook), files(elsewhere)
    names = {
        *("build/html/evidence.json", "build/html/changes.xml", "build/html/_static/search/index.js"),
        *("build/pdf/handbook.pdf", "build/pdf/handbook-letter.pdf", "build/epub/handbook.epub"),
    }
    assert names <= one.keys()
    assert sorted(one.keys() ^ other.keys()) == []
    assert [name for name in sorted(one) if one[name] != other[name]] == []


def test_the_calendar_of_reviews_has_the_same_bytes_wherever_it_is_made(
    handbook: Path, elsewhere: Path
) -> None:
    file = handbook / "reviews.ics"
    command = [sys.executable, "-m", "handbook.review", "--ics", str(file), "--root", str(handbook)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert b"BEGIN:VEVENT" in file.read_bytes()
    assert file.read_bytes() == (elsewhere / "build/reviews.ics").read_bytes()


def test_no_file_names_the_place_or_the_people_of_its_build(elsewhere: Path) -> None:
    for name, content in files(elsewhere).items():
        assert b"Klinik" not in content, name
        assert b"somebody" not in content or name.endswith((".html", ".js", ".epub", ".json")), name
        assert str(ROOT).encode() not in content, name


def test_a_build_needs_no_network(elsewhere: Path) -> None:
    command = without_network()
    if not command:
        pytest.skip("this system lets no test take the network away from a program")
    reached = subprocess.run([*command, sys.executable, "-c", PROBE], check=False, capture_output=True)
    assert b"Network is unreachable" in reached.stderr, "the network was not taken away"
    assert (elsewhere / "build/pdf/handbook.pdf").is_file()
