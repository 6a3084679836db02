"""The Atom feed, read by a real feed reader."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING, Any

import feedparser
import pytest

from tests.changes.conftest import HEAD, build, change
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

CHANGES = (
    change("small", "Less < more & so on.", kind="minor", title="Spelling"),
    change(before="No call.", title='Call "early" & often'),
)


def read(file: Path) -> Any:
    """Return what the feed reader makes of a feed; it must find no fault."""
    parsed = feedparser.parse(file.read_bytes())
    assert parsed.bozo is False, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def base_address(project: Project, address: str) -> None:
    settings = project.root / "conf.py"
    settings.write_text(settings.read_text() + f"html_baseurl = {address!r}\n")


def test_the_feed_holds_the_changes_the_significant_ones_first(handbook_of: Project) -> None:
    outcome = build(handbook_of, *CHANGES)
    parsed = read(outcome.root / "build/html/changes.xml")
    assert parsed.feed.title == "Ketamine and Memory: what changed"
    assert parsed.feed.updated == "2026-11-23T12:00:00Z"
    assert parsed.feed.author
    titles = [unescape(entry.title) for entry in parsed.entries]
    assert titles == ['Call "early" & often', "Spelling"]
    first, second = parsed.entries
    assert first.content[0].value == "Before: No call. Now: Ask about memory."
    assert unescape(second.content[0].value) == "Less < more & so on."
    assert first.tags[0].term == "significant"
    assert first.link == "what/changes.html#change-call"
    for entry in (parsed.feed, first, second):
        assert entry.id.startswith("urn:uuid:")
    assert len({parsed.feed.id, first.id, second.id}) == 3
    assert (outcome.root / "build/html/what/changes.html").is_file()


def test_links_are_absolute_once_the_site_has_an_address_and_identities_stay(handbook_of: Project) -> None:
    def ids(parsed: Any) -> list[str]:
        return [parsed.feed.id, *(entry.id for entry in parsed.entries)]

    file = handbook_of.root / "build/html/changes.xml"
    build(handbook_of, *CHANGES)
    before = ids(read(file))
    base_address(handbook_of, "https://example.org/handbook")
    handbook_of.build("html")
    after = read(file)
    assert ids(after) == before
    assert after.entries[0].link == "https://example.org/handbook/what/changes.html#change-call"
    links = {link.rel: link.href for link in after.feed.links}
    assert links == {
        "self": "https://example.org/handbook/changes.xml",
        "alternate": "https://example.org/handbook/what/changes.html",
    }


def test_each_page_announces_the_feed_and_none_does_without_changes(handbook_of: Project) -> None:
    outcome = build(handbook_of)
    assert not (outcome.root / "build/html/changes.xml").exists()
    assert outcome.page("use/after").select('link[type="application/atom+xml"]') == []
    outcome = build(handbook_of, *CHANGES)
    for name, address in (("index", "changes.xml"), ("use/after", "../changes.xml")):
        (link,) = outcome.page(name).select('link[rel="alternate"][type="application/atom+xml"]')
        assert link["href"] == address
        assert link["title"] == "Ketamine and Memory: what changed"
    build(handbook_of)
    assert not (outcome.root / "build/html/changes.xml").exists(), "a feed of yesterday misleads"


def test_the_role_links_the_feed_on_the_site_and_says_its_words_in_the_book(handbook_of: Project) -> None:
    handbook_of.write("use/before.md", "# Before\n\nFollow the {changes-feed}`feed of changes` now.\n")
    outcome = build(handbook_of, *CHANGES, targets=("html", "pdf"))
    link = outcome.page("use/before").select_one("article p a[href='../changes.xml']")
    assert link is not None
    assert link.get_text() == "feed of changes"
    assert "Follow the feed of changes now." in outcome.pdf_text()


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_reading_in_parallel_gives_the_same_bytes(handbook_of: Project, tmp_path: Path, builder: str) -> None:
    for number in range(8):
        handbook_of.write(f"p{number}.md", f"# Page {number}\n")
    handbook_of.write("all.md", "# All\n\n```{review-register}\n```\n")
    pages = "; ".join(f"p{number}" for number in range(6))
    build(handbook_of, change("all", pages=pages), *CHANGES, head=HEAD)
    built = []
    for jobs in ("1", "4"):
        out = tmp_path / f"out{jobs}"
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-j", jobs, "-b", builder]
        command += ["-D", "version=1", "-D", "epub_show_urls=no", "-D", "suppress_warnings=epub"]
        command += ["-c", str(handbook_of.root), str(handbook_of.root / "source"), str(out)]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        files = [*out.rglob("*.html"), *out.rglob("*.xhtml"), *out.rglob("changes.xml")]
        built.append({path.relative_to(out).as_posix(): path.read_bytes() for path in files})
    assert built[0] == built[1]
    suffix = "html" if builder == "html" else "xhtml"
    assert b"Page 7" in built[0][f"all.{suffix}"], "the register lists all"
    assert b"Last clinical change" in built[0][f"p5.{suffix}"]
    assert ("changes.xml" in built[0]) is (builder == "html")
    if builder == "epub":
        assert not any(b"changes.xml" in page for page in built[0].values()), "the e-book holds no feed"


def test_the_feed_of_the_handbook_can_be_read(handbook: Path) -> None:
    parsed = read(handbook / "build/html/changes.xml")
    assert len(parsed.entries) >= 20
    for entry in parsed.entries:
        page, _, address = entry.link.partition("#")
        assert f'id="{address}"' in (handbook / "build/html" / page).read_text("utf-8")
