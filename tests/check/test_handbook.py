"""The handbook itself passes what its writers are asked to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.build.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_handbook_has_nothing_to_mend(handbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--root", str(handbook)])
    told = capsys.readouterr()
    assert status == 0, told.err
    assert "Nothing to mend" in told.out
