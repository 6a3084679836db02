"""A source that changes under its claims is noticed; a librarian sees what a correction touches."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from handbook.evidence.__main__ import main
from tests.evidence.test_claims import build, claim
from tests.evidence.test_sources import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

LOCKS = "source/references.lock.toml"


@pytest.fixture
def locked(project: Project) -> Project:
    """A built project whose sources are locked."""
    with (project.root / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('evidence_locks = "references.lock.toml"\n')
    assert main(["sources", "--renew", "--root", str(project.root)]) == 0
    project.write("prose.md", "# Prose\n\nSee {cite:p}`alpha2020`.\n")
    assert build(project, claim("a"), claim("b", sources="gamma2021")) == []
    return project


def edit(project: Project, old: str, new: str) -> None:
    bib = project.root / "source/references.bib"
    bib.write_text(bib.read_text("utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{First study}", "{First study, corrected}", "its bibliographic record"),
        ("10.1000/alpha", "10.1000/omega", "its identifier and its bibliographic record"),
        (
            "read = {abstract}, readat = {example.org}, complete",
            "read = {page}, readat = {x}, complete",
            "what was",
        ),
        ("{Alpha, Ann and", "{Alpha, Anna and", "its bibliographic record"),
    ],
)
def test_a_changed_source_names_the_claims_and_pages_that_it_touches(
    locked: Project, old: str, new: str, what: str
) -> None:
    edit(locked, old, new)
    findings = [line for line in locked.build("html").findings if "alpha2020" in line]
    assert len(findings) == 1
    assert findings[0].startswith("source/references.bib:1: source 'alpha2020' has changed since")
    assert what in findings[0]
    assert "claims: a; pages: prose" in findings[0]
    assert "sources -- --renew alpha2020" in findings[0]
    assert main(["sources", "--renew", "alpha2020", "--root", str(locked.root)]) == 0
    assert locked.build("html").findings == [] or "alpha2020" not in str(locked.build("html").findings)


def test_what_says_nothing_of_the_work_breaks_no_lock(locked: Project) -> None:
    edit(
        locked,
        "complete = {yes}\n}\n@article{gamma",
        "annotation = {x},\n  complete = {yes}\n}\n@article{gamma",
    )
    edit(
        locked, "title = {First study}, journal = {Journal}", "journal = {Journal},\n  title = {First  study}"
    )
    assert locked.build("html").findings == []


def test_a_cited_source_without_a_lock_is_told(locked: Project) -> None:
    edit(locked, "complete = {no}, missing = {pages}", "complete = {yes}")
    locked.write("more.md", "# More\n\nSee {cite:p}`partial2019`.\n")
    locked.home()
    findings = locked.build("html").findings
    assert len(findings) == 1
    assert "source 'partial2019' has no lock" in findings[0]


def test_locks_that_were_spoiled_are_told_and_made_again(locked: Project) -> None:
    file = locked.root / LOCKS
    file.write_text(file.read_text("utf-8").replace("alpha2020 = {", "alpha2020 = <<<<"), encoding="utf-8")
    findings = locked.build("html").findings
    assert [line for line in findings if line.startswith(f"{LOCKS}:") and "not a lock" in line]
    assert main(["sources", "--renew", "--root", str(locked.root)]) == 0
    assert locked.build("html").findings == []


def test_a_locked_source_that_is_gone_is_told(locked: Project) -> None:
    edit(locked, "@article{partial2019", "@article{other2019")
    file = locked.root / LOCKS
    text = file.read_text("utf-8")
    file.write_text(text + text.splitlines()[-1].replace("gamma2021", "partial2019") + "\n", encoding="utf-8")
    findings = locked.build("html").findings
    assert [line for line in findings if "'partial2019'" in line and "no longer" in line], findings


def run(project: Project, *arguments: str) -> tuple[int, str]:
    """Run the job and return its status and all that it printed."""
    project.capture.readouterr()
    status = main(["sources", *arguments, "--root", str(project.root)])
    out = project.capture.readouterr()
    return status, out.out + out.err


def test_the_job_lists_notices_with_what_they_touch(locked: Project) -> None:
    text = NOTICE.replace("oldlabel", "alpha2020").replace("superseded", "correction")
    (locked.root / "source/notices.toml").write_text(text, encoding="utf-8")
    status, said = run(locked)
    assert status == 0
    assert "alpha2020: Corrected since (label of 2026). Only its header was read.\n" in said
    assert "    claims: a; pages: prose\n" in said
    assert "3 sources: 1 with a notice, 2 locked, 0 changed since" in said
    edit(locked, "{First study}", "{Another study}")
    status, said = run(locked)
    assert status == 1
    assert "alpha2020: changed since it was locked: its bibliographic record" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("alpha2020", "alfa2020", "source/notices.toml:1: notice on unknown source 'alfa2020'")],
)
def test_the_job_tells_a_faulty_list(locked: Project, old: str, new: str, says: str) -> None:
    text = NOTICE.replace("oldlabel", "alpha2020").replace(old, new)
    (locked.root / "source/notices.toml").write_text(text, encoding="utf-8")
    status, said = run(locked)
    assert status == 1
    assert says in said
    status, said = run(locked, "--renew", "nobody")
    assert status == 1


RECORD = {
    "message": {
        "updated-by": [
            {
                "DOI": "10.1000/NOTICE",
                "type": "retraction",
                "label": "Retraction",
                "updated": {"date-parts": [[2026, 3, 4]]},
            },
            {"DOI": "10.1000/known", "type": "correction", "label": "Correction", "updated": {}},
        ]
    }
}


@pytest.fixture
def crossref() -> Iterator[str]:
    """A service on this machine that answers as Crossref does."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/10.1000/alpha" else 500)
            self.end_headers()
            self.wfile.write(json.dumps(RECORD).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_new_notices_are_found_online_as_a_librarian_enters_them(locked: Project, crossref: str) -> None:
    known = NOTICE.replace("oldlabel", "alpha2020").replace("label of 2026", "doi:10.1000/known")
    (locked.root / "source/notices.toml").write_text(known, encoding="utf-8")
    status, said = run(locked, "--online", "--service", crossref)
    assert status == 1
    assert "1 works asked for, 1 notices that the list does not hold" in said
    start = said.index("[[notice]]")
    entered = said[start : said.index("\n\n", start)]
    assert 'kind = "retraction"' in entered
    assert 'where = "doi:10.1000/notice, 2026-03-04"' in entered
    (locked.root / "source/notices.toml").write_text(f"{known}\n{entered}\n", encoding="utf-8")
    status, said = run(locked, "--online", "--service", crossref)
    assert status == 0
    assert "0 notices that the list does not hold" in said


def test_without_a_network_the_job_says_so_in_one_line(locked: Project) -> None:
    status, said = run(locked, "--online", "--service", "http://127.0.0.1:9/")
    assert status == 1
    assert "No answer from http://127.0.0.1:9/" in said
    assert "Traceback" not in said
    assert "2 locked" in said, "what is known without a network is told all the same"
