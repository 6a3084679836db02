"""What machines read: the export of all claims, and the description in the head of each page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from handbook.evidence.linkeddata import script
from tests.conftest import FRONT_MATTER
from tests.evidence.test_claims import build, claim

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome, Project

RETIRED = """\
```{retired-claim} old-claim
:retired: 2026-10-02
:why: A larger trial found otherwise.
:replaced-by: a-claim

It was so.
```
"""


def export(site: Path) -> dict[str, Any]:
    """Return the export of a site."""
    found: dict[str, Any] = json.loads((site / "evidence.json").read_text("utf-8"))
    return found


def faults(site: Path) -> list[str]:
    """Return what in the export breaks the schema that is published beside it."""
    schema = json.loads((site / "evidence.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(export(site))]


def described(outcome: Outcome, page: str) -> dict[str, Any]:
    """Return what a page says of itself."""
    found = outcome.page(page).find("script", type="application/ld+json")
    assert found is not None
    description: dict[str, Any] = json.loads(found.get_text())
    return description


def test_the_export_of_the_handbook_keeps_its_schema(handbook: Path) -> None:
    site = handbook / "build/html"
    assert faults(site) == []
    assert len(export(site)["claims"]) >= 120


def test_register_trace_and_export_agree(handbook: Path) -> None:
    site = handbook / "build/html"
    told = export(site)
    ids = [one["id"] for one in told["claims"]]
    assert len(ids) == len(set(ids))
    by_id = {one["id"]: one for one in told["claims"]}
    for statement in told["article"]:
        for answer in statement["claims"]:
            carried = {one["statement"]: one["verdict"] for one in by_id[answer["claim"]]["article"]}
            assert carried[statement["statement"]] == answer["verdict"]
    for source in told["sources"]:
        assert source["claims"] == [
            one["id"] for one in told["claims"] if source["key"] in [s["key"] for s in one["sources"]]
        ]
    for page in told["pages"]:
        assert page["claims"] == [one["id"] for one in told["claims"] if one["page"] == page["page"]]
        assert (site / page["address"]).is_file()
    counted = {one["certainty"]: one["claims"] for one in told["certainties"]}
    assert sum(counted.values()) == len(ids)


def test_the_export_tells_all_fields_of_a_claim_its_page_and_its_sources(project: Project) -> None:
    (project.root / "source/article.toml").write_text('S01 = "It says so."\n')
    text = claim(article="S01 qualified", why="Too sure.")
    assert build(project, text, RETIRED) == []
    site = project.build("html").root / "build/html"
    assert faults(site) == []
    told = export(site)
    assert told["claims"] == [
        {
            "id": "a-claim",
            "address": "page.html#claim-a-claim",
            "page": "page",
            "part": "Part",
            "statement": "It is so.",
            "certainty": "moderate",
            "sources": [{"key": "alpha2020", "locator": "table 2"}, {"key": "gamma2021", "locator": ""}],
            "population": "healthy volunteers",
            "route": "IV",
            "article": [{"statement": "S01", "verdict": "qualified"}],
            "why": "Too sure.",
            "questions": ["Why?", "What now?"],
            "checked": "2026-10-01",
            "cautions": [],
        }
    ]
    assert told["article"][0]["claims"] == [{"claim": "a-claim", "verdict": "qualified", "why": "Too sure."}]
    alpha = told["sources"][0]
    told_of_alpha = (alpha["key"], alpha["identifier"], alpha["read"])
    assert told_of_alpha == ("alpha2020", "doi:10.1000/alpha", "abstract")
    assert alpha["authors"] == ["Alpha, Ann", "Beta, Ben"]
    assert told["retired_claims"] == [
        {
            "id": "old-claim",
            "address": "page.html#claim-old-claim",
            "page": "page",
            "statement": "It was so.",
            "retired": "2026-10-02",
            "why": "A larger trial found otherwise.",
            "replaced_by": "a-claim",
        }
    ]
    page = next(one for one in told["pages"] if one["page"] == "page")
    assert page["record"] == {
        "state": "awaiting sign-off",
        "owner": "Clinical lead",
        "checked": "2026-11-01",
        "review_by": "2027-05-01",
        "sign_off": None,
    }


def test_a_page_describes_itself_and_claims_no_review_before_it_is_signed(project: Project) -> None:
    project.write("patients/leaf.md", "# Leaflet\n\nFor you.\n")
    assert build(project, claim()) == []
    outcome = project.build("html")
    page = described(outcome, "page")
    assert page["@type"] == "MedicalWebPage"
    assert page["name"] == "Page"
    assert page["inLanguage"] == "en-GB"
    assert page["audience"]["audienceType"] == "Clinician"
    assert page["dateModified"] == "2026-11-01"
    assert page["expires"] == "2027-05-01"
    assert "lastReviewed" not in page
    assert "reviewedBy" not in page
    assert [one.get("identifier") for one in page["citation"]] == ["doi:10.1000/alpha", None]
    assert page["citation"][0]["author"][0] == {"@type": "Person", "name": "Alpha, Ann"}
    leaflet = described(outcome, "patients/leaf")
    assert leaflet["audience"]["audienceType"] == "Patient"
    assert "citation" not in leaflet


def test_a_signed_page_says_when_it_was_reviewed(project: Project) -> None:
    front = FRONT_MATTER.replace("sign-off: none", "sign-off: Dr A. Example, MD, 2026-11-02")
    project.write("page.md", "# Page\n", front=front)
    project.home()
    needed = project.build("html").findings[0].partition("signed-text: ")[2].split()[0]
    project.write("page.md", "# Page\n", front=front.replace("11-02\n", f"11-02\nsigned-text: {needed}\n"))
    page = described(project.build("html"), "page")
    assert page["lastReviewed"] == "2026-11-02"
    assert page["reviewedBy"]["name"] == "Dr A. Example"


def test_the_first_words_of_a_page_describe_it(project: Project) -> None:
    project.write("page.md", '# Page\n\n:::{note}\nBeside.\n:::\n\n"Sleep" & *rest* help.\n\nMore.\n')
    project.write("long.md", f"# Long\n\n{'word ' * 100}\n")
    project.write("bare.md", "# Bare\n")
    project.home()
    outcome = project.build("html")

    def meta(page: str) -> list[str]:
        return [str(tag["content"]) for tag in outcome.page(page).select('meta[name="description"]')]

    assert meta("page") == ["“Sleep” & rest help."]
    assert described(outcome, "page")["description"] == "“Sleep” & rest help."
    assert len(meta("long")[0]) <= 200
    assert meta("long")[0].endswith(" …")
    assert meta("bare") == []


@pytest.mark.parametrize("text", ["</script><b>", "<!-- <script>", "a & b", "\u2028", 'quote " and \\'])
def test_no_text_can_end_the_description(text: str) -> None:
    markup = script({"name": text})
    inside = markup.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert ">" not in inside
    assert json.loads(inside) == {"name": text}
