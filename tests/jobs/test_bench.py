"""What the benchmarks print, keep and refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench._figures import Figure, Ratio, read, record, table, worsened

if TYPE_CHECKING:
    from pathlib import Path

SPEED = Ratio("Building", "CPU, ours by theirs", 0.4, "times")


def test_ratios_are_recorded_and_seconds_are_not(tmp_path: Path) -> None:
    file = tmp_path / "recorded.toml"
    record([SPEED, Figure("Building", "CPU", 12.0, "s")], file)
    assert read(file) == {"Building: CPU, ours by theirs": 0.4}


def test_what_was_not_measured_keeps_its_record(tmp_path: Path) -> None:
    file = tmp_path / "recorded.toml"
    record([SPEED, Ratio("PDF", "CPU", 0.5, "times")], file)
    record([Ratio("PDF", "CPU", 0.45, "times")], file)
    assert read(file) == {SPEED.key: 0.4, "PDF: CPU": 0.45}


def test_a_ratio_half_as_much_again_is_named(tmp_path: Path) -> None:
    now = [Ratio("Building", "CPU, ours by theirs", 0.59, "times")]
    assert worsened(now, {SPEED.key: 0.4}) == []
    now = [Ratio("Building", "CPU, ours by theirs", 0.61, "times")]
    assert worsened(now, {SPEED.key: 0.4}) == ["Building: CPU, ours by theirs: 0.61, recorded 0.40"]


def test_seconds_and_ratios_without_a_record_fail_nothing() -> None:
    assert worsened([Figure("Building", "CPU", 900.0, "s"), SPEED], {"Building: CPU": 1.0}) == []


def test_the_table_tells_what_was_asked_and_whether_it_is_met() -> None:
    shown = table([Figure("Pages", "weight", 52.0, "KB", 45), Figure("Pages", "requests", 8, "", 10)])
    assert "| weight | 52 KB | 45 KB | no |" in shown
    assert "| requests | 8  | 10  | yes |" in shown
