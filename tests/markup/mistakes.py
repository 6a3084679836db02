"""What a nurse or doctor may get wrong in a page: one page, or one file, for each mistake."""

# ruff: noqa: E501 - a mistake is a line

from __future__ import annotations

from dataclasses import dataclass

from tests.conftest import FRONT_MATTER as FRONT

ABOVE = FRONT.count("\n")


@dataclass(frozen=True)
class Mistake:
    """A page with one mistake: the line of it in the file, what is said of it, and how to mend it.

    ``alone``: nothing else is told of the page, so that its writer reads one line.
    """

    name: str
    text: str
    line: int
    says: str
    remedy: str
    alone: bool = True


def page(name: str, text: str, says: str, remedy: str, line: int = 3, *, alone: bool = True) -> Mistake:
    """Return a mistake in the text of a page. ``line`` counts from its title."""
    return Mistake(name, f"{FRONT}# P\n\n{text}\n", line + ABOVE, says, remedy, alone)


def front(name: str, text: str, line: int, says: str, remedy: str, *, alone: bool = True) -> Mistake:
    """Return a mistake in the front matter of a page."""
    return Mistake(name, f"{text}# P\n\nText.\n", line, says, remedy, alone)


def claim(
    name: str, old: str, new: str, says: str, remedy: str, line: int = 3, *, alone: bool = True
) -> Mistake:
    """Return a mistake in a claim that is right but for ``old``."""
    right = (
        f"```{{claim}} claim-{name}\n:certainty: low\n:sources: alpha2020\n:population: adults\n"
        ":questions: What is it? | How is it?\n:checked: 2026-11-01\n\nStatement here.\n```"
    )
    assert old in right
    return page(name, right.replace(old, new), says, remedy, line, alone=alone)


FENCES = [
    page("fence-unclosed", "```{note}\nText.\n\nMore text.", "never closed", "End it with ``` on a line of its own"),
    page("fence-colons-unclosed", ":::{note}\nText.\n\nMore text.", "never closed", "End it with :::"),
    page("fence-code-unclosed", "```text\nText.\n\n## H", "never closed", "End it with ```"),
    page("fence-closed-shorter", "````{note}\nText.\n:::\n\nMore.", "never closed", "End it with ````"),
    page("fence-before-next", "```{note}\nText.\n\n```{tip}\nText.\n```", "not closed before the next one opens in line 13", "End it with ```"),
    page("fence-inner-as-long", "````{note}\nText.\n\n````{tip}\nText.\n````\n````", "not closed before the next", "longer fence", alone=False),
    page("fence-inside-unclosed", "````{note}\nText.\n\n```{tip}\nText.\n````", "'```{tip}' is never closed", "End it with ```", line=6),
    page("fence-two-backticks", "``{note}\nText.\n``", "three backticks", "Write: ```{note}"),
]  # fmt: skip

DIRECTIVES = [
    page("directive-no-opening-brace", "```note}\nText.\n```", "no opening brace", "Write: ```{note}"),
    page("directive-no-closing-brace", "```{note\nText.\n```", "no closing brace", "Write: ```{note}"),
    page("directive-spaces", "```{ note }\nText.\n```", "spaces in its braces", "Write: ```{note}"),
    page("directive-no-braces", "```note\nText.\n```", "has no braces", "Write: ```{note}"),
    page("directive-colons-no-braces", ":::warning\nText.\n:::", "has no braces", "Write: :::{warning}", alone=False),
    page("directive-claim-no-braces", "```claim some-claim\n:certainty: low\n\nText.\n```", "has no braces", "Write: ```{claim}"),
    page("directive-misspelt", "Text.\n\n```{waring}\nText.\n```", "unknown directive 'waring'", "Did you mean 'warning'?", line=5),
    page("directive-claim-misspelt", "Text.\n\n```{clam} some-claim\nText.\n```", "unknown directive 'clam'", "Did you mean 'claim'?", line=5),
    page("directive-empty", "Text.\n\n```{warning}\n```", "Content block expected", "Write its text on the lines between", line=5),
    page("directive-quoted-file", "```{figure} “../_static/fine.svg”\n:alt: A rectangle\n\nCaption\n```", "quotation marks are read", "Take them out", alone=False),
    page("option-quoted", "```{image} ../_static/fine.svg\n:alt: “A rectangle, drawn”\n```", "quotation marks of 'alt'", "Take them out", line=4),
    page("field-outside", ":certainty: low\n\nText.", "stands in no directive", "right under the first line"),
]  # fmt: skip

CLAIMS = [
    claim("no-id", " claim-no-id", "", "1 argument(s) required", "Write its name behind the braces"),
    claim("two-words", " claim-two-words", " Two words", "maximum 1 argument", "words joined by hyphens"),
    claim("dash", " claim-dash", " my—claim", "malformed claim id", "lower-case words joined by hyphens"),
    claim("no-certainty", ":certainty: low\n", "", "'certainty' is missing", "Write high, moderate, low"),
    claim("certainty", "certainty: low", "certainty: medium", "unknown certainty 'medium'", "Write one of: high"),
    claim("no-source", ":sources: alpha2020\n", "", "no source", "Name one under 'sources'"),
    claim("source", "alpha2020", "alfa2020", "unknown source 'alfa2020'", "Did you mean 'alpha2020'?", 4),
    claim("commas", "alpha2020", "alpha2020, gamma2021", "cannot read source", "separated by semicolons"),
    claim("no-population", ":population: adults\n", "", "'population' is missing", "Say to whom"),
    claim("no-questions", ":questions: What is it? | How is it?\n", "", "'questions' is missing", "two to four"),
    claim("no-day", ":checked: 2026-11-01\n", "", "'checked' is missing", "Write the day"),
    claim("day", "2026-11-01", "1.11.2026", "is not a date", "write it as YYYY-MM-DD"),
    claim("no-statement", "\nStatement here.\n", "", "the statement is missing", "Write it under the fields"),
    claim("field-misspelt", ":certainty:", ":certanty:", "Unknown option key: 'certanty'", "Use only the fields", 4, alone=False),
    claim("field-no-colon", ":certainty: low", "certainty: low", "'certainty' needs a colon before", "Write: :certainty:", 4, alone=False),
    claim("field-one-colon", ":certainty: low", ":certainty low", "'certainty' needs a colon before", "Write: :certainty:", 4, alone=False),
    claim("field-tab", "\n:sources: ", "\n\t:sources: ", "a tab stands in this line", "Type spaces", 5, alone=False),
    claim("unclosed", "here.\n```", "here.\n\nText.", "is never closed", "End it with ```"),
]  # fmt: skip

ROLES = [
    page("role-misspelt", "In {trem}`dissociation`.", 'text role "trem"', "Correct the name in braces"),
    page("role-no-backticks", "In {term}dissociation.", "a role needs backticks", "{term}`dissociation`"),
    page("role-quoted", "In {term}'dissociation'.", "a role needs backticks", "{term}`dissociation`"),
    page("role-curly-quoted", "In {term}‘dissociation’.", "a role needs backticks", "{term}`dissociation`"),
    page("role-space", "In {term} `dissociation`.", "a space stands between a role and its text", "{term}`dissociation`"),
    page("role-unclosed", "In {term}`dissociation and more.", "backticks", "{term}`dissociation`"),
    page("role-of-another-tool", "In :term:`dissociation` it is.", "how other tools write a role", "{term}`...`"),
    page("role-first-of-another-tool", ":term:`dissociation` is it.", "stands in no directive", "{term}`dissociation`"),
    page("directive-of-another-tool", ".. note:: Text here", "how other tools write a directive", "```{note}"),
    page("backtick-unclosed", "Type `this and that.", "no second one", "one before and one behind"),
    page("term-unknown", "In {term}`disassociation`.", "term not in glossary", "glossary.md"),
    page("claim-unknown", "See {claim}`qqq`.", "unknown claim", "write the claim"),
    page("citation-unknown", "Text {cite:p}`nobody1999`.", "unknown source 'nobody1999'", "add it to references.bib"),
    page("citation-space", "Text {cite:p}`alpha2020 gamma2021`.", "cannot read the citation", "Put commas between"),
    page("citation-semicolon", "Text {cite:p}`alpha2020;gamma2021`.", "unknown source", "Did you mean"),
    page("citation-of-another-tool", "Text [@alpha2020].", "how other tools cite", "{cite:p}`"),
    page("citation-incomplete", "Text {cite:p}`partial2019`.", "is incomplete", "Complete it in references.bib"),
    page("footnote-without-text", "Text.[^1]", 'target name: "1"', "Add the footnote's text"),
    page("footnote-without-mark", "Text.\n\n[^9]: Note.", "is not referenced", "Put its mark into the text", line=5),
]  # fmt: skip

LINKS = [
    page("link-space", "[Home] (index.md)", "a space stands in a link", "[words](page.md)"),
    page("link-unclosed", "[Home](index.md and on", "a link is not closed", "[words](page.md)"),
    page("link-no-bracket", "[Home(index.md)", "no ] behind its words", "[words](page.md)"),
    page("link-swapped", "(Home)[index.md]", "brackets of a link are swapped", "[words](page.md)"),
    page("link-spaces-in-name", "[Home](my page.md)", "a space in its address", "[words](page.md)"),
    page("link-wiki", "[[index]]", "how wikis write a link", "[words](page.md)"),
    page("link-reference", "[Home][home]", "an address that the page does not give", "[words](page.md)"),
    page("link-of-another-tool", "`red flags <index>`_", "how other tools write a link", "[words](page.md)"),
    page("link-gone", "[Home](nowhere.md)", "'nowhere.md'", "Correct the address"),
    page("link-capital", "[Home](Index.md)", "'Index.md'", "Small and capital letters count"),
    page("link-html", "[Home](index.html)", "'index.html'", "Name the file of the page"),
    page("link-absolute", "[Home](/source/index.md)", "'/source/index.md'", "Start at this page"),
    page("link-backslash", r"[Home](..\index.md)", "index.md", "Write / instead of"),
    page("link-empty", "[Home]()", "not found: ''", "Write the page between the brackets"),
    page("link-www", "[NICE](www.nice.org.uk)", "'www.nice.org.uk'", "Write https:// in front"),
    page("link-mail", "[mail](nurse@clinic.example)", "'nurse@clinic.example'", "Write mailto: in front"),
    page("link-heading-gone", "[Home](index.md#nowhere)", "'nowhere'", "Write the heading's address"),
    page("link-heading-capital", "[Terms](glossary.md#Glossary)", "'Glossary'", "small letters"),
    page("label-gone", "[Home](#no-such-label)", "no-such-label", "Correct the address"),
    page("image-gone", "![A line](gone.svg)", "not readable: gone.svg", "Put the file there"),
    page("image-capital", "![A line](../_static/Fine.svg)", "not readable", "correct its name"),
    page("image-without-words", "![](../_static/fine.svg)", "no alternative text", "Say what it shows"),
    page("image-as-link", "[A line](../_static/fine.svg)", "linked, not shown", "Write: ![what it shows]"),
    page("image-from-elsewhere", "![A line](https://example.org/a.png)", "not a file of the handbook", "Keep a copy"),
]  # fmt: skip

SHAPE = [
    page("heading-level", "### Deep\n\nText.", "H1 to H3", "one heading level at a time"),
    page("heading-space", "##Heading\n\nText.", "needs a space behind ##", "Write: ## Heading"),
    page("heading-bold", "**Heading**\n\nText.", "bold in place of a heading", "Write: ##"),
    page("heading-twice", "## Same\n\nText.\n\n## Same\n\nText.", "stands here already", "Reword one", line=7),
    page("heading-second-title", "Text.\n\n# Second\n\nText.", "a second title", "Make it a heading", line=5),
    page("heading-underlined", "Text that runs on\n---\n\nText.", "makes a heading of the line above", "leave a line empty", line=4, alone=False),
    page("label-space", "(my label)=\n## Heading\n\nText.", "label 'my label'", "Write: (my-label)="),
    page("label-no-sign", "(my-label)\n\n## Heading\n\nText.", "is shown as text", "Write: (my-label)="),
    page("label-twice", "(same-label)=\n## A\n\nText.\n\n(same-label)=\n## B\n\nText.", "Duplicate explicit target name", "another name", line=8),
    page("label-at-the-end", "Text.\n\n(my-label)=", "nothing follows the label", "Put it above a heading", line=5),
    page("list-space", "*one\n*two", "needs a space behind '*'", "Write: * one", alone=False),
    page("list-number-space", "1.One thing\n2.Another", "needs a space behind '1.'", "Write: 1. One", alone=False),
    page("list-bullet", "• one\n• two", "makes no list", "Write a star and a space", alone=False),
    page("indented", "    Text with four spaces.", "four spaces before text make it code", "Take the spaces out"),
    page("table-row-longer", "| a | b |\n| --- | --- |\n| x | y | z |", "3 cells, the header 2", "Make them alike", line=5),
    page("table-row-shorter", "| a | b |\n| --- | --- |\n| x |", "1 cells, the header 2", "Make them alike", line=5),
    page("table-no-dashes", "| a | b |\n| x | y |", "no line of dashes", "| --- | --- |"),
    page("table-dashes-shorter", "| a | b |\n| --- |\n| x | y |", "1 cells, the header 2", "Make them alike", line=4),
    page("table-cut", "| a | b |\n| --- | --- |\n\n| x | y |", "an empty line cuts the table", "Take it out", line=5),
    page("table-tabs", "a\tb", "a tab stands in this line", "a table is written with |"),
    page("table-no-names", "|  |  |\n| --- | --- |\n| x | y |", "empty header row", "Name each column", line=5),
    page("bold-unclosed", "This is **bold and on.", "bold text is not closed", "Write: **words**"),
    page("bold-spaces", "This is ** bold ** and on.", "bold text is not closed", "Write: **words**"),
    page("struck", "It is ~~gone~~ here.", "cannot be struck through", "Take it out"),
    page("html-break", "Text<br>more.", "raw HTML", "Write it in Markdown"),
    page("html-comment", "<!-- note to self -->\n\nText.", "raw HTML", "Write it in Markdown"),
    page("note-to-self", "TODO: ask the pharmacist.", "a note to yourself", "Do it, or take it out"),
    page("merge", "<<<<<<< HEAD\nText.", "unfinished merge", "Keep one of the two texts", alone=False),
    page("include-gone", "Text.\n\n```{include} gone.md\n```", "file not found: 'source/gone.md'", "Put the file there", line=5),
    page("include-itself", "Text.\n\n```{include} include-itself.md\n```", "would include this page again", "Take it out", line=5),
    page("toctree-gone", "Text.\n\n```{toctree}\ngone\n```", "nonexisting document 'gone'", "add the page", line=5),
    page("toctree-itself", "Text.\n\n```{toctree}\ntoctree-itself\n```", "lists its own page", "Take that entry out", line=6),
    Mistake("no-title", f"{FRONT}Text only.\n", 1, "the page has no title", "Start its text with: # Title"),
    Mistake("title-second-level", f"{FRONT}## P\n\nText.\n", 1 + ABOVE, "start at H2", "one heading level at a time"),
    Mistake("no-text", f"{FRONT}# P\n", 1 + ABOVE, "a title and no text", "Write it, or take the page away"),
    Mistake("empty", "", 1, "the page is empty", "Write its front matter, a title and text"),
]  # fmt: skip

SIGNS = [
    page("space-pasted", "Text\u00a0with it.", "a space that does not break", "Type the space or hyphen anew"),
    page("space-pasted-in-heading", "##\u00a0Heading\n\nText.", "a space that does not break", "Type the space", alone=False),
    page("hyphen-pasted", "Am\u00adnesia.", "a hyphen that shows at the end of a line only", "Type the space or hyphen anew", alone=False),
    page("ligature-pasted", "The \ufb01rst.", "one sign for 'fi'", "Type the letters", alone=False),
    page("bullet-pasted", "\uf0b7 one", "a sign (U+F0B7) that no font has", "Type what was meant", alone=False),
    page("nobody-sees", "Am\u200bnesia.", "a sign that nobody sees (U+200B)", "Type the line anew", alone=False),
    page("nothing", "Te\0xt.", "a sign that nobody sees (U+0000)", "Type the line anew", alone=False),
    page("tab", "\tText with a tab.", "a tab stands in this line", "Type spaces", alone=False),
]  # fmt: skip

FRONTS = [
    front("front-none", "", 1, "no front matter", "between two lines of ---"),
    front("front-unclosed", FRONT.rstrip().removesuffix("---") + "\n", 5, "is not closed", "Write --- on a line of its own"),
    front("front-unopened", FRONT.removeprefix("---\n"), 1, "is not opened", "Write --- on a line of its own"),
    front("front-lower", "\n" + FRONT, 1, "an empty line stands above", "Take it out"),
    front("front-four-hyphens", "-" + FRONT, 1, "'----' does not open", "Write three hyphens"),
    front("front-dash", FRONT.replace("---", "—"), 1, "'—' does not open", "Write three hyphens"),
    front("front-tab", FRONT.replace("checked: ", "checked:\t"), 3, "a tab stands here", "Type a space"),
    front("front-colon", FRONT.replace("Clinical lead", "Clinical lead: Dr X"), 2, "a second colon", 'owner: "Clinical lead: Dr X"'),
    front("front-quote", FRONT.replace("Clinical lead", '"Clinical lead'), 2, "quotation mark of 'owner' is not closed", "Close it"),
    front("front-bracket", FRONT.replace("Clinical lead", "[Clinical lead"), 3, "front matter:", "Write the fields as 'name: value'"),
    front("front-curly-quotes", FRONT.replace("Clinical lead", "“Clinical lead”"), 2, "unknown owner", "Did you mean 'Clinical lead'?"),
    front("front-list", "---\n- owner\n- checked\n---\n\n", 2, "this is a list, not fields", "'name: value'"),
    front("front-text", "---\nowner Clinical lead\n---\n\n", 2, "this is a text, not fields", "'name: value'"),
    front("front-space", FRONT.replace("owner: ", "owner:"), 2, "a space is missing", "Write: owner: Clinical lead"),
    front("front-pasted-space", FRONT.replace("owner: ", "owner:\u00a0"), 2, "a space is missing", "Write: owner:", alone=False),
    front("front-twice", FRONT.replace("checked", "owner: Lead nurse\nchecked"), 3, "'owner' stands here again", "Keep one"),
    front("front-misspelt", FRONT.replace("owner:", "onwer:"), 2, "unknown field 'onwer'", "Did you mean 'owner'?", alone=False),
    front("front-capital", FRONT.replace("owner:", "Owner:"), 2, "unknown field 'Owner'", "Write: owner", alone=False),
    front("front-missing", FRONT.replace("owner: Clinical lead\n", ""), 1, "'owner' is missing", "owner: Clinical lead"),
    front("front-owner", FRONT.replace("Clinical lead", "Dr Smith"), 2, "unknown owner 'Dr Smith'", "Write one of"),
    front("front-day-in-words", FRONT.replace("2026-11-01", "1 November 2026"), 3, "is not a date", "YYYY-MM-DD"),
    front("front-day-with-slashes", FRONT.replace("2026-11-01", "01/11/2026"), 3, "is not a date", "YYYY-MM-DD"),
    front("front-day-of-no-month", FRONT.replace("2026-11-01", "2026-13-01"), 3, "is not a day of the calendar", "front matter"),
    front("front-review-before", FRONT.replace("2027-05-01", "2026-05-01"), 4, "is not after checked", "Set a later review"),
    front("front-sign-off", FRONT.replace("none", "Jane Doe"), 5, "sign-off: 'Jane Doe'", "Name, credential, 2026-11-23"),
    front("front-kind", FRONT.replace("none", "none\nkind: hand-out"), 6, "unknown kind 'hand-out'", "Did you mean 'handout'?"),
]  # fmt: skip

MISTAKES = [*FENCES, *DIRECTIVES, *CLAIMS, *ROLES, *LINKS, *SHAPE, *SIGNS, *FRONTS]

# Files that are wrong as a whole: their content, and what is told of them. Nothing of a line where there is none.
FILES: dict[str, tuple[bytes, str, str]] = {
    "source/My Page.md": (f"{FRONT}# Spaces\n\nText.\n".encode(), "name 'My Page.md'", "my-page.md"),
    "source/Capital.md": (f"{FRONT}# Capital\n\nText.\n".encode(), "name 'Capital.md'", "capital.md"),
    "source/orphan.md": (f"{FRONT}# Orphan\n\nText.\n".encode(), "isn't included in any toctree", "source/index.md"),
    "source/letter.docx": (b"PK", "type '.docx'", "pages end in .md"),
    "source/other.markdown": (f"{FRONT}# Other\n\nText.\n".encode(), "type '.markdown'", "pages end in .md"),
    "source/marked.md:1": (f"\ufeff{FRONT}# Marked\n\nText.\n".encode(), "byte order mark", "without BOM"),
    "source/circle-b.md": (f"{FRONT}# B\n\n```{{toctree}}\ncircle-a\n```\n".encode(), "leads back here", "Take that entry out"),
}  # fmt: skip
UNREADABLE: dict[str, tuple[bytes, str, str]] = {
    "source/huge.md:1": (f"{FRONT}# Huge\n\n".encode() + b"Text. " * 1_700_000, "10.2 MB", "Split it"),
    "source/latin.md:10": (f"{FRONT}# Latin\n\ncaf\u00e9\n".encode("latin-1"), "byte 0xe9 is not UTF-8", "Save the file as UTF-8"),
    "source/wide.md:1": (f"{FRONT}# Wide\n".encode("utf-16"), "is not UTF-8", "Save the file as UTF-8"),
}  # fmt: skip
