"""The command: ``python -m tests.mutants [MODULE ...]``; which mutants are left, and why: docs/safety.md."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
# The rules of claims, reviews and pages, and the tests that are to notice a fault in each.
SUBJECTS = {
    "handbook/core/records.py": ("tests/review/test_record.py", "tests/review/test_signed_text.py"),
    "handbook/evidence/checks.py": ("tests/evidence",),
    "handbook/evidence/model.py": ("tests/evidence/test_claims.py", "tests/evidence/test_certainty.py"),
    "handbook/policy/addresses.py": ("tests/policy/test_addresses.py",),
    "handbook/policy/checks.py": ("tests/policy",),
    "handbook/policy/files.py": ("tests/policy",),
    "handbook/policy/source.py": ("tests/policy",),
    "handbook/policy/svg.py": ("tests/policy",),
    "handbook/review/fingerprint.py": ("tests/review/test_signed_text.py",),
    "handbook/review/status.py": ("tests/review",),
}
_SECONDS = 600  # for the tests of one mutant; a mutant that runs on for ever is noticed too
_SETTINGS = """\
[cosmic-ray]
module-path = "{module}"
timeout = {seconds}
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider {tests}"
[cosmic-ray.distributor]
name = "local"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell how many mutants no test noticed, and which; exit status 1 when there are some."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(SUBJECTS))
    chosen = parser.parse_args(arguments).modules or list(SUBJECTS)
    unknown = [module for module in chosen if module not in SUBJECTS]
    if unknown:
        parser.error(f"unknown module '{unknown[0]}'. Name one of: {', '.join(SUBJECTS)}")
    left = 0
    for module in chosen:
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch, "tree")
            _copy(tree)
            results = list(_try_all(module, tree))
        survivors = [mutant for mutant, survived in results if survived]
        print(f"{module}: {len(survivors)} of {len(results)} mutants were not noticed", flush=True)
        for mutant in survivors:
            print(f"  {mutant}", flush=True)
        left += len(survivors)
    return int(left > 0)


def _copy(tree: Path) -> None:
    """Copy the project: faults are written into its files, and never into those of the repository."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    (tree / "node_modules").symlink_to(ROOT / "node_modules")


def _try_all(module: str, tree: Path) -> Iterator[tuple[str, bool]]:
    """Yield each mutant in words, and whether all tests passed with it."""
    tests = " ".join(SUBJECTS[module])
    settings = _SETTINGS.format(module=module, seconds=_SECONDS, python=sys.executable, tests=tests)
    (tree / "mutants.toml").write_text(settings, encoding="utf-8")
    _cosmic_ray(tree, "init", "mutants.toml", "mutants.sqlite")
    _cosmic_ray(tree, "baseline", "mutants.toml")  # ends here when the tests fail without any mutant
    _cosmic_ray(tree, "exec", "mutants.toml", "mutants.sqlite")
    for line in _cosmic_ray(tree, "dump", "mutants.sqlite").splitlines():
        work, result = json.loads(line)
        yield _words(module, work["mutations"][0], result), (result or {}).get("test_outcome") == "survived"


def _words(module: str, mutation: dict[str, Any], result: dict[str, Any] | None) -> str:
    """Return where a mutant stands, and the line that it has changed."""
    line = mutation["start_pos"][0]
    changed = [text for text in (result or {}).get("diff", "").splitlines() if text.startswith(("-", "+"))]
    before_after = " => ".join(text[1:].strip() for text in changed if not text.startswith(("---", "+++")))
    return f"{module}:{line}: {before_after or mutation['operator_name']}"


def _cosmic_ray(tree: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "cosmic_ray.cli", *arguments]
    return subprocess.run(
        command, cwd=tree, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
