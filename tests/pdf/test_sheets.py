"""Quick cards and handouts: one page each, what they rest on, and what is told when they do not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pdfua
import pikepdf
import pytest
from pypdf import PdfReader

from tests.conftest import ROOT
from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome, Project

CARDS = sorted(path.stem for path in (ROOT / "source/cards").glob("*.md"))
HANDOUTS = sorted(path.stem for path in (ROOT / "source/patients").glob("*.md"))
FILES = [f"cards/{name}-{paper}" for name in CARDS for paper in ("a5", "a4")]
FILES += [f"handouts/{name}{form}" for name in HANDOUTS for form in ("", "-large-print")]
MILLIMETRES = 72 / 25.4

CARD = """\
---
owner: Lead nurse
checked: 2026-11-01
review-by: 2027-05-01
sign-off: none
kind: card
---

"""
CLAIM = """\
```{claim} a-claim
:certainty: low
:sources: alpha2020
:population: adults
:questions: Why?
:checked: 2026-01-01

It may help.
```
"""
LIST = "# Card\n\n1. Do this ({claim}`a-claim`).\n\n```{claim-sources}\n```\n"


def text(file: Path) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(pages.replace("\u00ad", "").split())


def size_of(file: Path, words: str) -> float:
    """Return the size in points at which a file prints some words."""
    found: list[float] = []

    def look(printed: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if words in printed:
            found.append(round(abs(matrix[3]) * size, 1))

    for page in PdfReader(file).pages:
        page.extract_text(visitor_text=look)
    assert found, words
    return found[0]


def first_words(page: Path, mark: str) -> str:
    """Return the start of the first line of a list."""
    match = re.search(rf"^{mark}\W*([\w ]{{5,12}})", page.read_text("utf-8"), re.MULTILINE)
    assert match is not None
    return match[1].rpartition(" ")[0] or match[1]


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_sound_and_tells_its_state(handbook: Path, name: str) -> None:
    file = handbook / f"build/pdf/{name}.pdf"
    assert faults(file) == []
    assert pdfua.validate(str(file)).findings == (), "a validator that is not ours finds nothing either"
    said = text(file)
    assert "Awaiting clinical sign-off" in said
    assert re.search(r"May be used until \d+ \w+ \d{4}\.", said)
    assert "Edition" in said
    assert (handbook / f"build/html/pdf/{name}.pdf").read_bytes() == file.read_bytes()


def test_there_are_the_six_cards_and_no_file_of_another() -> None:
    assert CARDS == [
        "after-session",
        "before-session",
        "medicines",
        "memory-complaint",
        "red-flags",
        "tell-the-patient",
    ]


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize(("paper", "width", "least"), [("a5", 148, 12), ("a4", 210, 17)])
def test_a_card_is_one_page_read_at_arms_length(
    handbook: Path, name: str, paper: str, width: int, least: float
) -> None:
    file = handbook / f"build/pdf/cards/{name}-{paper}.pdf"
    (page,) = PdfReader(file).pages
    assert abs(float(page.mediabox.width) - width * MILLIMETRES) < 1
    assert size_of(file, first_words(ROOT / f"source/cards/{name}.md", r"1\.\W*")) >= least
    assert "Rests on: [" in text(file)


@pytest.mark.parametrize("name", CARDS)
def test_every_line_of_a_card_rests_on_a_claim(name: str) -> None:
    lines = re.findall(r"^\d+\. .*$", (ROOT / f"source/cards/{name}.md").read_text("utf-8"), re.MULTILINE)
    assert len(lines) >= 5
    for line in lines:
        assert "{claim}`" in line, line


@pytest.mark.parametrize("name", HANDOUTS)
@pytest.mark.parametrize(("form", "least"), [("", 12), ("-large-print", 14)])
def test_a_handout_has_two_pages_at_most_in_the_size_it_promises(
    handbook: Path, name: str, form: str, least: float
) -> None:
    file = handbook / f"build/pdf/handouts/{name}{form}.pdf"
    assert len(PdfReader(file).pages) <= 2
    assert size_of(file, first_words(ROOT / f"source/patients/{name}.md", r"\*")) == least


def built(project: Project, pages: dict[str, str], *targets: str) -> Outcome:
    project.write("claims.md", f"# Claims\n\n{CLAIM}\n\n```{{bibliography}}\n```\n")
    for name, page in pages.items():
        project.write(name, page, front="")
    project.home()
    return project.build(*(targets or ("pdf",)))


def test_a_card_that_does_not_fit_is_told_with_the_line_that_runs_over(project: Project) -> None:
    many = "".join(f"{number}. {'word ' * 30}({{claim}}`a-claim`).\n" for number in range(1, 31))
    page = CARD + LIST.replace("1. Do this ({claim}`a-claim`).\n", many)
    outcome = built(project, {"card.md": page})
    assert outcome.status == 1
    assert not (project.root / "build/pdf").exists()
    a5, a4 = sorted(outcome.findings, key=lambda line: "A4" in line)
    assert "does not fit on one page of A5 at 12 points. Shorten the text [pdf.length]" in a5
    for line in (a5, a4):
        number = int(line.split(":")[1])
        assert line.startswith("source/card.md:")
        assert "word word" in page.splitlines()[number - 1]
        assert 15 < number < 30, "some lines fit, some do not"


def test_a_card_without_its_sources_is_refused(project: Project) -> None:
    (told,) = built(project, {"card.md": CARD + LIST.partition("```")[0]}).findings
    assert told.startswith("source/card.md:1: the card does not say what it rests on.")


def test_a_kind_that_is_not_known_is_told_with_its_line(project: Project) -> None:
    (told,) = built(project, {"card.md": CARD.replace("card", "crad") + LIST}, "html").findings
    assert told.startswith("source/card.md:6: front matter: unknown kind 'crad'. Did you mean 'card'?")


def test_a_link_to_a_pdf_that_is_not_made_is_told_with_its_line(project: Project) -> None:
    (told,) = built(project, {"card.md": CARD + LIST + "\n{pdf}`Card <cards/crd-a5>`\n"}, "html").findings
    assert told.startswith("source/card.md:16: no PDF has the name 'cards/crd-a5'. Did you mean 'cards/card")


def test_a_card_leaves_out_what_is_for_readers_of_the_handbook(project: Project) -> None:
    page = CARD + LIST + "\n{.not-on-sheet}\nMore: [claims](claims.md).\n\nSee [the claims](claims.md).\n"
    outcome = built(project, {"card.md": page}, "html", "pdf")
    assert outcome.status == 0, outcome.complaints
    card = text(project.root / "build/pdf/cards/card-a5.pdf")
    assert "More:" not in card
    assert "See the claims." in card, "a link that leads out of the sheet keeps its words"
    assert "Do this (low certainty)." in card
    assert "More: claims" in outcome.pdf_text()
    links = outcome.page("card").select(".sheet-card a.pdf-link")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("PDF A5", "pdf/cards/card-a5.pdf"),
        ("PDF A4", "pdf/cards/card-a4.pdf"),
    ]
    with pikepdf.open(project.root / "build/pdf/cards/card-a5.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Card"


def test_the_files_of_a_card_that_is_gone_are_gone_too(project: Project) -> None:
    assert built(project, {"card.md": CARD + LIST}).status == 0
    assert (project.root / "build/pdf/cards/card-a5.pdf").is_file()
    project.write("card.md", "# Page\n")
    assert project.build("pdf").status == 0
    assert not (project.root / "build/pdf/cards/card-a5.pdf").exists()
