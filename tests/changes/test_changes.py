"""The page of changes, what other pages show of it, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.changes.conftest import EDITION, HEAD, build, change, words
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from tests.conftest import Project


FAULTY = [
    (change(title=None), 18, "'title' is missing"),
    (change(date=None), 18, "'date' is missing"),
    (change(kind=None), 18, "'kind' is missing"),
    (change(pages=None), 18, "'pages' is missing"),
    (change(text=""), 18, "the text is missing"),
    (change(date="2999-01-01"), 18, "is in the future"),
    (change(date="today"), 18, "'today' is not a date"),
    (change(date="2026-11-24"), 18, "later than its edition of 2026-11-23. Start a new edition"),
    (change(kind="big"), 18, "unknown kind 'big'. Write one of: significant, minor"),
    (change(pages="use/aftr"), 18, "unknown page 'use/aftr'. Did you mean 'use/after'?"),
    (change(claims="lat"), 19, "unknown claim 'lat'. Did you mean 'late'?"),
    (change("Call_me"), 18, "malformed id 'Call_me'"),
    (change() + change(), 26, "the id is used already in p12.md, line 18"),
    (change(text="So {claim}`late`."), 18, "name the claim under 'claims'"),
    ("## Apart\n\n" + change(), 20, "stands in no edition"),
]


def test_what_to_do_differently_stands_first_wherever_it_was_written(handbook_of: Project) -> None:
    outcome = build(
        handbook_of,
        change("small", "A word.", kind="minor", title="Spelling of a drug"),
        "Text between the entries.\n",
        change(before="No call.", claims="late", pages="use/after; use/before.md"),
        targets=("html", "pdf"),
    )
    assert outcome.findings == []
    for text in (words(outcome), outcome.pdf_text()):
        order = ["An introduction.", "What to do differently", "Call the next day", "Smaller changes"]
        order += ["Spelling of a drug", "Text between the entries."]
        places = [text.index(part, text.index("An introduction.")) for part in order]
        assert places == sorted(places)
        assert "Edition 0.1.0, 23 November 2026." in text
        assert "Before: No call." in " ".join(text.split())
    entry = outcome.page("what/changes").find(id="change-call")
    assert entry is not None
    body = entry.find_next_sibling("dd")
    assert body is not None
    assert [link["href"] for link in body.find_all("a")] == [
        "../use/after.html",
        "../use/before.html",
        "../use/after.html#claim-late",
    ]
    assert "Read: After a session , Before a session ." in " ".join(body.get_text(" ").split())
    assert "moderate certainty" in body.get_text()


def test_each_page_tells_its_last_clinical_change_with_a_link_to_the_entry(handbook_of: Project) -> None:
    outcome = build(
        handbook_of,
        change("older", title="Older", date="2026-11-20"),
        change("small", title="Smaller", kind="minor"),
        change("last", title="The last one"),
        targets=("html", "pdf"),
    )
    told = "Last clinical change: 23 November 2026, The last one"
    status = outcome.page("use/after").select_one(".review-status")
    assert status is not None
    assert told in status.get_text()
    assert status.a is not None
    assert status.a["href"] == "../what/changes.html#change-last"
    assert told in outcome.pdf_text()
    assert "Last clinical change" not in words(outcome, "use/before")


def test_each_faulty_change_is_told_in_one_line_with_its_place(handbook_of: Project) -> None:
    for number, (text, _, _) in enumerate(FAULTY):
        own = text.replace("{change} call\n", f"{{change}} call-{number}\n")
        handbook_of.write(f"p{number}.md", f"{HEAD}\n{own}")
    outcome = build(handbook_of)
    assert outcome.status == 1
    assert len(outcome.findings) == len(FAULTY)
    for number, (_, line, says) in enumerate(FAULTY):
        (finding,) = [one for one in outcome.findings if one.startswith(f"source/p{number}.md:")]
        assert finding.startswith(f"source/p{number}.md:{line}: "), finding
        assert says in finding


def test_all_that_is_wrong_is_told_in_one_run(handbook_of: Project) -> None:
    text = change("a", title=None, date="2999-01-01", kind="big") + change("b", pages=None)
    assert len(build(handbook_of, text).findings) == 4


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        ("```{edition} 0.1.0\n```\n", "edition '0.1.0': 'date' is missing"),
        ("```{edition} 0.1.0\n:date: 2999-01-01\n```\n", "in the future"),
        (
            "```{edition} 0.1.0\n:date: 2026-11-24\n```\n",
            "0.1.0 of 2026-11-23 in conf.py. Make both",
        ),
        ("```{edition} 0.2.0\n:date: 2026-11-23\n```\n", "the newest edition is 0.2.0 of 2026-11-23 here"),
        (EDITION + "\n## Next\n\n```{edition} 0.0.9\n:date: 2026-11-23\n```\n", "Put the newest first"),
    ],
)
def test_an_edition_that_does_not_fit_is_refused(handbook_of: Project, edition: str, says: str) -> None:
    findings = build(handbook_of, head=HEAD.replace(EDITION, edition)).findings
    assert len(findings) == 1
    assert says in findings[0]


def test_the_setting_of_the_day_is_checked_and_gives_todays_date(handbook_of: Project) -> None:
    settings = handbook_of.root / "conf.py"
    given = settings.read_text()
    handbook_of.write("use/before.md", "# Before\n\nPrinted {sub-ref}`today`.\n")
    assert "Printed 23 November 2026." in words(build(handbook_of), "use/before")
    settings.write_text(given + "changes_edition_date = 'soon'\n")
    (finding,) = handbook_of.build("html").findings
    assert finding.startswith("conf.py: changes_edition_date: 'soon' is not a date")


def test_a_new_change_rewrites_its_own_pages_alone(handbook_of: Project) -> None:
    for name in ("one", "two"):
        handbook_of.write(f"{name}.md", f"# {name}\n")
    assert build(handbook_of, change()).findings == []
    work = handbook_of.root / "build/.work/html"

    def states() -> dict[str, int]:
        pages = (path for path in work.rglob("*.html") if "_static" not in path.parts)
        return {path.relative_to(work).as_posix(): path.stat().st_mtime_ns for path in pages}

    before = states()
    text = HEAD + "\n" + change() + change("more", pages="one", title="More")
    handbook_of.write("what/changes.md", text)
    outcome = handbook_of.build("html")
    after = states()
    always = {"index.html", "search.html", "genindex.html"}
    assert {name for name in after if before[name] != after[name]} - always == {
        "what/changes.html",
        "one.html",
    }
    assert "More" in words(outcome, "one")
    handbook_of.write("use/after.md", f"# After a dose\n\n{claim('late', 'It is late.')}\n")
    outcome = handbook_of.build("html")
    assert "After a dose" in words(outcome), "the entry follows the title of the page it names"


def test_a_change_may_name_a_retired_page(handbook_of: Project) -> None:
    retired = "---\nretired: 2026-11-10\nwhy: Wrong.\n---\n\n"
    handbook_of.pages.remove("use/before")
    handbook_of.write("use/before.md", "# Before a session\n", front=retired)
    handbook_of.pages.remove("use/before")
    outcome = build(handbook_of, change(pages="use/before"), targets=("html", "pdf"))
    assert outcome.findings == []
    link = outcome.page("what/changes").select_one(".change-basis a")
    assert link is not None
    assert link["href"] == "../use/before.html"
    assert "Read: Before a session" in outcome.pdf_text()
