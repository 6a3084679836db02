"""A claim that no longer holds keeps its address, says why, and is referred to no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evidence.test_claims import build, claim
from tests.evidence.test_export import RETIRED

if TYPE_CHECKING:
    from tests.conftest import Project


def test_a_retired_claim_keeps_its_address_and_says_what_replaced_it(project: Project) -> None:
    project.write("all.md", "# All\n\n```{claim-register}\n```\n")
    assert build(project, claim(), RETIRED) == []
    outcome = project.build("html", "pdf")
    callout = outcome.page("page").find(id="claim-old-claim")
    assert callout is not None
    text = " ".join(callout.get_text(" ").split())
    assert text.startswith("Retired on 2 October 2026. Do not use this statement.")
    assert "A larger trial found otherwise. Now: moderate certainty ." in text
    assert "It said: It was so." in text
    assert [link["href"] for link in callout.select("a.claim-reference")] == ["#claim-a-claim"]
    register = outcome.page("all")
    assert len(register.select(".claim-table tbody tr")) == 1
    listed = " ".join(register.select("table")[1].get_text(" ").split())
    assert "It was so. 2 October 2026 A larger trial found otherwise. Now: It is so." in listed
    assert "Retired on 2 October 2026. Do not use this statement." in outcome.pdf_text()


def test_a_reference_to_a_retired_claim_is_told_with_what_to_refer_to(project: Project) -> None:
    project.write("citing.md", "# Citing\n\nFine.\n\nSee {claim}`old-claim`.\n")
    findings = build(project, claim(), RETIRED)
    assert len(findings) == 1
    assert findings[0].startswith("source/citing.md:12: claim 'old-claim' was retired on 2026-10-02")
    assert "Refer to 'a-claim'" in findings[0]


def test_retired_claims_that_cannot_be_are_told(project: Project) -> None:
    faults = [
        (":why: A larger trial found otherwise.\n", "", "'why' is missing"),
        ("2026-10-02", "2999-10-02", "in the future"),
        (":retired: 2026-10-02\n", "", "'retired' is missing"),
        ("replaced-by: a-claim", "replaced-by: a-clame", "unknown claim 'a-clame'. Did you mean 'a-claim'?"),
        ("{retired-claim} old-0", "{retired-claim} a-claim", "duplicate claim id 'a-claim'"),
        ("It was so.\n", "", "the statement is missing"),
    ]
    texts = []
    for number, (old, new, _) in enumerate(faults):
        text = RETIRED.replace("old-claim", f"old-{number}").replace(
            old.replace("old-0", f"old-{number}"), new
        )
        texts.append(text)
    findings = build(project, claim(), *texts)
    assert len(findings) == len(faults), findings
    for _, _, says in faults:
        assert [line for line in findings if line.startswith("source/page.md:") and says in line], findings


def test_a_claim_may_not_be_replaced_by_one_that_was_retired_itself(project: Project) -> None:
    second = RETIRED.replace("old-claim", "older-claim").replace("a-claim", "old-claim")
    findings = build(project, claim(), RETIRED, second)
    assert any("claim 'old-claim' was retired" in line and "'a-claim'" in line for line in findings)


RETIRED_PAGE = (
    "---\nretired: 2026-10-03\nwhy: Its subject is on another page now.\nreplaced-by: page\n---\n\n"
)


def retire_page(project: Project, text: str) -> None:
    """Write a page that was retired: it stands in no toctree."""
    project.write("old.md", f"# Old\n\n{text}\n", front=RETIRED_PAGE)
    project.pages.remove("old")


def test_a_claim_in_force_may_not_stand_on_a_retired_page(project: Project) -> None:
    retire_page(project, claim("left-behind"))
    findings = build(project, claim())
    assert len(findings) == 1
    assert findings[0].startswith("source/old.md:9: claim 'left-behind' stands on a page that was retired.")
    assert "{retired-claim}" in findings[0]


def test_a_claim_retired_with_its_page_keeps_its_address_on_the_site(project: Project) -> None:
    project.write("all.md", "# All\n\n```{claim-register}\n```\n")
    retire_page(project, RETIRED)
    assert build(project, claim()) == []
    outcome = project.build("html", "pdf")
    assert outcome.findings == []
    listed = outcome.page("all").select("table")[1]
    assert [link["href"] for link in listed.select("a")][:1] == ["old.html#claim-old-claim"]
    assert "It was so." in outcome.pdf_text()
