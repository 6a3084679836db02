"""A saved file is built and served; a mistake is told and leaves the last good site as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BIBLIOGRAPHY, ROOT
from tests.evidence.test_claims import claim
from tests.preview.running import Running, small_handbook, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


BIB = "# Sources\n\n```{bibliography}\n```\n"


def page(certainty: str, word: str, *more: str) -> str:
    """Return a page with a claim."""
    statement = claim("small-thing", f"The statement {word}.", certainty=certainty, sources="alpha2020")
    return "\n\n".join(["# One", statement, *more]) + "\n"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a small handbook that all tests of this module edit in turn."""
    root = small_handbook(tmp_path_factory.mktemp("preview") / "a handbook", "one", "two", "refs")
    write(root, "one.md", page("low", "holds"))
    write(root, "two.md", "# Two\n\nSee {claim}`small-thing`.\n")
    write(root, "refs.md", BIB)
    with Running(root, "--port", "0") as running:
        running.after(0)
        yield running


def test_the_first_build_is_served_to_this_machine_alone(preview: Running) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    assert preview.findings() == []
    assert "Welcome." in preview.get("")[1]
    assert "The statement" in preview.get("one.html")[1]


def test_a_saved_page_is_served_and_named(preview: Running) -> None:
    preview.save("source/one.md", page("low", "still holds"))
    assert "The statement still holds" in preview.get("one.html")[1]
    assert "one" in preview.state()["pages"]
    preview.wait_for(r"source/one\.md: built in \d+\.\d s")


def test_pages_that_show_something_of_the_saved_one_follow(preview: Running) -> None:
    assert "low certainty" in preview.get("two.html")[1].lower()
    preview.save("source/one.md", page("high", "holds"))
    assert "high certainty" in preview.get("two.html")[1].lower()


def test_a_mistake_is_told_with_its_place_and_leaves_nothing_behind(preview: Running) -> None:
    preview.save("source/one.md", page("low", "holds"))
    good = {name: preview.get(name)[1] for name in ("one.html", "two.html", "genindex.html")}
    version = preview.state()["version"]
    faulty = page("very low", "fails", "{term}`Nonesuch`")
    preview.save("source/one.md", faulty)
    (told,) = preview.findings()
    assert re.match(r"source/one\.md:\d+: .*Nonesuch.*glossary\.md", told)
    assert preview.state()["version"] == version
    assert {name: preview.get(name)[1] for name in good} == good
    preview.wait_for(re.escape(told.split(": ", 1)[1]))  # in the terminal too
    # Taken back, also with the time that the file had: nothing of the faulty state is left.
    preview.save("source/one.md", page("low", "holds"))
    assert preview.findings() == []
    assert {name: preview.get(name)[1] for name in good} == good


def test_what_was_faulty_is_shown_once_it_is_mended(preview: Running) -> None:
    faulty = page("moderate", "changed", "{term}`Nonesuch`")
    preview.save("source/one.md", faulty)
    preview.save("source/one.md", page("moderate", "changed"))
    assert "The statement changed" in preview.get("one.html")[1]
    assert "moderate certainty" in preview.get("two.html")[1].lower()


def test_a_file_that_is_not_text_is_told(preview: Running) -> None:
    (preview.root / "source/two.md").write_bytes(b"---\n---\n\n# P\n\ncaf\xe9\n")
    preview.after(time.time())
    assert any("source/two.md:6: byte 0xe9" in one for one in preview.findings())
    preview.save("source/two.md", "# Two\n\nSee {claim}`small-thing`.\n")
    assert preview.findings() == []


def test_lists_and_settings_are_followed(preview: Running) -> None:
    assert "Second study" not in preview.get("refs.html")[1]
    preview.save("source/two.md", "# Two\n\n{cite:t}`gamma2021`, {clinic}`telephone`.\n")
    assert "Second study" in preview.get("refs.html")[1]
    preview.save("source/references.bib", BIBLIOGRAPHY.replace("Second study", "Another title"))
    assert "Another title" in preview.get("refs.html")[1]
    preview.save("clinic.toml", 'telephone = "01632 960123"\n')
    assert "01632 960123" in preview.get("two.html")[1]
    settings = (preview.root / "conf.py").read_text("utf-8")
    preview.save("conf.py", settings + 'html_title = "Another name"\n')
    assert "Another name" in preview.get("one.html")[1]


def test_pages_may_come_go_and_change_their_name(preview: Running) -> None:
    home = (preview.root / "source/index.md").read_text("utf-8")
    preview.save("source/deep/new.md", "# New\n\nFresh words.\n")
    assert any("source/deep/new.md" in one and "toctree" in one for one in preview.findings())
    preview.save("source/index.md", home.replace("\ntwo\n", "\ntwo\ndeep/new\n"), front="")
    assert "Fresh words." in preview.get("deep/new.html")[1]
    (preview.root / "source/deep/new.md").rename(preview.root / "source/renamed.md")
    preview.after(time.time())
    preview.save("source/index.md", home.replace("\ntwo\n", "\ntwo\nrenamed\n"), front="")
    assert "Fresh words." in preview.get("renamed.html")[1]
    status, missing = preview.get("deep/new.html")
    assert status == 404
    assert "No page of the handbook has this address" in missing
    assert "preview.js" in missing, "the page follows when its address is there again"
    (preview.root / "source/renamed.md").unlink()
    preview.after(time.time())
    preview.save("source/index.md", home, front="")
    assert preview.findings() == []
    assert preview.get("renamed.html")[0] == 404


def test_what_the_preview_adds_stands_in_its_answers_only(preview: Running) -> None:
    served = preview.get("one.html")[1]
    assert "/_preview/preview.js" in served
    assert "connect-src 'self'" in served
    for file in (preview.root / "build").rglob("*.html"):
        text = file.read_text("utf-8")
        assert "_preview" not in text
        assert "connect-src" not in text
    assert not (preview.root / "build/html").exists()


def test_nothing_outside_the_site_is_served(preview: Running) -> None:
    for path in ("../conf.py", "%2e%2e/%2e%2e/conf.py", "_preview/../../conf.py", "_preview/__main__.py"):
        status, text = preview.get(path)
        assert status == 404
        assert "globals" not in text


def test_a_port_that_is_taken_gives_the_next_one_and_ctrl_c_ends_it_cleanly(
    preview: Running, tmp_path: Path
) -> None:
    taken = int(preview.address.rstrip("/").rpartition(":")[2])
    with Running(small_handbook(tmp_path), "--port", str(taken)) as second:
        port = int(second.address.rstrip("/").rpartition(":")[2])
        assert taken < port <= taken + 20
        assert second.end() == 0
        assert "Preview ended" in second.printed
        assert "Traceback" not in second.printed


def test_a_second_preview_of_a_folder_is_refused_in_one_line(preview: Running) -> None:
    done = refused(preview.root)
    assert "has a preview already" in done


def test_a_handbook_that_starts_with_a_mistake_says_so_in_the_page(tmp_path: Path) -> None:
    root = small_handbook(tmp_path / "faulty", "one")
    write(root, "one.md", "# One\n\n### Deep\n")
    with Running(root, "--port", "0") as running:
        running.after(0)
        status, answer = running.get("")
        assert status == 404
        assert "Nothing to show yet" in answer
        assert any("source/one.md" in one for one in running.findings())
        running.save("source/one.md", "# One\n\n## Well\n")
        assert running.get("one.html")[0] == 200


def test_a_folder_that_is_no_project_is_told_in_one_line(tmp_path: Path) -> None:
    assert "no conf.py" in refused(tmp_path)


def refused(root: Path) -> str:
    """Return the one line by which the command refuses to start."""
    done = subprocess.run(
        [sys.executable, "-m", "handbook.preview", "--root", str(root), "--no-browser"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr
