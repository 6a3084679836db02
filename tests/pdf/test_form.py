"""Forms: blanks are fields on the screen, with a name, in their place when read aloud; lines elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pdfua
import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from handbook.pdf.form import SIGNS
from tests.conftest import ROOT, Project
from tests.pdf.test_sheets import CARD
from tests.pdf.ua_check import elements, faults

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome

FRONT = CARD.replace("kind: card", "kind: form")
PAGE = """\
# Sign-off

Work through it.

## Everyone

| competency | shown (initials) | repeat on |
| --- | --- | --- |
| Names the flags | ____ | ________ |
| Says *when* to call | ____ | ________ |

* Line: ______________ by: ________
"""
NAMES = [
    "Names the flags: shown (initials)",
    "Names the flags: repeat on",
    "Says when to call: shown (initials)",
    "Says when to call: repeat on",
    "Line",
    "by",
]


@pytest.fixture
def built(project: Project) -> Outcome:
    project.write("sheet.md", FRONT + PAGE, front="")
    project.home()
    outcome = project.build("html", "pdf")
    assert outcome.status == 0, outcome.complaints
    return outcome


@pytest.mark.parametrize("name", ["sheet", "sheet-letter"])
def test_each_blank_is_a_field_that_says_what_it_asks_for(built: Outcome, name: str) -> None:
    file = built.root / f"build/pdf/{name}.pdf"
    with pikepdf.open(file) as pdf:
        form: Any = pdf.Root.AcroForm
        assert [str(field.TU) for field in form.Fields] == NAMES
        assert len({str(field.T) for field in form.Fields}) == len(NAMES)
        assert "/XFA" not in form
        assert "/NeedAppearances" not in form
        for field in form.Fields:
            assert field.Subtype == "/Widget"
            assert field.FT == "/Tx"
            assert field.AP.N.Subtype == "/Form"
            assert not {"/A", "/AA"} & set(field.keys()), "it runs nothing"
    assert faults(file) == []
    assert pdfua.validate(str(file)).findings == ()


def test_fields_stand_where_their_blanks_are_read(built: Outcome) -> None:
    with pikepdf.open(built.root / "build/pdf/sheet.pdf") as pdf:
        forms = [element for element in elements(pdf) if element.S == "/Form"]
        assert [str(element.K.Obj.TU) for element in forms] == NAMES
        assert [str(element.P.S) for element in forms[:4]] == ["/TD"] * 4


def test_what_is_filled_in_can_be_kept(built: Outcome, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=built.root / "build/pdf/sheet.pdf")
    names = [str(name) for name in writer.get_fields() or {}]
    writer.update_page_form_field_values(writer.pages[0], {names[0]: "Zoë Ångström"}, auto_regenerate=False)
    writer.write(tmp_path / "kept.pdf")
    values = [field.value for field in (PdfReader(tmp_path / "kept.pdf").get_fields() or {}).values()]
    assert values[0] == "Zoë Ångström"


def test_the_type_of_the_fields_is_in_the_file_whole_with_its_widths(built: Outcome) -> None:
    with pikepdf.open(built.root / "build/pdf/sheet.pdf") as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        assert font.Encoding == "/WinAnsiEncoding"
        widths = {sign: int(width) for sign, width in zip(SIGNS, list(font.Widths), strict=True)}
        held = bytes(font.FontDescriptor.FontFile2.read_bytes())
    assert held == (built.root / "build/.work/pdf/typst/fonts/SourceSansPro-Regular.ttf").read_bytes()
    # As the font's own table of widths has them (hmtx), read with another program.
    assert (widths[" "], widths["A"], widths["i"], widths["é"]) == (200, 544, 246, 496)


def test_the_book_and_the_site_show_lines_to_write_on(built: Outcome) -> None:
    assert "Line: ______________ by: ________" in built.pdf_text()
    assert "____" in built.page("sheet").get_text()
    links = built.page("sheet").select(".sheet-form a.pdf-link")
    assert [link["href"] for link in links] == ["pdf/sheet.pdf", "pdf/sheet-letter.pdf"]
    with pikepdf.open(built.root / "build/pdf/handbook.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("name", ["sign-off", "sign-off-letter"])
def test_the_checklist_of_the_handbook_asks_each_role_and_both_signatures(handbook: Path, name: str) -> None:
    file = handbook / f"build/pdf/{name}.pdf"
    assert faults(file) == []
    with pikepdf.open(file) as pdf:
        asked = [str(field.TU) for field in pdf.Root.AcroForm.Fields]
    assert len(asked) == (ROOT / "source/start/sign-off.md").read_text("utf-8").count(" ____")
    assert all(asked)
    assert {"signature: member of staff", "signature: assessor"} <= set(asked)
    assert len([one for one in asked if one.endswith("shown (initials)")]) >= 25
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    for role in ("Everyone", "Nurse", "Prescriber", "Therapist", "Front desk"):
        assert role in text
