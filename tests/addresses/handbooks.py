"""A small handbook that had an edition before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome, Project

CLAIM = """\
```{{claim}} {name}
:certainty: practice
:population: staff
:questions: Why? | What now?
:checked: 2026-10-01

{words}
```
"""

TERM = "```{{glossary-term}} {name}\n:plain: a word\n\nDefined.\n```\n"


def claim(name: str, words: str = "Call the next day.") -> str:
    """Return a sound claim."""
    return CLAIM.format(name=name, words=words)


def term(name: str) -> str:
    """Return a glossary term."""
    return TERM.format(name=name)


@dataclass
class Handbook:
    """A project with the list of its last edition and its redirects."""

    project: Project

    def page(self, name: str, *parts: str, title: str = "") -> None:
        """Write a page of claims and terms, and list it on the home page."""
        heading = title or f"Page {name}"
        self.project.write(f"{name}.md", f"# {heading}\n\n" + "\n\n".join(("Text.", *parts)) + "\n")
        self.project.home()

    def delete(self, name: str) -> None:
        """Take a page out of the handbook."""
        (self.source / f"{name}.md").unlink()
        self.project.pages.remove(name)
        self.project.home()

    @property
    def source(self) -> Path:
        """The folder of the pages."""
        return self.project.root / "source"

    def edition(self, text: str | None = None) -> None:
        """Keep the addresses of the last build as those of an edition, or those given."""
        built = self.project.root / "build/html/addresses.txt"
        (self.source / "addresses.txt").write_text(
            built.read_text("utf-8") if text is None else text, "utf-8"
        )

    def redirects(self, *moves: tuple[str, str]) -> None:
        """Write the redirects, each from an address to another."""
        tables = (
            f'[[redirect]]\nold = "{old}"\nnew = "{new}"\nreason = "It fits there."\n' for old, new in moves
        )
        (self.source / "redirects.toml").write_text("\n".join(tables), "utf-8")

    def findings(self) -> list[str]:
        """Build, and return what is wrong."""
        return self.project.build("html").findings

    def built(self) -> Outcome:
        """Build what must be sound."""
        outcome = self.project.build("html")
        assert outcome.findings == [], outcome.complaints
        assert outcome.status == 0, outcome.complaints
        return outcome


def edition_before(project: Project) -> Handbook:
    """Return an edition with two pages, claims and a term, whose list is kept."""
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'addresses_list = "addresses.txt"\n', "utf-8")
    before = Handbook(project)
    before.page("use/coping", claim("slow-breathing"), claim("go-slow"), term("Grounding"), title="Coping")
    before.page("use/session", claim("stay-near"), title="In the session")
    before.edition("")
    before.built()
    before.edition()
    return before


def moved(before: Handbook) -> Outcome:
    """Move a page with its claims, one claim elsewhere, and rename one where it stands."""
    before.delete("use/session")
    before.page("use/during-session", claim("stay-near"), title="During a session")
    before.page("use/coping", claim("breathe-slowly"), term("Grounding"), title="Coping")
    before.page("use/after", claim("go-slow"), title="After a session")
    before.redirects(
        ("use/session", "use/during-session"),
        ("use/coping#claim-slow-breathing", "use/coping#claim-breathe-slowly"),
        ("use/coping#claim-go-slow", "use/after#claim-go-slow"),
    )
    return before.built()
