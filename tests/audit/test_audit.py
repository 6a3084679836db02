"""Known faults are told by package; what could not be looked up is never taken for faultless."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from handbook.audit import __main__ as command
from handbook.audit.answers import NoAnswerError, faults_in_npm_parts, faults_in_packages
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = {
    "dependencies": [
        {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.11.3", "3"]}]},
        {"name": "sound", "version": "1", "vulns": []},
        {"name": "old", "version": "1", "vulns": [{"id": "GHSA-2", "fix_versions": []}]},
    ],
    "fixes": [],
}
PARTS = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "lodash": {
            "range": "<=4.17.20",
            "fixAvailable": True,
            "via": [{"title": "Command injection", "severity": "high"}],
        },
        "uses-it": {"range": "*", "fixAvailable": False, "via": ["lodash"]},
    },
}
OFFLINE = "Traceback (most recent call last):\nrequests.exceptions.ConnectionError: no route to host\n"


def test_faults_of_packages_are_told_with_the_versions_that_lack_them() -> None:
    told = [str(one) for one in faults_in_packages(json.dumps(PACKAGES), "")]
    assert told == [
        "jinja2 2.4.1: PYSEC-1. Mended in 2.11.3, 3",
        "old 1: GHSA-2. No version without it is known",
    ]


def test_faults_of_browser_parts_are_told_once_where_they_are() -> None:
    told = [str(one) for one in faults_in_npm_parts(json.dumps(PARTS), "")]
    assert told == ["lodash <=4.17.20: Command injection. Mended in a newer version"]


@pytest.mark.parametrize("answer", ["", "not json", "[]", '{"error": {"code": "ENOAUDIT"}}'])
def test_without_an_answer_the_reason_is_told(answer: str) -> None:
    for read in (faults_in_packages, faults_in_npm_parts):
        with pytest.raises(NoAnswerError, match=r"ConnectionError: no route to host$"):
            read(answer, OFFLINE)


def test_the_reason_that_npm_gives_is_told() -> None:
    answer = json.dumps({"message": "request to the list of faults failed", "error": {"summary": ""}})
    with pytest.raises(NoAnswerError, match=r"^request to the list of faults failed$"):
        faults_in_npm_parts(answer, OFFLINE)


def test_a_package_that_was_passed_over_is_no_package_without_faults() -> None:
    skipped = {"dependencies": [{"name": "own", "skip_reason": "not on the index"}]}
    with pytest.raises(NoAnswerError, match="own: not on the index"):
        faults_in_packages(json.dumps(skipped), "")


@pytest.mark.parametrize(
    ("packages", "parts", "status", "says"),
    [
        (json.dumps({"dependencies": []}), json.dumps({"vulnerabilities": {}}), 0, "0 known faults"),
        (json.dumps(PACKAGES), json.dumps({"vulnerabilities": {}}), 1, "jinja2 2.4.1: PYSEC-1"),
        ("", json.dumps(PARTS), 2, "not looked up: requests.exceptions.ConnectionError"),
        (json.dumps({"dependencies": []}), "", 2, "package-lock.json: not looked up"),
    ],
)
def test_the_status_tells_none_some_and_not_known_apart(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    packages: str,
    parts: str,
    status: int,
    says: str,
) -> None:
    asked: list[Path] = []

    def ask(lock: Path) -> tuple[str, str]:
        asked.append(lock)
        return packages, OFFLINE

    monkeypatch.setattr(command, "_ask_pip_audit", ask)
    monkeypatch.setattr(command, "_ask_npm", lambda _root: (parts, OFFLINE))
    assert command.main(["--root", str(ROOT)]) == status
    printed = capsys.readouterr()
    assert says in printed.out + printed.err
    assert asked == sorted((ROOT / "locks").glob("*.txt"))
    if status == 2:
        assert "This job needs the network" in printed.err
