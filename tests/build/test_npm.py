"""The browser-side parts are installed once, as the lock names them; a renewed lock names no addresses."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handbook.build import npm as parts

LOCK = {"packages": {"": {}, "node_modules/one": {"version": "1", "funding": {"url": "https://example.org"}}}}


class Npm:
    """Stands in for npm, which needs a network: notes how it is called, and makes the folder it makes."""

    def __init__(self, status: int = 0) -> None:
        self.status = status
        self.calls: list[list[str]] = []

    def __call__(
        self, command: list[str], *, cwd: Path, **_options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        self.calls.append(command)
        if self.status == 0:
            Path(cwd, "node_modules").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, self.status)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "package-lock.json").write_text(json.dumps(LOCK), encoding="utf-8")
    return tmp_path


def installed(monkeypatch: pytest.MonkeyPatch, root: Path, *arguments: str, status: int = 0) -> Npm:
    npm = Npm(status)
    monkeypatch.setattr(parts, "npm", npm)
    monkeypatch.setattr(parts, "ROOT", root)
    assert parts.main(list(arguments)) == status
    return npm


def test_parts_are_installed_once_and_the_tools_of_tests_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    first = installed(monkeypatch, root)
    assert first.calls == [["ci", "--loglevel", "error", "--omit", "dev"]]
    assert installed(monkeypatch, root).calls == [], "a second build needs no network"
    assert installed(monkeypatch, root, "--all").calls == [["ci", "--loglevel", "error"]]
    assert installed(monkeypatch, root, "--all").calls == []
    assert installed(monkeypatch, root).calls == []


def test_another_lock_is_installed_anew_and_keeps_the_tools(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    installed(monkeypatch, root, "--all")
    (root / "package-lock.json").write_text("{}", encoding="utf-8")
    assert installed(monkeypatch, root).calls == [["ci", "--loglevel", "error"]]


def test_what_could_not_be_installed_is_tried_again(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    assert installed(monkeypatch, root, status=1).calls
    assert installed(monkeypatch, root).calls
    assert installed(monkeypatch, root).calls == []


def test_a_lock_that_is_not_there_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installed(monkeypatch, tmp_path, status=1).calls == []
    said = capsys.readouterr().err
    assert said.startswith("cannot install the browser-side parts:")
    assert said.count("\n") == 1


def test_a_renewed_lock_names_no_address_for_gifts(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    npm = installed(monkeypatch, root, "--lock")
    assert npm.calls == [["install", "--package-lock-only", "--loglevel", "error"]]
    text = (root / "package-lock.json").read_text("utf-8")
    assert json.loads(text)["packages"]["node_modules/one"] == {"version": "1"}


def test_a_renewal_that_fails_leaves_the_lock(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    before = (root / "package-lock.json").read_bytes()
    installed(monkeypatch, root, "--lock", status=1)
    assert (root / "package-lock.json").read_bytes() == before
