"""Every snippet of the guide is exercised: what it shows really works, or is really said."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import yaml
from bs4 import BeautifulSoup

from handbook.addresses.model import load_redirects
from handbook.build.__main__ import main
from handbook.core.records import parse_record
from handbook.evidence.notices import load_notices
from tests.conftest import FRONT_MATTER, ROOT
from tests.docs.guide import PAGES, Snippet, inline, snippets, tokens
from tests.search.test_queries import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Outcome, Project

# sh: test_commands.py; a directive of the guide itself is exercised when the guide is built.
KINDS = {"sh", "text", "toml", "yaml", "md", "markdown", "{toctree}", "{admonition}"}


def test_every_snippet_is_of_a_kind_that_is_exercised() -> None:
    assert len(snippets()) > 15
    assert [(one.name, one.kind) for one in snippets() if one.kind not in KINDS] == []


# -- front matter -------------------------------------------------------------------------------------

WHOLE = yaml.safe_load(FRONT_MATTER.strip().strip("-"))


@pytest.mark.parametrize("snippet", snippets("yaml"), ids=lambda snippet: snippet.name)
def test_front_matter_is_a_sound_record(snippet: Snippet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800446400")  # the guide's examples reach into January 2027
    fields = yaml.safe_load(snippet.text.strip().strip("-"))
    whole = fields if snippet.text.startswith("---") else {**WHOLE, **fields}
    record, faults = parse_record({name: str(value) for name, value in whole.items()})
    assert faults == []
    assert record is not None


# -- lists --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("snippet", snippets("toml"), ids=lambda snippet: snippet.name)
def test_entries_of_lists_are_read(snippet: Snippet, tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    file.write_text(snippet.text, "utf-8")
    (name, entries), *others = tomllib.loads(snippet.text).items()
    assert others == []
    if name == "redirect":
        read: tuple[tuple[object, ...], tuple[object, ...]] = load_redirects(file)
    elif name == "notice":
        read = load_notices(file)
    else:
        assert name == "query"
        assert [set(entry) for entry in entries] == [FIELDS | {"must_match"}]
        return
    assert (len(read[0]), read[1]) == (len(entries), ())


# -- pages --------------------------------------------------------------------------------------------

CLAIM = """\
```{{claim}} {name}
:certainty: practice
:population: staff
:questions: Why? | What now?
:checked: 2026-10-01

It is so.
```
"""


def written(name: str) -> str:
    """Return the snippets that hold a directive, as they stand in the guide."""
    found = [one.text for one in snippets("md", "markdown") if f"```{{{name}}}" in one.text]
    assert found, f"the guide shows no {{{name}}}"
    return "\n".join(found)


def test_pages_written_like_the_snippets_are_built(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800446400")
    conf = project.root / "conf.py"
    day = 'version = release = "0.2.0"\nchanges_edition_date = handbook_pdf_date = "2027-01-15"\n'
    conf.write_text(conf.read_text("utf-8") + day, "utf-8")
    bibliography = (ROOT / "source/references.bib").read_text("utf-8")
    (project.root / "source/references.bib").write_text(bibliography, "utf-8")
    (project.root / "source/article.toml").write_text('S17 = "It says so."\n', "utf-8")
    needed = ("session-recall-patchy", "consolidation-kept", "next-day-call")
    claims = "\n".join(CLAIM.format(name=name) for name in needed)
    pages = {
        "use/after-session": f"# After\n\n{claims}\n{written('claim')}\n{written('objectives')}\n",
        "use/coping": f"# Coping\n\n{written('retired-claim')}\n",
        "reference/glossary": f"# Terms\n\n{written('glossary-term')}\n",
        "reference/changes": f"# Changes\n\n{written('edition')}\n{written('change')}\n",
        "reference/sources": "# Sources\n\n```{bibliography}\n```\n",
        "start/self-check": f"# Self-check\n\n{written('self-check')}\n",
    }
    for name, text in pages.items():
        project.write(f"{name}.md", text)
    card = FRONT_MATTER.replace("sign-off", "kind: card\nsign-off")
    body = f"# Card\n\n1. Do it ({{claim}}`next-day-call`).\n\n{written('claim-sources')}\n"
    project.write("cards/one.md", body, front=card)
    project.home()
    shown = {
        match for one in snippets("md", "markdown") for match in re.findall(r"```\{([\w-]+)\}", one.text)
    }
    assert shown == {
        *("claim", "retired-claim", "objectives", "glossary-term"),
        *("edition", "change", "self-check", "claim-sources"),
    }, "a directive that the guide shows is not built here"
    (finding,) = project.build("html").findings
    match = re.search(
        r"session-recall-patchy@([0-9a-f]{8})", finding.replace("session-recall-patchy@1f2e3d4c", "")
    )
    assert match, f"the guide says that the build tells the fingerprint: {finding}"
    compared = pages["start/self-check"].replace("1f2e3d4c", match[1])
    project.write("start/self-check.md", compared)
    outcome: Outcome = project.build("html")
    assert outcome.findings == []
    assert outcome.status == 0, outcome.complaints


# -- what the tooling says ----------------------------------------------------------------------------

_VARIABLE = re.compile(r"'[^']*'|\b\w*\d[\w-]*|\bName\b|\. |\.\.\.|(?:source|docs)/\S+|\[\[\w+\]\]|[();:]")


@cache
def said() -> str:
    """Return every text of the tooling, with white space made one and a mark where something is filled in."""
    texts = []
    for path in sorted((ROOT / "handbook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else "|" for part in node.values)
                texts.append("".join(parts))
    return " ".join(re.sub(r"%[sd]", "|", "\n".join(texts)).split())


FINDINGS = [one for one in snippets("text") if one.text.startswith(("source/", "conf.py"))]


@pytest.mark.parametrize("snippet", FINDINGS, ids=lambda snippet: snippet.name)
def test_findings_that_the_guide_shows_are_those_of_the_tooling(snippet: Snippet) -> None:
    parts = [part.strip(" ,.") for part in _VARIABLE.split(" ".join(snippet.text.split()))]
    phrases = [part for part in parts if part.count(" ") >= 2]
    assert phrases, snippet.text
    assert [phrase for phrase in phrases if phrase not in said()] == []


def test_the_picture_and_the_table_name_every_part_of_the_tooling() -> None:
    parts = {path.parent.name for path in (ROOT / "handbook").glob("*/__init__.py")}
    picture = next(one.text for one in snippets("text") if one.page.name == "architecture.md")
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert sorted(part for part in parts if not re.search(rf"\b{part}\b", picture)) == []
    assert sorted(part for part in parts if f"| `{part}` |" not in page) == []


def test_other_blocks_of_text_are_findings_or_the_picture() -> None:
    others = [
        one.name for one in snippets("text") if one not in FINDINGS and one.page.name != "architecture.md"
    ]
    assert others == []


# -- links and files ----------------------------------------------------------------------------------


def test_files_and_pages_that_the_guide_names_are_there() -> None:
    missing = []
    for page in PAGES:
        for link in inline(page, "link_open"):
            target = str(link.attrGet("href") or "")
            if (
                not target.startswith(("http", "#", "mailto"))
                and not (page.parent / target.split("#", maxsplit=1)[0]).exists()
            ):
                missing.append((page.name, target))
        for code in inline(page, "code_inline"):
            folder = re.fullmatch(r"((?:handbook|tests|source|_static|docs|locks)/[\w./-]*)", code.content)
            if folder and "NAME" not in folder[1] and not (ROOT / folder[1]).exists():
                missing.append((page.name, folder[1]))
    assert missing == []


def test_the_index_of_the_guide_leads_to_every_page() -> None:
    index = ROOT / "docs/index.md"
    linked = {str(link.attrGet("href")).split("#")[0] for link in inline(index, "link_open")}
    listed = next(one.text for one in snippets("{toctree}") if one.page == index)
    pages = {path.name for path in index.parent.glob("*.md")} - {"index.md"}
    assert pages - linked == set()
    assert pages - {f"{line}.md" for line in listed.splitlines()} == set()


def test_the_guide_is_built_with_every_page_under_its_own_title(tmp_path: Path) -> None:
    for name in ("docs", "_static"):
        shutil.copytree(ROOT / name, tmp_path / name)
    assert main(["docs", "--root", str(tmp_path)]) == 0
    for page in sorted((ROOT / "docs").glob("*.md")):
        title = next(text for token, text in pairwise(tokens(page)) if token.tag == "h1").content
        built = BeautifulSoup((tmp_path / f"build/docs/{page.stem}.html").read_text("utf-8"), "html.parser")
        heading = built.select_one("article h1")
        assert heading is not None, page.name
        assert heading.get_text().removesuffix("¶") == title, f"{page.name}: rename the file"
