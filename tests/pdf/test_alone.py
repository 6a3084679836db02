"""Every node that a page can hold, with no other part of the handbook loaded: its words and its form."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.pdf.ua_check import faults

if TYPE_CHECKING:
    from tests.pdf.conftest import Book, MakeBook


@dataclass(frozen=True)
class Node:
    """A piece of a page: the words it must print, the elements it must make, words it must not print."""

    name: str
    myst: str
    words: str
    kinds: tuple[str, ...] = ("P",)
    absent: str = "\0"
    settings: str = ""


def rst(text: str) -> str:
    return f"```{{eval-rst}}\n{text}\n```"


NODES = [
    # paper has no hover, no clicks and no colours
    Node("task without its plug-in", "- [ ] open\n- [x] done", "☐ open ☑ done", ("L", "LI")),
    Node("badge", "{bdg-danger}`urgent` now", "urgent now"),
    Node("badge that links", "{bdg-link-info}`site <https://example.org>`", "site", ("Link",)),
    Node(
        "button to a label", "(button)=\n## There\n\n```{button-ref} button\nGo\n```", "→ Go", ("Link", "H3")
    ),
    Node("dropdown with a title", "```{dropdown} Why?\nBecause.\n```", "Why? Because."),
    Node("tabs of code", "````{tab-set-code}\n```python\nx\n```\n````", "PYTHON x", ("Code",)),
    Node("aside", ":::{aside} By the way\nNoted.\n:::", "By the way Noted."),
    Node(
        "card with head and foot", ":::{card} T\n:header: Head\n:footer: Foot\nBody\n:::", "Head T Body Foot"
    ),
    Node("article info", "```{article-info}\n:author: me\n:date: today\n```", "me today"),
    Node("icons are passed over", "{octicon}`alert` {fas}`book` words", "words", absent="alert"),
    Node("download", "See {download}`the data <dot.svg>`.", "the data (file dot.svg)."),
    Node("download that names its file", "{download}`dot.svg`", "dot.svg", absent="(file"),
    # nodes of other markup
    Node("acknowledged people", "```{acks}\n- Ann\n- Bob\n```", "• Ann • Bob", ("L", "LI")),
    Node(
        "function",
        "```{py:function} f(a: int, *, b=2) -> str\nDoes.\n```",
        "f(a: int, *, b=2) -> str Does.",
        ("Code",),
    ),
    Node(
        "fields of a function",
        "```{py:function} g(a)\n\n:param a: one\n:returns: two\n```",
        "Parameters a – one Returns two",
    ),
    Node(
        "option of a command",
        "```{option} --flag <value>\nThe flag.\n```",
        "--flag <value> The flag.",
        ("Code",),
    ),
    Node("setting", "```{confval} thing\n:type: str\nSet it.\n```", "thing Type str Set it.", ("Code",)),
    Node("grammar", rst('.. productionlist::\n   a: `b` "c"\n   b: "d"'), 'a ::= b "c" b ::= "d"', ("Code",)),
    Node("options", rst("-a         all\n--long=X   long"), "-a all --long=X long", ("L", "Code")),
    Node("doctest", rst(">>> 1 + 1\n2"), ">>> 1 + 1 2", ("Code",)),
    Node("parsed literal", rst(".. parsed-literal::\n\n   x *y* z"), "x y z", ("Code",)),
    Node(
        "epigraph", rst(".. epigraph::\n\n   Words.\n\n   -- Somebody"), "Words. – Somebody", ("BlockQuote",)
    ),
    Node("compound", rst(".. compound::\n\n   one\n\n   two"), "one two"),
    Node("unknown container", ":::{container} of-some-kind\nInside.\n:::", "Inside."),
    Node("nested line block", rst("| line\n|   in\n| out"), "line in out"),
    Node("letters and roman numbers", rst("a) x\nb) y\n\ni. r\nii. s"), "a) x b) y i. r ii. s", ("L", "LI")),
    Node("definition with a class", rst("word : class\n   Meaning."), "word class Meaning.", ("L", "Em")),
    Node("citation by its label", rst("told [CIT1]_\n\n.. [CIT1] The work."), "[CIT1] The work."),
    Node("file and samp", "{file}`a/{b}` {samp}`x {y}` {command}`rm`", "a/b x y rm"),
    Node("menu", "{menuselection}`File --> Open`", "File ‣ Open", ("Strong",)),
    Node("standards", "{rfc}`2119` {pep}`8`", "RFC 2119 PEP 8", ("Link",)),
    Node("manual page", "{manpage}`ls(1)`", "ls(1)", ("Em",)),
    Node("deprecated", "```{deprecated} 2\nOld.\n```", "Deprecated since version 2: Old."),
    Node("contents of a page", "```{contents}\n:local:\n```\n\n## One\n\nx", "• One", ("Link", "H3")),
    # code
    Node(
        "code with a caption",
        "```{code-block} python\n:caption: Listing\nx = 1\n```",
        "Listing x = 1",
        ("Code",),
    ),
    Node("code from a file", "```{literalinclude} dot.svg\n```", "<circle", ("Code",)),
    # what another output would have got
    Node("comment in HTML", "seen <!-- hidden --> too\n\n<!-- hidden -->", "seen too", absent="hidden"),
    Node("only for paper", "```{only} pdf\nPaper.\n```", "Paper."),
    Node("not for paper", "x\n\n```{only} not pdf\nScreen.\n```", "x", absent="Screen"),
    Node("raw Typst", "```{raw} typst\n#strong[Set]\n```", "Set", ("Strong",)),
    # notes
    Node(
        "note within a list", "1. a\n\n   ```{note}\n   Mind.\n   ```\n\n2. b", "1. a Note Mind. 2. b", ("L",)
    ),
    Node("own title in the form of a kind", "```{admonition} Stop\n:class: danger\nNow.\n```", "! Stop Now."),
    Node("long footnote", "a[^n]\n\n[^n]: One.\n\n    - two", "One. • two", ("Note", "L")),
    # index
    Node("index: main entry", "```{index} ! memory\n```\nx", "memory, 4"),
    Node("index: pair", "```{index} pair: old; new\n```\nx", "N new old, 4 O old new, 4"),
    Node("index: see also", "```{index} seealso: a; b\n```\nx", "a, see also b"),
    Node("index in a line", "{index}`word <single: entry; under>`", "entry under, 4"),
    # glossary
    Node(
        "two names for one term",
        "```{glossary}\none\ntwo\n  Both.\n```\n\n{term}`two`",
        "one two Both.",
        ("L", "Link"),
    ),
    Node("numbered sections", "## One\n\nx", "1 Page 1.1 One x", ("H3",), settings="numbered"),
]


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.name)
def test_a_node_is_printed_in_its_form(make_book: MakeBook, node: Node) -> None:
    pages = {"page": f"# Page\n\n{node.myst}\n"}
    if node.settings == "numbered":
        pages["index"] = "# Home\n\n```{toctree}\n:numbered:\n:hidden:\n\npage\n```\n"
    book = make_book(pages)
    assert book.complaints == []
    text = book.text()
    assert node.words in text
    assert node.absent not in text
    assert faults(book.file) == []
    structure = book.structure()
    for kind in node.kinds:
        assert structure.all(kind), f"no {kind}"


def test_a_line_divides_what_the_writer_divides_and_nothing_else(make_book: MakeBook) -> None:
    book = make_book("one\n\n---\n\ntwo[^n]\n\n[^n]: Note.")
    assert book.markup.count("#divider()") == 1


LOADED = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
extensions.append("others_of_the_test")
"""
OTHERS = """
from docutils import nodes
from docutils.parsers.rst import Directive
class claim(nodes.container): pass
class reminder(nodes.note): pass
class Others(Directive):
    def run(self):
        box = claim(classes=["claim", "claim-very-low"], ids=["the-claim"])
        line = nodes.paragraph(classes=["claim-certainty"])
        line += [nodes.inline("", "●○○○", classes=["certainty-mark"]), nodes.Text(" Very low certainty")]
        box += [line, nodes.paragraph("", "It may help.")]
        box += nodes.paragraph("", "Checked.", classes=["claim-basis"])
        status = nodes.container("", nodes.paragraph("", "Awaiting sign-off"), classes=["review-status"])
        return [status, box, reminder("", nodes.paragraph("", "Remember."))]
def setup(app):
    app.add_directive("others", Others)
"""


@pytest.fixture
def make_other_book(make_book: MakeBook, monkeypatch: pytest.MonkeyPatch) -> MakeBook:
    """Return a function that builds a page with nodes of a capability that the book has never heard of."""

    def make(page: str, code: str = OTHERS) -> Book:
        monkeypatch.setattr(sys, "path", [*sys.path])
        book = make_book(page, settings=LOADED, files={"others_of_the_test.py": code})
        del sys.modules["others_of_the_test"]
        return book

    return make


def test_nodes_of_others_that_subclass_known_ones_are_shown_in_their_form(make_other_book: MakeBook) -> None:
    book = make_other_book("```{others}\n```")
    assert book.complaints == []
    shown = "Awaiting sign-off ●○○○ Very low certainty It may help. Checked. Note Remember."
    assert shown in book.text()
    assert '#claim("very low")' in book.markup
    assert "#review-status[" in book.markup


def test_a_claim_of_a_new_certainty_is_framed_all_the_same(make_other_book: MakeBook) -> None:
    book = make_other_book("```{others}\n```", OTHERS.replace("claim-very-low", "claim-brand-new"))
    assert book.complaints == []
    assert "It may help." in book.text()


def test_every_node_that_is_not_known_is_named_in_one_run(make_other_book: MakeBook) -> None:
    unknown = OTHERS.replace("class claim(nodes.container)", "class claim(nodes.Element)")
    book = make_other_book("words\n\n```{others}\n```", unknown.replace("nodes.note", "nodes.Element"))
    assert book.status == 1
    assert not book.file.exists()
    assert [line.partition("'")[2].partition("'")[0] for line in book.complaints] == ["claim", "reminder"]
    assert all("(page page)" in line and "[pdf.unknown_node]" in line for line in book.complaints)
