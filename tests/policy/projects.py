"""Projects that many tests share, built once."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, cast

from handbook.build.__main__ import main
from tests.conftest import Outcome, Project, furnish
from tests.policy.attacks import HARMLESS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TITLE = "Dose &lt;script&gt;alert(1)&lt;/script&gt; \"onload='x'"

FINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\n'
    '<title>x</title><rect width="9" height="9" fill="#000"/></svg>\n'
)


class SharedProject(Project):
    """A project for more than one test: pytest lends its capture to one test only."""

    def build(self, *targets: str) -> Outcome:
        """Run the build and return what came of it."""
        printed, complaints = io.StringIO(), io.StringIO()
        with redirect_stdout(printed), redirect_stderr(complaints):
            status = main([*targets, "--root", str(self.root)])
        return Outcome(self.root, status, printed.getvalue(), complaints.getvalue())


def equipped(root: Path, settings: str = "") -> SharedProject:
    """Return a project in a new folder, with a drawing in ``_static/`` and files that no page may take."""
    root.mkdir()
    furnish(root)
    conf = root / "conf.py"
    conf.write_text(f'{conf.read_text("utf-8")}html_static_path = ["_static"]\n{settings}', "utf-8")
    (root / "_static").mkdir()
    (root / "_static/fine.svg").write_text(FINE, "utf-8")
    (root / "outside.md").write_text("secret\n", "utf-8")
    (root / "outside.svg").write_text(FINE, "utf-8")
    return SharedProject(root, cast("pytest.CaptureFixture[str]", None))


def harmless_project(root: Path) -> SharedProject:
    """Return a project with a page for each harmless text, under titles that look like attacks too."""
    project = equipped(root)
    for name, (text, _) in HARMLESS.items():
        project.write(f"{name}.md", f"# {name} {TITLE}\n\n{text}\n\n```{{index}} {name} <b>x</b>\n```\n")
    project.home()
    return project
