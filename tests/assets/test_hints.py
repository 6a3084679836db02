"""Links tell under the pointer what stands behind them, but for pages with hundreds of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Project

CLAIM = """\
# Claims

```{claim} one
:certainty: low
:sources: alpha2020
:population: adults
:questions: Why?
:checked: 2026-11-01

Sleep may help.
```
"""


def hints(project: Project, references: int) -> list[str]:
    links = " ".join("{claim}`one`" for _ in range(references))
    project.write("claims.md", CLAIM)
    project.write("list.md", f"# List\n\n{links}\n")
    project.home()
    outcome = project.build("html")
    assert outcome.status == 0, outcome.complaints
    found = outcome.page("list").select("a.claim-reference")
    assert len(found) == references
    assert all(link.get_text() for link in found)
    return [str(link["title"]) for link in found if link.has_attr("title")]


def test_a_link_to_a_claim_hints_at_what_it_states(project: Project) -> None:
    assert hints(project, 80) == ["Low certainty: Sleep may help."] * 80


def test_a_page_with_hundreds_of_links_is_spared_their_hints(project: Project) -> None:
    assert hints(project, 81) == []
