"""A small handbook for the rules of prose, checked by the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.policy.projects import SharedProject, equipped

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "ketamine\nesketamine\nmidazolam\nmcg\n"
GLOSSARY = """\
# Glossary

```{glossary-term} dissociation
:plain: feeling far away from your body

Feeling far away.
```

```{glossary-term} electroencephalogram
:abbreviation: EEG
:plain: a recording of brain waves

A recording of brain waves.
```
"""


def checked_project(root: Path) -> SharedProject:
    """Return a project with a glossary and a word list."""
    project = equipped(root)
    (project.root / "source/spelling.txt").write_text(WORDS, "utf-8")
    project.write("glossary.md", GLOSSARY)
    project.home()
    return project
