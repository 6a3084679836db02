"""Every attack is told by file and line, and what only looks like one stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.policy.attacks import ADDRESSES, REFUSED, Attack
from tests.policy.projects import equipped

if TYPE_CHECKING:
    from tests.conftest import Outcome

SOURCES = 'bibtex_bibfiles = ["source/references.bib", "source/evil.bib", "source/evil2.bib"]\n'


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One build of all attacks at once."""
    project = equipped(tmp_path_factory.mktemp("attacks") / "project", SOURCES)
    root = project.root
    for attack in REFUSED:
        if attack.path:
            file = root / attack.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(attack.text, "utf-8")
        else:
            project.write(f"attacks/{attack.name}.md", attack.text, front=attack.front)
    (root / "source/attacks/linked.txt").symlink_to(root / "outside.md")
    (root / "source/attacks/linked.md").symlink_to(root / "outside.md")
    (root.parent / "elsewhere").mkdir()
    (root / "source/elsewhere").symlink_to(root.parent / "elsewhere")
    project.home()
    return project.build("html")


def test_there_are_enough_attacks() -> None:
    assert len({attack.name for attack in REFUSED}) == len(REFUSED) >= 100
    assert len(ADDRESSES) >= 30


@pytest.mark.parametrize("attack", REFUSED, ids=lambda attack: attack.name)
def test_an_attack_is_refused_where_it_stands(attacked: Outcome, attack: Attack) -> None:
    assert attacked.status == 1
    about = [line for line in attacked.complaints.splitlines() if line.startswith(f"{attack.place}: ")]
    assert any(attack.says in line and "[policy." in line for line in about), "\n".join(
        line for line in attacked.complaints.splitlines() if attack.name in line
    )


@pytest.mark.parametrize("name", ["attacks/linked.txt", "attacks/linked.md", "elsewhere"])
def test_a_link_that_leaves_the_folders_is_refused(attacked: Outcome, name: str) -> None:
    assert f"source/{name}: " in attacked.complaints
    assert any("is a link to a place outside" in line for line in attacked.findings if name in line)


def test_nothing_of_it_is_published(attacked: Outcome) -> None:
    assert not (attacked.root / "build/html").exists()
    assert "Traceback" not in attacked.complaints


def test_each_finding_is_one_line(attacked: Outcome) -> None:
    told, _, _ = attacked.complaints.strip().rpartition("\n\n")
    lines = [line for line in told.splitlines() if line]  # an empty one stands between pages
    assert all(line.startswith(("source/", "_static/", "handbook")) for line in lines)
