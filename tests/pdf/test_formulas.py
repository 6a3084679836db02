"""Formulas: what is known of LaTeX's notation is set and read out, what is not is refused by name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.pdf.formula import FormulaError, read_formula
from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from tests.pdf.conftest import MakeBook

WORDS = [
    ("x^2", "x squared"),
    ("x^3 + y^n", "x cubed plus y to the power n"),
    ("C_{\\text{max}} \\approx 100", "C sub max is about 100"),
    (r"\frac{a}{b}", "the fraction a over b, end of fraction,"),
    (r"\sqrt{2}", "the square root of 2, end of root,"),
    (r"\sqrt[3]{x}", "the root of degree 3 of x, end of root,"),
    (r"0.5\,\text{mg/kg} \times \text{weight}", "0.5 mg/kg times weight"),
    (r"\text{Mg}^{2+}", "Mg 2 plus"),
    (r"37^\circ", "37 degrees"),
    (r"50\% \le p", "50 per cent is at most p"),
    (r"\bar{x} \pm 2\sigma", "x bar plus or minus 2 sigma"),
    (r"\sum_{i=1}^{n} x_i", "the sum from i equals 1 to n of x sub i"),
    (r"\left( a \right)", "open bracket a close bracket"),
    (r"f'(x)", "f prime open bracket x close bracket"),
    (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a equals b next line c equals d"),
    ("α × β", "alpha times beta"),
]


@pytest.mark.parametrize(("latex", "words"), WORDS)
def test_a_formula_is_set_and_says_what_it_shows(latex: str, words: str) -> None:
    assert read_formula(latex).words == words


@pytest.mark.parametrize(
    ("latex", "why"),
    [
        (r"\oint x", r"'\oint' is not known"),
        (r"\begin{matrix}a\end{matrix}", r"'\begin{matrix}' is not known"),
        (r"\begin{aligned}a\end{split}", r"'\end{aligned}' is missing"),
        ("{a", "'}' is missing"),
        ("x^", "stops in the middle"),
        ("_x", "stands where it cannot"),
        (r"\text x", "words in braces are missing"),
        ("中", "'中' is not known"),
        (" ", "empty"),
    ],
)
def test_what_is_not_known_is_named(latex: str, why: str) -> None:
    with pytest.raises(FormulaError) as error:
        read_formula(latex)
    assert why in str(error.value)


@given(st.text(alphabet=r"ab12\{}^_&()[],. frcsqtexlgihpm%", max_size=30))
def test_any_text_is_read_or_refused(latex: str) -> None:
    with suppress(FormulaError):
        assert read_formula(latex).words


def test_every_formula_that_is_known_compiles(make_book: MakeBook) -> None:
    lines = "\n\n".join(f"Formula ${latex}$ here." for latex, _ in WORDS)
    book = make_book(lines)
    assert book.complaints == []
    formulas = book.structure().all("Formula")
    assert [formula.alternative for formula in formulas] == [words for _, words in WORDS]
    assert faults(book.file) == []


def test_a_formula_between_paragraphs_has_its_number_and_can_be_linked(make_book: MakeBook) -> None:
    book = make_book("```{math}\n:label: dose\na = b\n```\n\nSee {eq}`dose`.")
    assert book.complaints == []
    assert "(1) See (1)." in book.text()
    (formula,) = book.structure().all("Formula")
    assert formula.alternative == "a equals b"
