"""What a writer writes against a rule is told by its line, its rule, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.check.projects import checked_project
from tests.conftest import FRONT_MATTER

if TYPE_CHECKING:
    from tests.conftest import Outcome
    from tests.policy.projects import SharedProject

ABOVE = FRONT_MATTER.count("\n")
HANDOUT = FRONT_MATTER.replace("\n---\n\n", "\nkind: handout\n---\n\n")
HARD = (
    "Notwithstanding preliminary psychopharmacological considerations, individualised interdisciplinary"
    " assessment of neuropsychological deterioration necessitates comprehensive documentation. "
) * 12


@dataclass(frozen=True)
class Wrong:
    """A page with something against a rule: the line of the text on which it is, and what is said of it."""

    rule: str
    text: str
    line: int
    says: str
    advice: bool = False
    front: str = FRONT_MATTER

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"p-{PAGES.index(self)}"


PAGES = [
    Wrong("spelling", "# P\n\nOne line.\nThe pateint sleeps.\n", 4, "Did you mean 'patient'?"),
    Wrong("spelling", "# P\n\nGive ketamin.\n", 3, "Did you mean 'ketamine'?"),
    Wrong("spelling", "# P\n\n* one\n* two of thme\n", 4, "'thme'"),
    Wrong("british-spelling", "# P\n\nUnder anesthesia.\n", 3, "Write: anaesthesia"),
    Wrong("british-spelling", "# P\n\nIt was randomized.\n", 3, "Write: randomised"),
    Wrong("british-spelling", "# P\n\nA program of care.\n", 3, "programme"),
    Wrong("error-prone-abbreviation", "# P\n\nGive 50 µg.\n", 3, "Write: mcg"),
    Wrong("error-prone-abbreviation", "# P\n\n| a | b |\n| --- | --- |\n| x | QOD |\n", 5, "every other day"),
    Wrong("error-prone-abbreviation", "# P\n\n[Pressure >140]{.not-clinical}.\n", 3, "more than"),
    Wrong("dose-spelling", "# P\n\n[Give 1.0 mg]{.not-clinical}.\n", 3, "ten times"),
    Wrong("dose-spelling", "# P\n\n[Give .5 mg]{.not-clinical}.\n", 3, "0 before the point"),
    Wrong("dose-spelling", "# P\n\n[Give 10mg]{.not-clinical}.\n", 3, "a space"),
    Wrong("dose-spelling", "# P\n\nA dose of 50 was given.\n", 3, "without its unit"),
    Wrong("promise", "# P\n\nYour memory\nwill soon\nrecover.\n", 4, "promises an outcome"),
    Wrong("promise", "# P\n\nKetamine is safe.\n", 3, "claims safety"),
    Wrong("promise", "# P\n\n## It always works\n", 3, "usually"),
    Wrong("wording", "# P\n\nPain, nausea etc.\n", 3, "and so on"),
    Wrong("wording", "# P\n\nSeen on 3/11/2026.\n", 3, "month as a word"),
    Wrong("wording", "# P\n\nAsk the the companion.\n", 3, "stands twice"),
    Wrong("wording", "# P\n\nHelp for addicts.\n", 3, "people who use"),
    Wrong("undefined-abbreviation", "# P\n\nThe XQT was high.\n", 3, "explained nowhere"),
    Wrong("link-text", "# P\n\nRead [here](index.md).\n", 3, "what the reader finds there"),
    Wrong("link-text", "# P\n\nSee <https://example.org/x>.\n", 3, "letter by letter"),
    Wrong("alternative-text", "# P\n\n![image](../_static/fine.svg)\n", 3, "what it shows"),
    Wrong("one-title", "# P\n\nText.\n\n# Q\n", 5, "second title"),
    Wrong("heading-depth", "# P\n\n## A\n\n### B\n\n#### C\n", 7, "4 levels deep"),
    Wrong("table-shape", "# P\n\n| a | b | c | d | e | f |\n| - | - | - | - | - | - |\n", 3, "6 columns"),
    Wrong("table-shape", "# P\n\n|  |  |\n| - | - |\n| x | y |\n", 5, "empty header"),
    Wrong("reading-grade", f"# P\n\n{HARD}\n", 1, "grade", front=HANDOUT),
    Wrong("term-linked-late", "# P\n\nIn dissociation.\n\n{term}`dissociation`\n", 3, "first", advice=True),
    Wrong("long-sentence", f"# P\n\n{'one and ' * 25}two.\n", 3, "51 words", advice=True),
    Wrong("vague", "# P\n\nStudies show that it helps.\n", 3, "how many studies", advice=True),
]  # fmt: skip

RIGHT = """\
# A page with nothing wrong

Code is no prose: `QOD`, `anesthesia`, `will recover`.

```text
Give 1.0 mg QD. The pateint will recover.
```

An electroencephalogram (EEG) and the EEG again. A new thing (XQT), then XQT.

```{math}
U = IU
```

See [red flags](index.md) and [Dose]{.not-clinical} of [5 mg]{.not-clinical}.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> SharedProject:
    """All wrong pages in one project."""
    made = checked_project(tmp_path_factory.mktemp("prose") / "project")
    for wrong in PAGES:
        made.write(f"{wrong.page}.md", wrong.text, front=wrong.front)
    made.write("right.md", RIGHT)
    made.home()
    return made


@pytest.fixture(scope="module")
def outcome(project: SharedProject) -> Outcome:
    """What the first check says."""
    return project.build("check")


@pytest.mark.parametrize("wrong", PAGES, ids=lambda wrong: f"{wrong.rule} {wrong.says}")
def test_a_rule_tells_line_and_remedy(outcome: Outcome, wrong: Wrong) -> None:
    printed = outcome.printed if wrong.advice else outcome.complaints
    above = wrong.front.count("\n")
    place = f"source/{wrong.page}.md:{wrong.line + above}: "
    told = [line for line in printed.splitlines() if line.startswith(f"source/{wrong.page}.md")]
    assert [line for line in told if line.startswith(place) and line.endswith(f"[check.{wrong.rule}]")], told
    assert any(wrong.says in line for line in told), told


def test_code_names_and_explained_short_forms_are_left_alone(outcome: Outcome) -> None:
    assert "source/right.md" not in outcome.printed + outcome.complaints


def test_errors_stop_and_advice_does_not(outcome: Outcome) -> None:
    assert outcome.status == 1
    assert "[check.vague]" in outcome.printed
    assert "[check.vague]" not in outcome.complaints
    assert "[check.promise]" not in outcome.printed


def test_findings_stand_page_by_page(outcome: Outcome) -> None:
    pages = [line.partition(":")[0] for line in outcome.findings]
    blocks = [page for page, before in zip(pages, ["", *pages], strict=False) if page != before]
    assert len(blocks) == len(set(blocks)), "a page's findings stand together"
    assert "\n\nsource/p-1.md:" in outcome.complaints
    assert re.search(r"\n\d+ findings, \d+ pieces of advice\.\n$", outcome.complaints)


def test_no_page_is_written(outcome: Outcome) -> None:
    assert not list(outcome.root.rglob("*.html"))
    assert not (outcome.root / "build/html").exists()


def test_what_is_wrong_is_told_again_though_no_page_is_read(project: SharedProject, outcome: Outcome) -> None:
    again = project.build("check")
    assert "reading" not in again.printed
    assert again.findings == outcome.findings
