"""The first command a stranger types: it sets up, repairs itself, and says in one line what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy in a folder whose name has a space, with a job runner that needs nothing but Python."""
    folder = tmp_path / "a checkout"
    (folder / "locks").mkdir(parents=True)
    shutil.copy2(ROOT / "make.py", folder)
    (folder / "locks/build.txt").write_text("")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command from another folder, as a user might."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, str(folder / "make.py"), *arguments]
    return subprocess.run(
        command, cwd=folder.parent, env=environment, capture_output=True, text=True, check=False
    )


def test_a_half_made_environment_is_made_anew(checkout: Path) -> None:
    half = checkout / ".venv/bin"
    half.mkdir(parents=True)
    (half / "python").write_text("broken")
    outcome = run(checkout, "--list")
    assert "Setting up .venv/" in outcome.stdout
    assert (checkout / ".venv/set-up-whole").is_file()


def test_a_whole_environment_is_used_again_and_a_new_lock_renews_it(checkout: Path) -> None:
    run(checkout, "--list")
    assert "Setting up" not in run(checkout, "--list").stdout
    (checkout / "locks/build.txt").write_text("# newer\n")
    assert "Setting up" in run(checkout, "--list").stdout


def test_a_lock_that_cannot_be_installed_is_told_in_one_line(checkout: Path) -> None:
    (checkout / "locks/build.txt").write_text("nonesuch-package==1 --hash=sha256:" + "0" * 64 + "\n")
    outcome = run(checkout, "html")
    assert outcome.returncode == 1
    assert "make.py: what the build needs could not be installed" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not (checkout / ".venv/set-up-whole").exists()


def test_the_jobs_can_be_listed() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "nox", "--list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for job in ("handbook", "html", "pdf", "tests", "lint", "docs", "figures", "lock"):
        assert job in listed


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["python3 make.py tests"]


@pytest.mark.parametrize("lock", sorted(file.stem for file in (ROOT / "locks").glob("*.txt")))
def test_a_lock_pins_everything_with_hashes_and_names_no_address(lock: str) -> None:
    text = (ROOT / f"locks/{lock}.txt").read_text("utf-8")
    assert "://" not in text
    requirements = [block for block in text.split("\n") if block and block[0] not in " #"]
    assert requirements
    for requirement in requirements:
        assert "==" in requirement
    assert text.count("--hash=sha256:") >= len(requirements)
