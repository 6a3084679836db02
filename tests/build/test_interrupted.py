"""A build that is killed or refused by the system leaves whole outputs, and says why in one line."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.build.workplace import held
from tests.conftest import ROOT
from tests.incremental.small import start
from tests.incremental.test_edits import build, published

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.incremental.small import Handbook

COMMAND = [sys.executable, "-m", "handbook.build", "html", "pdf"]
SEED = 6


@dataclass
class Versions:
    """A handbook of which two versions were built, and every byte of both; it stands at the second."""

    book: Handbook
    outputs: tuple[dict[str, bytes], dict[str, bytes]]
    current: int = 1

    @property
    def root(self) -> Path:
        return self.book.root

    @property
    def last_good(self) -> dict[str, bytes]:
        return self.outputs[self.current]

    def turn(self) -> None:
        """Write the other version."""
        self.current = 1 - self.current
        self._write()

    def _write(self) -> None:
        self.book.pages[0].title = f"Version {self.current}"
        self.book.pages[1].words = "Words. " * (100 * self.current)
        self.book.write()


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    book = start(tmp_path_factory.mktemp("interrupted") / "handbook")
    made = Versions(book, ({}, {}))
    outputs = []
    for _ in range(2):
        made.turn()
        assert build(book.root, "html", "pdf").findings == []
        outputs.append(published(book.root))
    made.outputs = (outputs[0], outputs[1])
    assert outputs[0].keys() == outputs[1].keys()
    return made


def started(root: Path) -> subprocess.Popen[str]:
    """Start a build in a process group of its own, and wait until it is at work."""
    lock = root / "build/.work/lock"
    lock.unlink(missing_ok=True)
    process = subprocess.Popen(
        [*COMMAND, "--root", str(root)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not lock.exists() and process.poll() is None:
        time.sleep(0.01)
    return process


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def ended(root: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own."""
    command = [*COMMAND, "--root", str(root)]
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    return run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, **options)


def said_in_one_line(complaints: str, *words: str) -> None:
    assert "Traceback" not in complaints
    lines = [line for line in complaints.splitlines() if "[system]" in line]
    assert len(lines) == 1, complaints
    assert all(word in lines[0] for word in words), lines[0]


def whole(files: dict[str, bytes], folder: str) -> list[tuple[str, bytes]]:
    return sorted((name, content) for name, content in files.items() if name.startswith(f"build/{folder}/"))


def recovers(versions: Versions) -> None:
    """Build what could not be built, and compare every byte."""
    assert build(versions.root, "html", "pdf").findings == []
    assert published(versions.root) == versions.last_good


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_build_that_is_killed_at_any_moment_leaves_whole_outputs(
    versions: Versions, number: signal.Signals
) -> None:
    moments = random.Random(SEED + number)
    for _ in range(2):
        versions.turn()
        with started(versions.root) as process:
            time.sleep(moments.uniform(0, 1.5))
            os.killpg(process.pid, number)
            _, complaints = process.communicate(timeout=60)
        assert "Traceback" not in complaints
        if number != signal.SIGKILL and process.returncode:
            assert process.returncode == 130
            assert complaints.strip() == "Stopped. The outputs in build/ are whole: the last good ones."
        found = published(versions.root)
        for folder in ("html", "pdf"):  # each is the old one or the new one, never some of both
            assert whole(found, folder) in [whole(one, folder) for one in versions.outputs]
        recovers(versions)


def test_a_second_build_in_the_same_folder_says_so_and_touches_nothing(versions: Versions) -> None:
    with held(versions.root):
        outcome = ended(versions.root)
    assert outcome.returncode == 1
    said_in_one_line(outcome.stderr, "another build is at work in this folder", "Wait")
    assert published(versions.root) == versions.last_good


def test_files_that_may_not_grow_are_told_and_leave_the_old_output(versions: Versions) -> None:
    before = versions.last_good
    versions.turn()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    outcome = ended(versions.root, preexec_fn=limit)
    assert outcome.returncode == 1
    said_in_one_line(outcome.stderr, "File too large", "Raise the limit")
    assert published(versions.root) == before
    recovers(versions)


@pytest.mark.parametrize("room", [0, 500], ids=lambda room: f"{room}-kilobytes-left")
def test_a_full_disk_is_told_and_leaves_the_old_output(versions: Versions, tmp_path: Path, room: int) -> None:
    before = versions.last_good
    versions.turn()
    files = [path for path in (versions.root / "build").rglob("*") if path.is_file()]
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in files)  # kilobytes, in pages of memory
    script = (
        'mount -t tmpfs -o size=$1k,mode=755 tmpfs "$2/build" || exit 77\n'
        'cp -a "$3/." "$2/build/" || exit 78\n'
        'shift 3; out=$1; shift; "$@"; status=$?\n'
        'cp -a "$root/build/html" "$root/build/pdf" "$out"; exit $status\n'
    )
    saved, after = tmp_path / "saved", tmp_path / "after" / "build"
    shutil.copytree(versions.root / "build", saved)
    after.mkdir(parents=True)
    rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    outcome = subprocess.run(
        [
            *("unshare", *rights, "--mount", "sh", "-c", script, "sh", str(used + room)),
            *(str(versions.root), str(saved), str(after), *COMMAND, "--root", str(versions.root)),
        ],
        cwd=ROOT,
        env={**environment(), "root": str(versions.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode == 77 or "unshare" in outcome.stderr:
        pytest.skip(f"this system lets no test mount a small disk: {outcome.stderr.strip()}")
    assert outcome.returncode == 1, outcome.stderr
    said_in_one_line(outcome.stderr, "build/", "No space left on device", "Make room")
    assert published(after.parent) == before
    recovers(versions)


@pytest.mark.parametrize("folder", ["build", "build/.work", "build/.work/html"])
def test_an_output_that_may_not_be_written_is_told_and_stays(versions: Versions, folder: str) -> None:
    before = versions.last_good
    versions.turn()
    place = versions.root / folder
    # The superuser writes anywhere, unless this right is taken from it.
    without = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    if without and shutil.which("setpriv") is None:
        pytest.skip("run by the superuser, and there is no setpriv to take its rights away")
    rights = [(one, one.stat().st_mode) for one in [place, *place.rglob("*")] if one.is_dir()]
    for one, _ in rights if folder.count("/") else rights[:1]:
        one.chmod(0o555)
    try:
        outcome = subprocess.run(
            [*without, *COMMAND, "--root", str(versions.root)],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for one, mode in rights:
            one.chmod(mode)
    assert outcome.returncode == 1
    said_in_one_line(outcome.stderr, "build/", "Permission denied", "Make the folder writable")
    assert published(versions.root) == before
    recovers(versions)


HIDDEN = """\
import sys

class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Hide())
"""


@pytest.mark.parametrize("package", ["sphinx", "typst", "furo"])
def test_a_package_that_is_not_there_is_named_with_what_to_do(
    versions: Versions, tmp_path: Path, package: str
) -> None:
    before = versions.last_good
    versions.turn()
    (tmp_path / "sitecustomize.py").write_text(HIDDEN.format(package=package), encoding="utf-8")
    environs = {**environment(), "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    outcome = subprocess.run(
        [*COMMAND, "--root", str(versions.root)],
        cwd=ROOT,
        env=environs,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    said_in_one_line(outcome.stderr, f"'{package}'", "is not installed", "Remove .venv/")
    assert published(versions.root) == before
    recovers(versions)


def test_a_font_that_is_not_there_is_named(versions: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions.last_good
    versions.turn()
    with monkeypatch.context() as patched:
        patched.setattr("handbook.pdf.builder.font_files", lambda: [Path("gone.ttf")])
        told = build(versions.root, "html", "pdf")
    said_in_one_line("\n".join(told.findings), "gone.ttf: No such file or directory", "remove .venv/")
    assert published(versions.root) == before
    recovers(versions)


def test_browser_parts_that_are_not_there_are_told(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions.last_good
    versions.turn()
    with monkeypatch.context() as patched:
        patched.setattr("handbook.search.site._LIBRARY", Path("node_modules/gone"))
        told = build(versions.root, "html", "pdf")
    lines = [line for line in told.findings if "[search.library]" in line]
    assert len(lines) == 1
    assert "node_modules/. Run: python3 make.py html" in lines[0]
    assert published(versions.root) == before
    recovers(versions)
