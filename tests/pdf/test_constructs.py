"""Every construct of a page reaches the book: its words, and the form that carries its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pdf.cases import CASES, Case
from tests.pdf.ua_check import faults, tags

if TYPE_CHECKING:
    from tests.conftest import Project

DOT = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>"
    "<circle cx='10' cy='10' r='9' fill='red'/></svg>"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_construct_alone_becomes_a_sound_book(project: Project, case: Case) -> None:
    (project.root / "source/dot.svg").write_text(DOT, encoding="utf-8")
    project.write("page.md", f"# Page\n\n{case.myst}\n")
    project.home()
    outcome = project.build("pdf")
    assert outcome.status == 0, outcome.complaints
    text = outcome.pdf_text()
    for words in case.words:
        assert words in text
    for words in case.absent:
        assert words not in text
    book = project.root / "build/pdf/handbook.pdf"
    assert not faults(book)
    found = tags(book)
    for tag in case.tags:
        assert tag in found
