"""An edition is made of a commit that says the same everywhere, whole, and the same every time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import given
from hypothesis import strategies as st

from handbook.release.__main__ import main
from handbook.release.archive import pack
from handbook.release.materials import LockError, npm_packages, python_packages
from tests.conftest import FRONT_MATTER, ROOT, furnish

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = """\
# What changed

## First

```{edition} 0.1.0
:date: 2026-11-23
```

```{change} first
:title: A change
:date: 2026-11-23
:kind: minor
:pages: index

It is so.
```
"""


@dataclass
class Clinic:
    """A small project under git, with all that an edition needs."""

    root: Path

    def git(self, *command: str) -> str:
        """Run git in the project."""
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *who, *command], cwd=self.root, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, **files: str) -> None:
        """Commit files, each given by its path with '__' for '/'."""
        for name, text in files.items():
            (self.root / name.replace("__", "/")).write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def release(self, tag: str = "v0.1.0", *options: str) -> int:
        """Run the command."""
        return main([tag, *options, "--root", str(self.root)])


def found(root: Path) -> Clinic:
    """Return a small project whose first edition can be made."""
    furnish(root)
    conf = root / "conf.py"
    more = 'edition_date = "2026-11-23"\naddresses_list = "addresses.txt"\n'
    conf.write_text(conf.read_text("utf-8") + more, "utf-8")
    (root / "source/index.md").write_text(
        f"{FRONT_MATTER}# Home\n\nWelcome.\n\n```{{toctree}}\nchanges\ncard\n```\n", "utf-8"
    )
    (root / "source/changes.md").write_text(FRONT_MATTER + CHANGES, "utf-8")
    card = FRONT_MATTER.replace("sign-off", "kind: card\nsign-off")
    (root / "source/card.md").write_text(f"{card}# Card\n\n1. Do it.\n\n```{{claim-sources}}\n```\n", "utf-8")
    (root / "source/addresses.txt").write_text(
        "# Every address of edition 0.1.0 that links from outside may use. Made by the release;\n"
        "# not edited by hand: docs/addresses.md.\n"
        "card\nchanges\nchanges#change-first\nindex\n",
        "utf-8",
    )
    (root / "locks").mkdir()
    for name in ("locks/build.txt", "package-lock.json", "pyproject.toml", ".gitignore"):
        shutil.copyfile(ROOT / name, root / name)
    clinic = Clinic(root)
    clinic.git("init", "-q")
    clinic.commit()
    return clinic


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    """A small project whose first edition can be made."""
    return found(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of an edition, made twice of the same commit in different places."""
    first = found(tmp_path_factory.mktemp("first"))
    first.git("tag", "-a", "v0.1.0", "-m", "Edition 0.1.0")
    second = tmp_path_factory.mktemp("second") / "elsewhere"
    first.git("clone", "-q", str(first.root), str(second))
    files = {}
    for clinic in (first, Clinic(second)):
        assert clinic.release("v0.1.0", "--for-real") == 0
        assert clinic.git("status", "--porcelain") == ""
        folder = clinic.root / "build/release"
        files[clinic.root.name] = {path.name: path.read_bytes() for path in folder.iterdir()}
        files["site"] = {
            path.relative_to(clinic.root / "build/html").as_posix(): path.read_bytes()
            for path in (clinic.root / "build/html").rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
    return files


@pytest.fixture
def edition(made: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """The files of an edition by name."""
    return made["elsewhere"]


def test_an_edition_holds_everything_that_a_clinic_gets(edition: dict[str, bytes]) -> None:
    start = "ketamine-and-memory-0.1.0"
    assert edition.keys() == {
        f"{start}-a4.pdf",
        f"{start}-addresses.txt",
        f"{start}-cards-and-handouts.zip",
        f"{start}-evidence.json",
        f"{start}-evidence.schema.json",
        f"{start}-materials.cdx.json",
        f"{start}-site.zip",
        f"{start}.epub",
        "SHA256SUMS",
    }
    assert edition[f"{start}-a4.pdf"].startswith(b"%PDF")
    assert json.loads(edition[f"{start}-evidence.json"])["handbook"]["version"] == "0.1.0"


def test_the_same_commit_gives_the_same_bytes(made: dict[str, dict[str, bytes]]) -> None:
    first = next(files for name, files in made.items() if name not in {"elsewhere", "site"})
    assert first == made["elsewhere"]


def test_the_archive_is_the_site_that_runs_from_a_folder(
    made: dict[str, dict[str, bytes]], edition: dict[str, bytes], tmp_path: Path
) -> None:
    archive = tmp_path / "site.zip"
    archive.write_bytes(edition["ketamine-and-memory-0.1.0-site.zip"])
    with zipfile.ZipFile(archive) as packed:
        top = "ketamine-and-memory-0.1.0/"
        assert {name.removeprefix(top): packed.read(name) for name in packed.namelist()} == made["site"]
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 11, 23, 12, 0, 0)}
    assert {"index.html", "pdf/handbook.pdf", "pdf/cards/card-a5.pdf"} <= made["site"].keys()
    absolute = re.compile(rb'(?:src|href)="(?:/|file:)')
    assert [
        name for name, data in made["site"].items() if name.endswith(".html") and absolute.search(data)
    ] == []


def test_the_checksums_are_those_of_the_files(edition: dict[str, bytes]) -> None:
    lines = edition["SHA256SUMS"].decode().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {name: data for name, data in edition.items() if name != "SHA256SUMS"}
    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_bill_of_materials_is_valid_and_names_every_package_of_the_locks(
    edition: dict[str, bytes],
) -> None:
    text = edition["ketamine-and-memory-0.1.0-materials.cdx.json"].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    purls = {component["purl"]: component for component in bill["components"]}
    lock = (ROOT / "locks/build.txt").read_text("utf-8")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)
    assert {f"pkg:pypi/{name.lower()}@{version}" for name, version in pinned} == {
        purl for purl in purls if purl.startswith("pkg:pypi/")
    }
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert {f"pkg:npm/{name}@{version}" for name, version in asked.items()} <= purls.keys()
    assert not any(purl.startswith("pkg:npm/eslint@") for purl in purls)  # for the tests alone
    hashes = [one["content"] for component in purls.values() for one in component["hashes"]]
    assert len([digest for digest in hashes if len(digest) == 64]) == lock.count("--hash=sha256:")
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    sphinx = next(purl for purl in purls if purl.startswith("pkg:pypi/sphinx@"))
    assert sphinx in needs["handbook"]
    assert any(purl.startswith("pkg:pypi/docutils@") for purl in needs[sphinx])


def test_the_schema_refuses_a_bill_with_a_broken_hash(edition: dict[str, bytes]) -> None:
    bill = json.loads(edition["ketamine-and-memory-0.1.0-materials.cdx.json"])
    bill["components"][0]["hashes"][0]["content"] = "none"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is not None


def test_by_itself_the_command_only_tells(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    assert clinic.release() == 0
    told = capsys.readouterr().out
    assert "Edition 0.1.0 of 2026-11-23 can be made" in told
    assert "git tag v0.1.0 && python3 make.py release -- v0.1.0 --for-real" in told
    assert "build/release/ketamine-and-memory-0.1.0-site.zip" in told
    assert not (clinic.root / "build").exists()


def test_what_is_told_is_what_is_made(
    clinic: Clinic, edition: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert clinic.release() == 0
    told = re.findall(r"^    build/release/(\S+)$", capsys.readouterr().out, re.MULTILINE)
    assert set(told) == edition.keys()


def refusals(clinic: Clinic, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return what keeps an edition from being made."""
    capsys.readouterr()
    assert clinic.release(*arguments) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1] == "No edition was made."
    assert not (clinic.root / "build/release").exists()
    return [line.removeprefix("release: ") for line in lines[:-1]]


def test_what_is_not_committed_or_not_tagged_is_told(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    (clinic.root / "note.txt").write_text("x", "utf-8")
    (clinic.root / "source/index.md").write_text("y", "utf-8")
    dirty, tag = refusals(clinic, capsys, "v0.1.0", "--for-real")
    assert dirty.startswith("not committed: source/index.md, note.txt. An edition is made of a commit")
    assert tag == "there is no tag v0.1.0. Set it: git tag v0.1.0"


def test_a_tag_elsewhere_is_told(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    clinic.git("tag", "v0.1.0")
    clinic.commit(README="x")
    (line,) = refusals(clinic, capsys)
    assert line.startswith("v0.1.0 is another commit (")
    assert line.endswith("Check it out: git checkout v0.1.0")


def test_all_that_names_another_edition_is_told_at_once(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refusals(clinic, capsys, "v0.2.0")
    assert lines == [
        "conf.py: release is '0.1.0', the tag says 0.2.0. Let them say the same",
        "the changes page has no edition 0.2.0; the newest there is 0.1.0. Start it: docs/record-a-change.md",
        "source/addresses.txt is of edition 0.1.0. Renew it: python3 make.py addresses -- --write",
    ]


@pytest.mark.parametrize("tag", ["0.1.0", "v0.1", "v1", "latest", "v0.1.0-rc1", "v0.1.0;x"])
def test_a_tag_of_another_form_is_told(clinic: Clinic, capsys: pytest.CaptureFixture[str], tag: str) -> None:
    (line,) = refusals(clinic, capsys, tag)
    assert line.endswith("is no tag of an edition. Name it v, and three numbers: v0.2.0")


def test_an_older_number_and_addresses_taken_out_of_the_list_are_told(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic.git("tag", "v0.3.0")
    shorter = (clinic.root / "source/addresses.txt").read_text("utf-8").replace("card\n", "")
    clinic.commit(source__addresses_txt=shorter)
    shutil.move(clinic.root / "source/addresses_txt", clinic.root / "source/addresses.txt")
    clinic.commit()
    order, addresses = refusals(clinic, capsys)
    assert order == "v0.3.0 was made already, and is not older than v0.1.0. Give this edition a higher number"
    assert addresses.startswith(
        "source/addresses.txt: 1 addresses of v0.3.0 were taken out of the list, 'card' first."
    )


def test_tags_of_other_kinds_are_no_editions(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    clinic.git("tag", "v-review")
    clinic.git("tag", "vnext")
    assert clinic.release() == 0


def test_a_list_that_is_new_in_this_edition_lost_nothing(clinic: Clinic) -> None:
    path = clinic.root / "source/addresses.txt"
    kept = path.read_text("utf-8")
    path.unlink()
    clinic.commit()
    clinic.git("tag", "v0.0.1")
    path.write_text(kept, "utf-8")
    clinic.commit()
    assert clinic.release() == 0


def test_a_build_that_finds_something_wrong_makes_no_edition(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (clinic.root / "source/index.md").read_text("utf-8")
    (clinic.root / "source/index.md").write_text(page.replace("Welcome.", "[here](nowhere.md)"), "utf-8")
    clinic.commit()
    clinic.git("tag", "v0.1.0")
    assert refusals(clinic, capsys, "v0.1.0", "--for-real") == [
        "the build found something wrong; it says above what"
    ]


def test_settings_that_cannot_be_read_are_told(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    conf = (clinic.root / "conf.py").read_text("utf-8")
    (clinic.root / "conf.py").write_text(conf + 'edition_date = "23 November"\n', "utf-8")
    clinic.commit()
    (line,) = refusals(clinic, capsys)
    assert line == "conf.py: edition_date: '23 November' is not a date; write it as YYYY-MM-DD"
    (clinic.root / "conf.py").unlink()
    (line,) = refusals(clinic, capsys)
    assert line.endswith("conf.py: No such file or directory")


def test_a_machine_without_git_is_told(
    clinic: Clinic, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(clinic.root))
    (line,) = refusals(clinic, capsys)
    assert line == "git cannot be started: No such file or directory. Install git"


def test_a_folder_without_git_is_told_in_one_line(clinic: Clinic, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(clinic.root / ".git")
    (line,) = refusals(clinic, capsys)
    assert "not a git repository" in line


def test_a_list_that_lacks_addresses_of_the_edition_is_told_after_the_build(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (clinic.root / "source/addresses.txt").read_text("utf-8").replace("card\n", "")
    (clinic.root / "source/addresses.txt").write_text(text, "utf-8")
    clinic.commit()
    clinic.git("tag", "v0.1.0")
    (line,) = refusals(clinic, capsys, "v0.1.0", "--for-real")
    assert line.startswith("source/addresses.txt does not hold all addresses of this edition.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sphinx==9.0\n", "'sphinx' has no version or no hash"),
        ("sphinx \\\n    --hash=sha256:00\n", "'sphinx' has no version or no hash"),
        ("-r other.txt\n", "entry 1 cannot be read: '-r other.txt'"),
    ],
)
def test_a_lock_of_python_without_hashes_is_refused(tmp_path: Path, text: str, message: str) -> None:
    lock = tmp_path / "build.txt"
    lock.write_text(text, "utf-8")
    with pytest.raises(LockError, match=re.escape(message)):
        list(python_packages(lock))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no lock of npm"),
        ('{"packages": {"node_modules/@a/b": {"version": "1"}}}', "'@a/b' has no hash"),
    ],
)
def test_a_lock_of_npm_without_hashes_is_refused(tmp_path: Path, text: str, message: str) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text(text, "utf-8")
    with pytest.raises(LockError, match=re.escape(message)):
        list(npm_packages(lock))


NAMES = st.text("abcdefghij0123456789", min_size=1, max_size=6)


@given(st.dictionaries(NAMES, st.binary(max_size=40), max_size=6))
def test_an_archive_depends_on_nothing_but_its_files(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    archives = []
    for names in (list(files), list(reversed(files))):
        folder = tmp_path_factory.mktemp("files")
        for name in names:
            (folder / name).write_bytes(files[name])
        archive = folder.with_suffix(".zip")
        pack(folder, archive, "top", dt.date(2026, 11, 23))
        archives.append(archive.read_bytes())
        with zipfile.ZipFile(archive) as packed:
            assert {name: packed.read(f"top/{name}") for name in files} == files
    assert archives[0] == archives[1]
