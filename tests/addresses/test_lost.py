"""An address that was in the last edition is not lost; what stands for it leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.addresses.__main__ import main
from handbook.addresses.model import Address, dump_list, load_list, load_redirects, parse_address
from handbook.core.fields import FieldError
from handbook.core.tables import TablesError
from tests.addresses.handbooks import claim, term

if TYPE_CHECKING:
    from pathlib import Path

    from tests.addresses.handbooks import Handbook


def test_the_list_names_pages_claims_and_terms_sorted_one_a_line(handbook_before: Handbook) -> None:
    lines = (handbook_before.source / "addresses.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# Every address of edition 0.1.0")
    assert lines[2:] == [
        "index",
        "use/coping",
        "use/coping#claim-go-slow",
        "use/coping#claim-slow-breathing",
        "use/coping#term-Grounding",
        "use/session",
        "use/session#claim-stay-near",
    ]


def test_a_deleted_page_is_told_once_with_the_file_and_the_remedies(handbook_before: Handbook) -> None:
    handbook_before.delete("use/coping")
    (finding,) = handbook_before.findings()
    assert finding == (
        "source/use/coping.md: the page 'use/coping' was in the last edition and is gone. Retire it instead"
        " of deleting it (docs/sign-off.md), or say in redirects.toml where it went: [[redirect]], and in"
        ' lines of their own: old = "use/coping", new = "...", reason = "..." [addresses.gone]'
    )


def test_a_claim_that_moved_is_told_with_the_page_where_it_is_now(handbook_before: Handbook) -> None:
    handbook_before.page("use/coping", claim("go-slow"), term("Grounding"), title="Coping")
    handbook_before.page("use/session", claim("stay-near"), claim("slow-breathing"))
    (finding,) = handbook_before.findings()
    assert finding.startswith("source/use/coping.md: the address 'use/coping#claim-slow-breathing' was in")
    assert "is in 'use/session' now" in finding
    assert 'old = "use/coping#claim-slow-breathing", new = "use/session#claim-slow-breathing"' in finding


def test_a_renamed_claim_and_a_renamed_term_are_told(handbook_before: Handbook) -> None:
    handbook_before.page("use/coping", claim("slow-breath"), claim("go-slow"), term("Anchoring"))
    found = handbook_before.findings()
    assert [line.split("'")[1] for line in found] == [
        "use/coping#claim-slow-breathing",
        "use/coping#term-Grounding",
    ]
    assert all("or say in redirects.toml what took its place" in line for line in found)


def test_a_claim_with_a_faulty_field_is_told_for_its_field_alone(handbook_before: Handbook) -> None:
    faulty = claim("slow-breathing").replace(":population: staff\n", "")
    handbook_before.page("use/coping", faulty, claim("go-slow"), term("Grounding"))
    (finding,) = handbook_before.findings()
    assert "'population' is missing" in finding


def test_what_is_retired_keeps_its_address(handbook_before: Handbook) -> None:
    retired = "```{retired-claim} slow-breathing\n:retired: 2026-11-01\n:why: It was wrong.\n\nIt was.\n```\n"
    handbook_before.page("use/coping", retired, claim("go-slow"), term("Grounding"))
    text = (handbook_before.source / "use/session.md").read_text("utf-8")
    gone = text.split("```{claim}")[0].split("---", 2)[2]
    front = "---\nretired: 2026-11-01\nwhy: It no longer holds.\nreplaced-by: use/coping\n---\n"
    kept = "```{retired-claim} stay-near\n:retired: 2026-11-01\n:why: It was wrong.\n\nIt was.\n```\n"
    (handbook_before.source / "use/session.md").write_text(f"{front}{gone}\n{kept}", "utf-8")
    handbook_before.project.pages.remove("use/session")
    handbook_before.project.home()
    assert handbook_before.findings() == []


def test_a_redirect_of_the_last_edition_is_not_taken_out(handbook_before: Handbook) -> None:
    handbook_before.redirects(("use/older", "use/coping"), ("use/coping#claim-old", "use/session"))
    handbook_before.built()
    handbook_before.edition()
    handbook_before.redirects(("use/older", "use/session"))
    (finding,) = handbook_before.findings()
    assert finding == (
        "source/redirects.toml: the redirect of 'use/coping#claim-old' to 'use/session' was taken out, and"
        ' old links need it. Put it back: old = "use/coping#claim-old", new = "use/session" [addresses.gone]'
    )
    (handbook_before.source / "redirects.toml").unlink()
    assert len(handbook_before.findings()) == 2


# Each redirect with what is said of it; the pages are those of the edition, and nothing was lost.
FAULTY = {
    ("use/coping", "use/session"): "this address is still there",
    ("use/coping#claim-go-slow", "use/session"): "this address is still there",
    ("use/a", "use/sesion"): "leads to the page 'use/sesion', which is not there. Did you mean",
    ("use/b", "use/coping#claim-go-slo"): "has no such place. Did you mean 'claim-go-slow'?",
    ("use/c", "use/d"): "leads in a circle: use/d -> use/c -> use/d. Name the page that holds it now",
    ("use/d", "use/c"): "leads in a circle: use/c -> use/d -> use/c",
    ("use/gone#claim-x", "use/coping"): "the page 'use/gone' is gone. Say first where the page went",
    ("Use/Coping", "use/session"): "differs from the page 'use/coping' in capitals alone",
}


def test_redirects_that_help_nobody_are_told_with_their_lines(handbook_before: Handbook) -> None:
    handbook_before.redirects(*FAULTY, ("use/a", "use/coping"))
    findings = "\n".join(handbook_before.findings())
    for number, ((old, _), message) in enumerate(FAULTY.items()):
        lines = [line for line in findings.splitlines() if f":{1 + 5 * number}: redirect '{old}'" in line]
        assert any(message in line for line in lines), (old, findings)
    again = f"source/redirects.toml:{1 + 5 * len(FAULTY)}: redirect 'use/a': stands in line 11 already"
    assert again in findings


UNREADABLE = [
    ('[[redirect]]\nold = "a"\nreason = "x"\n', 1, "redirect without 'new'"),
    ('[[redirect]]\nold = "a.md"\nnew = "index"\nreason = "x"\n', 1, "Name the page without ending"),
    ('[[redirect]]\nold = "../a"\nnew = "index"\nreason = "x"\n', 1, "is no address of a page"),
    ('[[redirect]]\nold = "a"\nnew = "https://x.org"\nreason = "x"\n', 1, "is no address of a page"),
    ('[[redirect]]\nold = "a"\nnew = "index"\nwhy = "x"\nreason = "x"\n', 1, "unknown field 'why'"),
    ('\n[[redirect]]\nold = "a\n', 3, "not TOML"),
    ('[[redirects]]\nold = "a"\n', 1, "unknown name 'redirects'. Did you mean 'redirect'?"),
    ("redirect = 3\n", 1, "Start each with a line [[redirect]]"),
]


@pytest.mark.parametrize(("text", "line", "message"), UNREADABLE)
def test_a_list_of_redirects_that_cannot_be_read_names_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    file = tmp_path / "redirects.toml"
    file.write_text(text, "utf-8")
    try:
        ((told, words),) = ((fault.line, fault.message) for fault in load_redirects(file)[1])
    except TablesError as error:
        told, words = error.line, str(error)
    assert told == line
    assert message in words


def test_faults_of_both_lists_are_findings(handbook_before: Handbook) -> None:
    (handbook_before.source / "redirects.toml").write_text(UNREADABLE[5][0], "utf-8")
    handbook_before.edition("# Every address\nindex\n<<<<<<< HEAD\nuse/coping\n")
    redirects, addresses = sorted(handbook_before.findings(), reverse=True)
    assert redirects.startswith("source/redirects.toml:3: not TOML")
    assert addresses.startswith("source/addresses.txt:3: '<<<<<<< HEAD' is no address.")
    (handbook_before.source / "redirects.toml").unlink()
    (handbook_before.source / "addresses.txt").unlink()
    (finding,) = handbook_before.findings()
    assert "the list of addresses is missing" in finding


def test_the_command_tells_what_is_new_and_keeps_it_when_asked(
    handbook_before: Handbook, capsys: pytest.CaptureFixture[str]
) -> None:
    root = handbook_before.project.root
    handbook_before.page("use/new", claim("brand-new"))
    handbook_before.built()
    capsys.readouterr()
    assert main(["--root", str(root)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["new: use/new", "new: use/new#claim-brand-new"]
    assert "use/new" not in (root / "source/addresses.txt").read_text("utf-8")
    assert main(["--root", str(root), "--write"]) == 0
    assert "Kept in source/addresses.txt" in capsys.readouterr().out
    assert (root / "source/addresses.txt").read_bytes() == (root / "build/html/addresses.txt").read_bytes()


def test_without_a_site_the_command_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text('addresses_list = "addresses.txt"\n', "utf-8")
    assert main(["--root", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.endswith("No such file or directory. Build the site first: python3 make.py html\n")


WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
PAGES = st.lists(WORDS, min_size=1, max_size=3).map("/".join)
ANCHORS = st.one_of(st.just(""), st.builds("{}-{}:{}_{}".format, WORDS, WORDS, WORDS, WORDS))
ADDRESSES = st.builds(Address, PAGES, ANCHORS)


@given(ADDRESSES)
def test_an_address_is_read_as_it_is_written(address: Address) -> None:
    assert parse_address(str(address)) == address


@given(st.text())
def test_any_other_text_is_refused_and_never_breaks_the_reader(text: str) -> None:
    try:
        address = parse_address(text)
    except FieldError:
        return
    assert str(address) == text.strip().removesuffix("#")
    assert not {"..", ""} & set(address.page.split("/"))


@given(leads=st.dictionaries(ADDRESSES, st.one_of(st.none(), ADDRESSES), max_size=9))
def test_a_list_holds_what_was_put_into_it(
    tmp_path_factory: pytest.TempPathFactory, leads: dict[Address, Address | None]
) -> None:
    file = tmp_path_factory.getbasetemp() / "addresses.txt"
    file.write_text(dump_list(leads, "0.2.0"), "utf-8")
    listed, faults = load_list(file)
    assert faults == ()
    assert {one.address: one.led_to for one in listed} == leads
