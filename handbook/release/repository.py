"""What git knows of the edition."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class GitError(Exception):
    """A question that git did not answer. The text says why, in one line."""


@dataclass(frozen=True)
class Repository:
    """The repository in a folder. Its methods only ask.

    :raises GitError: from each method, when there is no git or no repository.
    """

    root: Path

    def head(self) -> str:
        """Return the commit that is checked out."""
        return self._ask("rev-parse", "HEAD")

    def commit_of(self, tag: str) -> str:
        """Return the commit of a tag; nothing where there is no such tag."""
        # What a tag of its own points to stands first, and nothing where the tag is the commit's.
        told = self._ask("for-each-ref", "--format=%(*objectname) %(objectname)", f"refs/tags/{tag}")
        return told.split()[0] if told else ""

    def changed_files(self) -> list[str]:
        """Return the files that differ from the commit, new ones included."""
        return [line[3:] for line in self._ask("status", "--porcelain").splitlines()]

    def tags_before(self, commit: str) -> list[str]:
        """Return the tags of editions on the way to a commit."""
        return self._ask("tag", "--list", "v*", "--merged", commit).splitlines()

    def file_at(self, revision: str, path: str) -> str:
        """Return a file as it was; nothing where there was none."""
        if not self._ask("ls-tree", "--name-only", revision, "--", path):
            return ""
        return self._ask("show", f"{revision}:{path}")

    def _ask(self, *question: str) -> str:
        command = ["git", "-c", "core.quotePath=false", *question]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)  # noqa: S603
        except OSError as error:
            raise GitError(f"git cannot be started: {error.strerror}. Install git") from error
        if done.returncode:
            raise GitError(" ".join(done.stderr.split()) or f"git {question[0]} failed")
        return done.stdout.rstrip("\n")
