"""Every command that a page, a workflow or a message names is there, and takes what is given to it."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import re
import shlex
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import nox.registry
import pytest

from handbook.release.archive import checksums
from tests.conftest import ROOT
from tests.docs.guide import commands, snippets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Words that stand for something in what we write of commands.
STANDS_FOR = {"JOB": "html", "KEY": "das2019", "TAG": "v0.1.0", "BASE": "HEAD", "FILE": "reviews.ics"}


class Parsed(Exception):  # noqa: N818 - it is no error: it ends a command once its options are read
    """The options of a command were read without complaint."""


class Recorder:
    """Stands in for nox: notes what a job would run, and runs nothing."""

    def __init__(self, arguments: list[str]) -> None:
        self.posargs = arguments
        self.ran: list[list[str]] = []

    def run(self, *command: object, **_options: object) -> None:
        """Note a command."""
        self.ran.append([str(word) for word in command])

    def install(self, *_packages: str, **_options: object) -> None:
        """Install nothing."""


@cache
def jobs() -> Mapping[str, Any]:
    """Return every job of noxfile.py by name."""
    spec = importlib.util.spec_from_file_location("handbook_jobs", ROOT / "noxfile.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return nox.registry.get()


def run(job: str, arguments: list[str]) -> list[list[str]]:
    """Return what a job would run with arguments."""
    recorder = Recorder(arguments)
    function = jobs()[job].func
    given = (
        {"group": "build"}
        if "group" in function.__code__.co_varnames[: function.__code__.co_argcount]
        else {}
    )
    function(recorder, **given)
    return recorder.ran


def check_options(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a command of ours read its options, and stop it there; let pytest look for what it would run."""
    module, arguments = command[command.index("-m") + 1], command[command.index("-m") + 2 :]
    if module == "pytest":
        collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", *arguments]
        found = subprocess.run(collect, cwd=ROOT, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout + found.stderr
        return
    reads = argparse.ArgumentParser.parse_args

    def read_and_stop(self: argparse.ArgumentParser, *given: Any, **named: Any) -> None:
        reads(self, *given, **named)
        raise Parsed

    with monkeypatch.context() as patched:
        patched.setattr(argparse.ArgumentParser, "parse_args", read_and_stop)
        package = importlib.util.find_spec(module)
        whole = package is not None and package.submodule_search_locations is not None
        main = importlib.import_module(f"{module}.__main__" if whole else module).main
        with pytest.raises(Parsed):
            main(arguments)


def split(command: str) -> tuple[str, list[str]]:
    """Return the job and its arguments; both commands without a job are the handbook's."""
    words = [
        STANDS_FOR.get(word, word) for word in shlex.split(command.replace('"$TAG"', "TAG"), comments=True)
    ]
    words = [STANDS_FOR["BASE"] if word == "$BASE" else word for word in words]
    job = words[0] if words and not words[0].startswith("-") else ""
    rest = words[1:] if job else words
    return job, rest[1:] if rest[:1] == ["--"] else rest


@pytest.mark.parametrize(("place", "command"), sorted(set(commands())))
def test_a_command_of_the_guide_names_a_job_that_takes_its_options(
    place: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, arguments = split(command)
    if not job:
        assert arguments in ([], ["--list"]), place
        return
    assert job in jobs(), f"{place}: there is no job '{job}'"
    ran = run(job, arguments)
    taking = [one for one in ran if arguments and one[-len(arguments) :] == arguments]
    assert taking or not arguments, f"{place}: the job '{job}' takes no arguments"
    for one in taking:
        check_options(one, monkeypatch)


def test_jobs_that_workflows_and_messages_name_are_there() -> None:
    texts = [*(ROOT / ".github").rglob("*.*"), ROOT / ".readthedocs.yaml", *(ROOT / "handbook").rglob("*.py")]
    named = {
        (path.name, match[1])
        for path in texts
        if path.is_file()
        for match in re.finditer(r"make\.py ([a-z][a-z-]*)", path.read_text("utf-8"))
    }
    assert len(named) > 10
    assert sorted((file, job) for file, job in named if job not in jobs()) == []


def test_the_readme_lists_every_job_but_those_of_machines() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    table = text[text.index("## Jobs") :]
    assert [name for name in jobs() if f"`{name}`" not in table] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy of the repository, and files with their checksums beside it."""
    root = tmp_path_factory.mktemp("fresh")
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), str(root / "copy")], check=True)
    files = [root / name for name in ("a.pdf", "b.zip")]
    for file in files:
        file.write_bytes(file.name.encode())
    (root / "SHA256SUMS").write_text(checksums(files), "utf-8")
    return root


# Where each program of the guide is really run; make.py is checked above: its jobs have tests of their own.
RUN_IN = {"git": "copy", "sha256sum": ".", "python3": ""}


@pytest.mark.parametrize("snippet", snippets("sh"), ids=lambda snippet: snippet.name)
def test_commands_of_other_programs_work_in_a_fresh_copy(snippet: Any, copy: Path) -> None:
    for line in snippet.text.splitlines():
        program = shlex.split(line, comments=True)[:1]
        if not program:
            continue
        assert program[0] in RUN_IN, f"{snippet.name}: nobody runs '{program[0]}' here"
        if RUN_IN[program[0]]:
            done = subprocess.run(
                line, shell=True, cwd=copy / RUN_IN[program[0]], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{snippet.name}: {line}: {done.stderr}"
