"""What a clinician has signed cannot change under the signature."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from handbook.review.__main__ import main
from handbook.review.fingerprint import fingerprint
from tests.conftest import FRONT_MATTER, ROOT
from tests.evidence.test_claims import claim

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome, Project


def _xref(domain: str, kind: str, target: str) -> addnodes.pending_xref:
    return addnodes.pending_xref("", nodes.Text("it"), refdomain=domain, reftype=kind, reftarget=target)


SIGN_OFF = "sign-off: Dr A. Example, MD, 2026-11-02"
SIGNED = FRONT_MATTER.replace("sign-off: none", SIGN_OFF)
TERMS = "# Terms\n\n```{glossary-term} ketamine\n:plain: a medicine\n\nDefined.\n```\n"
TEXT = f"""\
# Page

Call **when** ketamine's effect
lasts. Read [the other](other.md) {{cite:p}}`alpha2020`.

{claim("sure", "It wears off.", sources="alpha2020", article="S01 supported")}

```{{note}}
Not for children.
```

![A dot](dot.svg)
"""
CLINICAL = [
    ("Call **when**", "Call **before**"),
    ("# Page", "# A page"),
    ("alpha2020`.", "gamma2021`."),
    ("other.md", "another.md"),
    ("{note}", "{warning}"),
    ("![A dot]", "![A circle]"),
    (":certainty: moderate", ":certainty: low"),
    (":sources: alpha2020", ":sources: gamma2021"),
    (":sources: alpha2020", ":sources: alpha2020 (table 2)"),
    (":population: healthy volunteers", ":population: children"),
    (":article: S01 supported", ":article: S01 qualified\n:why: Not always."),
    ("It wears off.", "It lasts."),
]
DOT = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='{radius}'/></svg>"


@dataclass
class Signed:
    """A handbook with a page that a clinician has signed."""

    project: Project
    mark: str

    def rebuild(self, text: str, **fields: str) -> Outcome:
        """Build again with another text, or other fields in the front matter."""
        front = signed_by(self.mark)
        for name, value in fields.items():
            front = re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", front)
        self.project.write("page.md", text, front=front)
        return self.project.build("html")


def signed_by(mark: str) -> str:
    return SIGNED.replace(SIGN_OFF, f"{SIGN_OFF}\nsigned-text: {mark}")


def mark_in(finding: str) -> str:
    """Return the fingerprint that a finding asks for."""
    found = re.search(r"signed-text: ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})\b", finding)
    assert found is not None, finding
    return found[1]


@pytest.fixture
def signed(project: Project) -> Signed:
    """A page signed in two lines, the second as the finding asks."""
    (project.root / "source/article.toml").write_text('S01 = "It wears off."\n')
    (project.root / "source/dot.svg").write_text(DOT.format(radius=4))
    project.write("page.md", TEXT, front=SIGNED)
    project.write("other.md", "# Other\n\n```{bibliography}\n```\n")
    project.write("another.md", "# Another\n")
    project.write("terms.md", TERMS)
    project.home()
    (finding,) = project.build("html").findings
    assert finding.startswith("source/page.md:5: front matter: 'signed-text' is missing")
    return Signed(project, mark_in(finding))


def test_two_lines_sign_a_page_which_then_names_who_signed_it(signed: Signed) -> None:
    outcome = signed.rebuild(TEXT)
    assert outcome.findings == []
    status = outcome.page("page").find("p", class_="review-status")
    assert status is not None
    assert status.get_text().startswith("Signed off by Dr A. Example, MD, 2 November 2026. Evidence checked")


def test_what_is_not_clinical_may_change(signed: Signed) -> None:
    text = TEXT
    for old, new in (
        ("ketamine's effect\nlasts", "{term}`ketamine`'s\neffect lasts"),  # a link to a term, other lines
        ("**when**", "when"),
        (":checked: 2026-10-01", ":checked: 2026-11-02"),
        (":questions: Why? | What now?", ":questions: How long?"),
        ("# Page", "% A note to writers.\n\n```{index} single: page\n```\n\n# Page"),
    ):
        assert old in text
        text = text.replace(old, new)
    assert signed.rebuild(text, checked="2026-11-20", owner="Lead nurse").findings == []


def test_each_clinical_change_needs_a_new_sign_off(signed: Signed) -> None:
    project = signed.project
    assert signed.rebuild(TEXT).findings == []
    texts = [TEXT.replace("{claim} sure", f"{{claim}} sure-{number}") for number in range(len(CLINICAL))]
    for number, text in enumerate(texts):
        project.write(f"p{number}.md", text, front=SIGNED)
    project.home()
    marks = {finding.partition(":")[0]: mark_in(finding) for finding in project.build("html").findings}
    assert set(marks.values()) == {signed.mark}, "the same text has the same fingerprint on any page"
    for number, (old, new) in enumerate(CLINICAL):
        assert old in TEXT
        project.write(f"p{number}.md", texts[number].replace(old, new), front=signed_by(signed.mark))
    outcome = project.build("html")
    assert outcome.status == 1
    assert len(outcome.findings) == len(CLINICAL)
    for number, case in enumerate(CLINICAL):
        start = f"source/p{number}.md:5: front matter: the text has changed since Dr A. Example signed it off"
        assert any(finding.startswith(start) for finding in outcome.findings), case


def test_reading_in_parallel_knows_the_fingerprints_too(signed: Signed, tmp_path: Path) -> None:
    for number in range(6):
        signed.project.write(f"p{number}.md", f"# P{number}\n")
    signed.project.home()
    assert signed.rebuild(TEXT).findings == []
    root = signed.project.root
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", "-j", "4", "-b", "dummy"]
    command += ["-c", str(root), str(root / "source"), str(tmp_path / "out")]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def test_another_picture_under_the_same_name_needs_a_new_sign_off(signed: Signed) -> None:
    assert signed.rebuild(TEXT).findings == []
    (signed.project.root / "source/dot.svg").write_text(DOT.format(radius=2))
    (finding,) = signed.project.build("html").findings
    assert "the text has changed" in finding


def test_what_is_generated_is_not_signed_with_the_page_that_shows_it(signed: Signed) -> None:
    registers = "# All\n\n```{claim-register}\n```\n\n```{review-register}\n```\n\n```{article-trace}\n```\n"
    signed.project.write("all.md", registers, front=SIGNED)
    signed.project.home()
    (finding,) = [line for line in signed.rebuild(TEXT).findings if "all.md" in line]
    signed.project.write("all.md", registers, front=signed_by(mark_in(finding)))
    other = claim("more", "More is known.")
    signed.project.write(
        "another.md", f"# Another title\n\n{other}\n", front=FRONT_MATTER.replace("2027", "2028")
    )
    outcome = signed.project.build("html")
    assert outcome.findings == []
    assert "More is known." in outcome.page("all").get_text()


def test_the_command_prints_the_lines_that_the_build_accepts(signed: Signed) -> None:
    assert main(["--root", str(signed.project.root), "--sign", "source/page.md"]) == 0
    sign_off, signed_text = signed.project.capture.readouterr().out.splitlines()
    assert re.fullmatch(r"sign-off: Name, credential, \d{4}-\d\d-\d\d", sign_off)
    assert signed_text == f"signed-text: {signed.mark}"


def test_the_command_names_the_nearest_page(project: Project) -> None:
    project.write("use/page.md", "# Page\n")
    assert main(["--root", str(project.root), "--sign", "use/pge"]) == 1
    assert project.capture.readouterr().err == "unknown page 'use/pge'. Did you mean 'use/page'?\n"


def test_the_fingerprint_of_a_text_never_changes_else_every_signature_would_fall(tmp_path: Path) -> None:
    page = new_document("page.md")
    page += nodes.paragraph("", "Call when it\n  lasts.")
    assert fingerprint(page, tmp_path) == "c086-27f4-706a"  # of SHA-256 of 'Call when it lasts.'
    page += nodes.paragraph("", "More.")
    assert fingerprint(page, tmp_path) != "c086-27f4-706a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            nodes.reference("", "it", refuri="https://a.example"),
            nodes.reference("", "it", refuri="https://b"),
        ),
        (nodes.reference("", "it", refid="here"), nodes.reference("", "it", refid="there")),
        (_xref("std", "ref", "a"), _xref("std", "ref", "b")),
        (_xref("std", "ref", "a"), _xref("evidence", "ref", "a")),
    ],
)
def test_where_a_link_leads_is_signed_with_its_words(
    tmp_path: Path, one: nodes.Element, other: nodes.Element
) -> None:
    marks = []
    for link in (one, other):
        page = new_document("page.md")
        page += nodes.paragraph("", "", link.deepcopy())
        marks.append(fingerprint(page, tmp_path))
    assert marks[0] != marks[1]
