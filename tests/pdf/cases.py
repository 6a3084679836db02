"""Every construct a page may hold: its MyST, the words that must be in the book, and the form they take.

``tags`` are structure elements that the construct must produce (PDF 32000-1, 14.8.4).
"""

# ruff: noqa: E501 - a case stands on as few lines as can be read at one glance
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One construct, built alone."""

    name: str
    myst: str
    words: tuple[str, ...]
    tags: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


CASES = [
    Case("paragraph", "Plain words.", ("Plain words.",), ("P",)),
    Case(
        "every ASCII sign",
        r"""a \! " # $ % & ' ( ) \* + , - . / : ; < = > ? @ \[ \\ ] ^ \_ \` { | } ~ z""",
        ("+ , -", "@ [", "{ | } ~ z"),
    ),
    Case("emphasis", "an *emphatic* word", ("an emphatic word",), ("Em",)),
    Case("strong", "a **strong** word", ("a strong word",), ("Strong",)),
    Case("code in a line", "run `make.py -x`", ("run make.py -x",), ("Code",)),
    Case("subscript", "H{sub}`2`O", ("H2O",)),
    Case("superscript", "x{sup}`3`", ("x3",)),
    Case("abbreviation", "{abbr}`LTP (long-term potentiation)`", ("LTP (long-term potentiation)",)),
    Case("key", "press {kbd}`Ctrl`", ("press Ctrl",)),
    Case("menu", "{guilabel}`Save`", ("Save",), ("Strong",)),
    Case("typographic quotes", '"quoted" text', ("“quoted” text",)),
    Case("signs beyond ASCII", "½ × µ é ≤ → ● ○ ◆", ("½ × µ é ≤ → ● ○ ◆",)),
    Case("line break", "one\\\ntwo", ("one", "two")),
    Case("sections", "## Second\n\ntext\n\n### Third\n\ntext", ("Second", "Third"), ("H3", "H4")),
    Case("link to another site", "[site](https://example.org/x)", ("site",), ("Link",)),
    Case("link to a page", "[home](index.md)", ("home",), ("Link",)),
    Case("link to a label", "(here)=\n## Place\n\nsee [it](#here)", ("see it",), ("Link",)),
    Case("ref role", "(here)=\n## Place\n\nsee {ref}`here`", ("see Place",), ("Link",)),
    Case("doc role", "see {doc}`index`", ("see Home",), ("Link",)),
    Case(
        "bullet list",
        "- one\n- two\n  - nested",
        ("one", "two", "nested"),
        ("L", "LI", "Lbl", "LBody"),
    ),
    Case("numbered list", "3. three\n4. four", ("3. three", "4. four"), ("L", "LI")),
    Case("task list", "- [ ] open\n- [x] done", ("☐", "open", "☑", "done"), ("L",)),
    Case("definition list", "Word\n: Meaning", ("Word", "Meaning"), ("L", "LI")),
    Case("field list", ":field: value", ("field", "value"), ("L",)),
    Case("block quote", "> said\n>\n> twice", ("said", "twice"), ("BlockQuote",)),
    Case(
        "quote with attribution",
        '> said\n\n{attribution="Somebody"}\n> more',
        ("said", "more", "Somebody"),
    ),
    Case("code block", "```python\nprint(1)\n```", ("print(1)",), ("Code",)),
    Case("transition", "before\n\n---\n\nafter", ("before", "after")),
    Case("footnote", "word[^n]\n\n[^n]: The note.", ("word", "The note."), ("Note",)),
    Case("footnote used twice", "a[^n] b[^n]\n\n[^n]: Only once.", ("Only once.",), ("Note",)),
    Case(
        "table",
        "| a | b |\n| - | - |\n| c | d |",
        ("a", "b", "c", "d"),
        ("Table", "TH", "TD", "THead"),
    ),
    Case(
        "list table",
        ":::{list-table} Title\n:header-rows: 1\n* - H\n  - I\n* - J\n  - K\n:::",
        ("Title", "H", "K"),
        ("TH",),
    ),
    Case("csv table", "```{csv-table}\n:header: A, B\n1, 2\n```", ("A", "B", "1", "2"), ("TH",)),
    Case("table with long words", "| a |\n| - |\n| " + "pneumono" * 10 + " |", ("a",), ("TD",)),
    Case("formula in a line", "{math}`x^2 + \\alpha`", ("+",), ("Formula",)),
    Case("formula of its own", "```{math}\n\\frac{a}{b}\n```", (), ("Formula",)),
    Case(
        "row headers",
        ":::{list-table}\n:header-rows: 1\n:stub-columns: 1\n* - H\n  - I\n* - J\n  - K\n:::",
        ("J", "K"),
        ("TH",),
    ),
    Case("image", "![A red dot](dot.svg)", (), ("Figure",)),
    Case(
        "figure",
        "```{figure} dot.svg\n:alt: A red dot\n\nThe caption.\n```",
        ("The caption.",),
        ("Figure", "Caption"),
    ),
    *(
        Case(kind, f"```{{{kind}}}\nMind this.\n```", (title, "Mind this."))
        for kind, title in (
            ("note", "Note"),
            ("tip", "Tip"),
            ("hint", "Hint"),
            ("important", "Important"),
            ("warning", "Warning"),
            ("caution", "Caution"),
            ("danger", "Danger"),
            ("error", "Error"),
            ("attention", "Attention"),
            ("seealso", "See also"),
        )
    ),
    Case("admonition with a title", "```{admonition} Mine\nBody\n```", ("Mine", "Body")),
    Case("topic", "```{topic} Topic\nBody\n```", ("Topic", "Body")),
    Case("sidebar", "```{sidebar} Side\nBody\n```", ("Side", "Body")),
    Case("rubric", "```{rubric} Small head\n```", ("Small head",)),
    Case("centered", "```{centered} Middle\n```", ("Middle",)),
    Case("hlist", "```{hlist}\n- a1\n- b1\n```", ("a1", "b1")),
    Case("version note", "```{versionadded} 2\nNew.\n```", ("New.",)),
    Case("line block", "```{line-block}\nroses\nviolets\n```", ("roses", "violets")),
    Case("only for the book", "```{only} format_typst\nPaper words.\n```", ("Paper words.",)),
    Case(
        "not for the book",
        "```{only} html\nScreen words.\n```\n\nx",
        ("x",),
        absent=("Screen words.",),
    ),
    Case("comment", "seen\n\n% not seen", ("seen",), absent=("not seen",)),
    Case("index entry", "```{index} single: hippocampus\n```\n\ntext", ("Index", "hippocampus")),
    Case(
        "index see",
        "```{index} see: NMDAR; NMDA receptor\n```\n\ntext",
        ("NMDAR", "see NMDA receptor"),
    ),
    Case(
        "card",
        "```{card} Card title\nCard body\n+++\nfoot\n```".replace("\n+++\nfoot", ""),
        ("Card title", "Card body"),
    ),
    Case(
        "linked card",
        "```{card} Go\n:link: index\n:link-type: doc\nBody\n```",
        ("Go", "Body"),
        ("Link",),
    ),
    Case(
        "grid",
        "::::{grid} 2\n:::{grid-item-card} One\nA1\n:::\n:::{grid-item-card} Two\nB2\n:::\n::::",
        ("One", "A1", "Two", "B2"),
    ),
    Case(
        "dropdown is printed open",
        "```{dropdown} Answer\nHidden words\n```",
        ("Answer", "Hidden words"),
    ),
    Case(
        "tabs are all printed",
        "::::{tab-set}\n:::{tab-item} First\nAlpha\n:::\n:::{tab-item} Second\nOmega\n:::\n::::",
        ("First", "Alpha", "Second", "Omega"),
    ),
    Case("badge", "{bdg}`new`", ("new",)),
    Case("button", "```{button-link} https://example.org\nPress\n```", ("Press",), ("Link",)),
    Case(
        "citation",
        "told {cite:p}`alpha2020`\n\n```{bibliography}\n```",
        ("Alpha and Beta, 2020", "First study", "PMID 123"),
        ("Link",),
    ),
    Case(
        "claim",
        "```{claim} a-claim\n:certainty: low\n:sources: alpha2020\n:population: adults\n:questions: Why?\n:checked: 2026-01-01\n\nIt may help.\n```\n\nSee {claim}`a-claim`.\n\n```{bibliography}\n```",
        ("Low certainty", "It may help.", "Applies to: adults", "See low certainty"),
        ("Link",),
    ),
    Case(
        "glossary term",
        "```{glossary-term} Gamma\n:abbreviation: GM\n:synonyms: third letter\n:plain: a letter\n\nDefined.\n```\n\nA {term}`third letter`.",
        ("Gamma (GM)", "Defined.", "a letter", "Also called: third letter"),
        ("Link",),
    ),
    Case("attributes", "[words]{.some-class}", ("words",)),
]
