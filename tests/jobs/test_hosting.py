"""What GitHub and Read the Docs do with the handbook: valid, with few rights, and the same for a fork."""

from __future__ import annotations

import re
import runpy
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")

# Each file with the published schema (https://www.schemastore.org) that check-jsonschema brings along.
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.readthedocs": [ROOT / ".readthedocs.yaml"],
}

# The rights that a job may have beyond reading, each with its job.
RIGHTS = {
    ("edition.yml", "site"): {"pages": "write", "id-token": "write"},
    ("edition.yml", "files"): {"contents": "write"},
}


def loaded(path: Path) -> dict[str, Any]:
    """Return a YAML file; BaseLoader, so that 'on' stays a word."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return content


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every job of every workflow with the names of both."""
    for path in WORKFLOWS:
        for name, job in loaded(path)["jobs"].items():
            yield path.name, name, job


def steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every step with the names of its workflow and job."""
    for workflow, name, job in jobs():
        for step in job["steps"]:
            yield workflow, name, step


def test_every_yaml_file_is_under_a_schema() -> None:
    found = {*GITHUB.rglob("*.y*ml"), *ROOT.glob(".*.y*ml")}
    assert found == {path for paths in SCHEMAS.values() for path in paths}


def complaints(schema: str, *files: Path) -> str:
    """Return what check-jsonschema says of files that are not valid; nothing when all are."""
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, files)])
    return done.output if done.exit_code else ""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_is_valid_by_its_published_schema(schema: str) -> None:
    assert complaints(schema, *SCHEMAS[schema]) == ""


def test_the_schemas_refuse_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "checks.yml"
    wrong.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "run-on:"), "utf-8")
    assert "runs-on" in complaints("vendor.github-workflows", wrong)


def test_a_fork_runs_the_same_as_we_do() -> None:
    for path in WORKFLOWS:
        assert "pull_request_target" not in loaded(path)["on"], path.name
        assert "secrets." not in path.read_text("utf-8"), path.name


def test_jobs_have_no_right_but_those_listed_here() -> None:
    for path in WORKFLOWS:
        assert loaded(path)["permissions"] == {}, path.name
    for workflow, name, job in jobs():
        more = {key: value for key, value in job["permissions"].items() if value != "read"}
        assert more == RIGHTS.get((workflow, name), {}), (workflow, name)
        assert set(job["permissions"]) - set(more) <= {"contents"}


def test_a_job_that_runs_the_code_of_a_change_keeps_no_credentials() -> None:
    for workflow, name, step in steps():
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", (workflow, name)


def test_actions_are_pinned_by_commit_and_say_their_version() -> None:
    for path in WORKFLOWS:
        uses = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
        pinned = re.compile(r"\s*-? *uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
        assert [line for line in uses if not pinned.fullmatch(line)] == []


def test_what_others_can_name_is_never_part_of_a_command() -> None:
    told = [(workflow, name, step["run"]) for workflow, name, step in steps() if "${{" in step.get("run", "")]
    assert told == []


def test_every_job_has_an_end() -> None:
    assert [(workflow, name) for workflow, name, job in jobs() if int(job["timeout-minutes"]) > 60] == []


def test_all_green_means_all() -> None:
    checks = loaded(GITHUB / "workflows/checks.yml")["jobs"]
    assert set(checks["all-green"]["needs"]) == set(checks) - {"all-green"}


def test_every_form_warns_of_patients_and_asks_by_names_that_are_unique() -> None:
    for path in FORMS:
        form = loaded(path)
        assert "anything about a patient here" in path.read_text("utf-8"), path.name
        names = [field["id"] for field in form["body"] if field["type"] != "markdown"]
        assert len(names) == len(set(names))
        assert any(field.get("validations", {}).get("required") == "true" for field in form["body"])


def owners() -> list[tuple[str, list[str]]]:
    """Return the patterns of CODEOWNERS with their owners, in order."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    parts = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(pattern, names) for pattern, *names in parts]


def test_owners_are_roles_that_are_explained_and_paths_that_are_there() -> None:
    text = (GITHUB / "CODEOWNERS").read_text("utf-8")
    for pattern, names in owners():
        assert pattern == "*" or (ROOT / pattern.strip("/")).exists(), pattern
        for name in names:
            team = name.removeprefix("@YOUR-CLINIC/")
            assert re.search(rf"^#   {team}  ", text, re.MULTILINE), name
    roles = runpy.run_path(str(ROOT / "conf.py"))["review_owners"]
    for role in roles:
        assert f"@YOUR-CLINIC/{role.lower().replace(' ', '-')}" in text, role


def test_every_page_of_the_handbook_is_owned_by_the_clinical_lead() -> None:
    for page in sorted((ROOT / "source").rglob("*.md")):
        path = f"/{page.relative_to(ROOT).as_posix()}"
        fitting = [names for pattern, names in owners() if path.startswith(pattern) or fnmatch(path, pattern)]
        assert "@YOUR-CLINIC/clinical-lead" in fitting[-1], path


def test_the_template_of_a_pull_request_links_pages_that_are_there() -> None:
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_dependabot_looks_where_the_locks_are() -> None:
    for update in loaded(GITHUB / "dependabot.yml")["updates"]:
        folder = ROOT / update["directory"].strip("/")
        kinds = {"pip": "*.txt", "npm": "package-lock.json", "github-actions": ".github/workflows/*.yml"}
        assert list(folder.glob(kinds[update["package-ecosystem"]])), update
