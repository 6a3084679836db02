"""How a query is read and ranked, on a small handbook, by the very scripts that the site carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.build.__main__ import main
from tests.conftest import FRONT_MATTER, ROOT, SETTINGS
from tests.evidence.test_claims import claim
from tests.search.quality import ask

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "driving": "# Going home\n\nThe escort comes.\n\n## When may they drive?\n\n"
    + claim(
        "no-driving",
        "No driving until the next day.",
        certainty="practice",
        sources=None,
        questions="Can I drive after ketamine? | When is it safe behind the wheel?",
    ),
    "dose": "# Doses\n\n## Infusion\n\nA dose of [0.5 mg/kg is given over 40 minutes]{.not-clinical}.\n\n"
    "## Spray\n\nA dose of [84 mg]{.not-clinical} is sprayed. Static pressure is not needed.\n",
    "memory": "# Memory\n\nHow memory works.\n\n## Consolidation\n\n"
    "What was learned is kept.\n\n## The hippocampus\n\nIt lies in the temporal lobe.\n\n"
    "## Anaesthesia\n\nUnder anaesthesia nothing is kept. The randomised trial says so.\n\n"
    "## Working memory\n\nIt holds a few things for seconds. Patients lose the thread.\n",
    "glossary": "# Glossary\n\n```{glossary-term} NMDA receptor\n:abbreviation: NMDAR\n"
    ":synonyms: memory switch\n:plain: a docking point\n\nA channel of nerve cells.\n```\n\n"
    "```{glossary-term} depressants\n:plain: calming medicines\n\nMedicines that slow breathing.\n```\n\n"
    "## What people say\n\n```{everyday-words}\nescort: take me home; lift home\n```\n",
    "mood": "# Mood\n\nDepression is treated here.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ranking")
    (root / "source").mkdir()
    (root / "conf.py").write_text(SETTINGS.format(settings=str(ROOT / "conf.py")), encoding="utf-8")
    for name in ("references.bib", "article.toml"):
        (root / "source" / name).write_text("", encoding="utf-8")
    for name, text in PAGES.items():
        (root / f"source/{name}.md").write_text(FRONT_MATTER + text, encoding="utf-8")
    listed = "\n".join(PAGES)
    home = f"{FRONT_MATTER}# Home\n\n```{{toctree}}\n:caption: Part\n\n{listed}\n```\n"
    (root / "source/index.md").write_text(home, encoding="utf-8")
    assert main(["html", "--root", str(root)]) == 0
    return root / "build/html"


@pytest.fixture(scope="module")
def answer(site: Path) -> Any:
    """Ask one query and return its answer."""
    known: dict[str, dict[str, Any]] = {}

    def one(query: str) -> dict[str, Any]:
        if query not in known:
            known[query] = ask(site, [query])["answers"][0]
        return known[query]

    return one


def first(answer: dict[str, Any]) -> str:
    return answer["hits"][0]["href"] if answer["hits"] else ""


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("can I drive", "driving.html#when-may-they-drive"),
        ("safe behind the wheel", "driving.html#when-may-they-drive"),
        ("take me home", "driving.html"),
        ("hipocampus", "memory.html#the-hippocampus"),
        ("hippocamups", "memory.html#the-hippocampus"),
        ("anesthesia", "memory.html#anaesthesia"),
        ("randomized", "memory.html#anaesthesia"),
        ("consolid", "memory.html#consolidation"),
        ("wor mem", "memory.html#working-memory"),
        ("0.5 mg/kg", "dose.html#infusion"),
        ("84mg", "dose.html#spray"),
        ("nmdar", "glossary.html#term-NMDA-receptor"),
        ("what is the memory switch", "glossary.html#term-NMDA-receptor"),
        ("lost the thread", "memory.html#working-memory"),
    ],
)
def test_what_staff_type_leads_to_the_place(answer: Any, query: str, address: str) -> None:
    assert first(answer(query)) == address


@pytest.mark.parametrize("query", ["metformin", "metformin dose", "parking permit", "statin", "zzz", "!?"])
def test_what_the_handbook_does_not_treat_finds_nothing(answer: Any, query: str) -> None:
    assert answer(query)["hits"] == []


def test_an_unknown_word_is_named(answer: Any) -> None:
    assert answer("metformin dose")["unknown"] == ["metformin"]


def test_a_correction_is_told(answer: Any) -> None:
    assert answer("hipocampus")["corrected"] == {"hipocampus": "hippocampus"}


def test_a_term_that_only_shares_its_stem_is_not_taken_for_the_one_asked_for(answer: Any) -> None:
    assert first(answer("depression")) == "mood.html"


def test_the_same_query_gives_the_same_answer(site: Path) -> None:
    queries = ["memory", "drive", "dose"]
    once, again = (ask(site, queries)["answers"] for _ in range(2))
    assert [one["hits"] for one in once] == [one["hits"] for one in again]


SIGNS = st.text("🧠ا%.*+?()[]<>&'\"\\/ a")
TEXTS = st.text(max_size=60) | st.from_regex(r"[a-z ]{1,40}", fullmatch=True) | SIGNS


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(queries=st.lists(TEXTS, min_size=30, max_size=60))
def test_no_input_breaks_it_and_every_answer_leads_somewhere(site: Path, queries: list[str]) -> None:
    answers = ask(site, queries)["answers"]
    assert len(answers) == len(queries)
    for one in answers:
        assert len(one["hits"]) <= 10
        for hit in one["hits"]:
            name, _, anchor = hit["href"].partition("#")
            page = (site / name).read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in page, hit["href"]
    assert json.dumps(answers)
