"""The command: ``python -m handbook.release TAG [--for-real]``."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.build.publish import publish, recover
from handbook.release.archive import SUMS, checksums, pack
from handbook.release.edition import Edition, read_edition
from handbook.release.materials import LockError, bill_of_materials
from handbook.release.repository import GitError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODE = Path(__file__).resolve().parents[2]  # where 'handbook' is imported from
_BUILD = Path("build")
_WORK = _BUILD / ".work"
_RELEASE = _BUILD / "release"
_BOOKS = {"a4": "handbook.pdf", "us-letter": "handbook-letter.pdf"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell whether the edition of a tag can be made; with ``--for-real``, make it in ``build/release/``.

    The exit status is 0, or 1 when something keeps it from being made; each such thing is told in one line.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.release", description=main.__doc__)
    parser.add_argument("tag", metavar="TAG", help="the tag of the edition: v0.2.0")
    parser.add_argument("--for-real", action="store_true", help="make it; else only tell")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    parser.add_argument("--build-with", default=sys.executable, metavar="PYTHON", help="which Python builds")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        edition, faults = read_edition(root, options.tag)
        if edition is not None and options.for_real and not edition.there:
            faults.append(f"there is no tag {edition.tag}. Set it: git tag {edition.tag}")
        if edition is None or faults:
            return _refuse(faults)
        if not options.for_real:
            return _tell(edition)
        return _make(root, edition, options.build_with)
    except (GitError, LockError) as error:
        return _refuse([str(error)])
    except OSError as error:
        return _refuse([f"{error.filename}: {error.strerror}"])


def _refuse(faults: list[str]) -> int:
    for fault in faults:
        print(f"release: {fault}", file=sys.stderr)
    print("No edition was made.", file=sys.stderr)
    return 1


def _tell(edition: Edition) -> int:
    print(f"Edition {edition.version} of {edition.day} can be made of {edition.commit[:10]}:")
    for name in _names(edition):
        print(f"    {_RELEASE / name}")
    tag = "" if edition.there else f"git tag {edition.tag} && "
    print(f"To make it: {tag}python3 make.py release -- {edition.tag} --for-real")
    return 0


def _names(edition: Edition) -> list[str]:
    start = edition.name
    return sorted(
        [
            f"{start}-addresses.txt",
            f"{start}-cards-and-handouts.zip",
            f"{start}-evidence.json",
            f"{start}-evidence.schema.json",
            f"{start}-materials.cdx.json",
            f"{start}-site.zip",
            f"{start}.epub",
            *(f"{start}-{paper}.pdf" for paper in edition.papers),
            SUMS,
        ]
    )


def _make(root: Path, edition: Edition, python: str) -> int:
    recover(root / _RELEASE)
    shutil.rmtree(root / _WORK, ignore_errors=True)  # nothing of an earlier build gets in
    command = [python, "-m", "handbook.build", "html", "pdf", "epub", "--root", str(root)]
    built = subprocess.run(command, cwd=_CODE, check=False)  # noqa: S603 - the Python that our own job names
    if built.returncode:
        return _refuse(["the build found something wrong; it says above what"])
    listed = root / "source" / edition.addresses
    if (root / _BUILD / "html/addresses.txt").read_bytes() != listed.read_bytes():
        remedy = "Renew it, commit it and set the tag again: python3 make.py addresses -- --write"
        return _refuse([f"{listed.relative_to(root)} does not hold all addresses of this edition. {remedy}"])
    staged = root / _WORK / "release"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    _fill(staged, root, edition)
    publish(staged, root / _RELEASE)
    for name in _names(edition):
        print(f"{(root / _RELEASE / name).stat().st_size / 1e6:8.2f} MB  {_RELEASE / name}")
    return 0


def _fill(folder: Path, root: Path, edition: Edition) -> None:
    """Put every file of the edition into a folder; the checksums last."""
    build, start = root / _BUILD, edition.name
    pack(build / "html", folder / f"{start}-site.zip", start, edition.day)
    for paper in edition.papers:
        shutil.copyfile(build / "pdf" / _BOOKS[paper], folder / f"{start}-{paper}.pdf")
    sheets = f"{start}-cards-and-handouts"
    pack(build / "pdf", folder / f"{sheets}.zip", sheets, edition.day, without=_BOOKS.values())
    shutil.copyfile(build / "epub/handbook.epub", folder / f"{start}.epub")
    for name in ("addresses.txt", "evidence.json", "evidence.schema.json"):
        shutil.copyfile(build / "html" / name, folder / f"{start}-{name}")
    (folder / f"{start}-materials.cdx.json").write_text(bill_of_materials(root, edition), encoding="utf-8")
    (folder / SUMS).write_text(checksums(folder.iterdir()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
