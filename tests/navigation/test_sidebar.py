"""The sidebar that is made once is the sidebar that Furo makes for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from tests.conftest import Outcome, Project

HOME = """\
# Home

```{toctree}
:caption: First <part>
:hidden:

one
Two by another name <two>
self
Elsewhere & beyond <https://example.org/?a=1&b=2>
```

```{toctree}
:caption: Numbered
:numbered:

deep/three
```

```{toctree}

genindex
```
"""
PAGES = {
    "one": "# One *emphasised* `code`\n\n## A section\n\nText.\n",
    "two": "# Two\n\n```{toctree}\n:maxdepth: 1\n\ndeep/four\ndeep/five\n```\n",
    "deep/three": "# Three\n\n## Inner\n\n```{toctree}\nsix\n```\n",
    "deep/four": "# Four\n",
    "deep/five": "# Five & more\n\n```{toctree}\n:hidden:\n\nseven\n```\n",
    "deep/six": "# Six\n",
    "deep/seven": "# Seven\n",
}


def site(project: Project, settings: str = "") -> Outcome:
    """Build the sample, with some settings added."""
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + settings, encoding="utf-8")
    for name, text in PAGES.items():
        project.write(f"{name}.md", text)
    project.write("index.md", HOME)
    outcome = project.build("html")
    assert outcome.findings == []
    return outcome


def sidebar(outcome: Outcome, name: str) -> Tag:
    found = outcome.page(name).find(class_="sidebar-tree")
    assert isinstance(found, Tag)
    return found


def shape(tag: Tag) -> object:
    """Return a tag as a browser has it: names, attributes and words, without their order in the file."""
    attributes = {
        name: sorted(value) if isinstance(value, list) else value
        for name, value in tag.attrs.items()
        if name != "aria-level"  # ARIA asks for it where Furo's heading has none
    }
    inside = [
        shape(child) if isinstance(child, Tag) else " ".join(str(child).split())
        for child in tag.children
        if isinstance(child, Tag) or str(child).strip()
    ]
    return tag.name, attributes, inside


STOCK = '\nextensions = [name for name in extensions if name != "handbook.navigation"]\n'


def test_every_page_has_the_sidebar_that_furo_alone_would_give_it(project: Project) -> None:
    ours = {name: shape(sidebar(site(project), name)) for name in ("index", "search", *PAGES)}
    furo = {name: shape(sidebar(site(project, STOCK), name)) for name in ("index", "search", *PAGES)}
    for name, expected in furo.items():
        assert ours[name] == expected, name


def test_a_large_handbook_lists_on_each_page_only_what_leads_to_it(project: Project) -> None:
    outcome = site(project, "\nnavigation_full_up_to = 3\n")

    def names(page: str) -> list[str]:
        return [link.get_text() for link in sidebar(outcome, page).find_all("a")]

    top = ["One emphasised code", "Two by another name", "Home", "Elsewhere & beyond", "1. Three", "Index"]
    assert names("one") == top
    assert names("deep/seven") == [*top[:2], "Four", "Five & more", "Seven", *top[2:]]


def test_a_new_title_reaches_the_sidebar_of_every_page(project: Project) -> None:
    site(project)
    project.write("deep/seven.md", "# Seventh heaven\n")
    outcome = project.build("html")
    for name in ("index", "one", "deep/six"):
        assert "Seventh heaven" in sidebar(outcome, name).get_text()


def test_a_changed_sentence_rewrites_its_page_alone(project: Project) -> None:
    site(project)
    work = project.root / "build/.work/html"
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*.html")}
    project.write("deep/four.md", "# Four\n\nA sentence more.\n")
    project.build("html")
    written = {path.stem for path, stamp in before.items() if path.stat().st_mtime_ns != stamp}
    # "two" lists "four" in a toctree of its own; with "index" all checks are made again
    assert written <= {"four", "two", "genindex", "index", "search"}


def test_the_toctree_function_of_the_theme_is_there_again_for_templates(project: Project) -> None:
    templates = project.root / "templates"
    templates.mkdir()
    (templates / "page.html").write_text(
        '{% extends "!page.html" %}{% block footer %}<div id="own">'
        "{{ toctree(includehidden=True) }}</div>{% endblock %}",
        encoding="utf-8",
    )
    outcome = site(project, f"\ntemplates_path = [{str(templates)!r}]\n")
    own = outcome.page("one").find(id="own")
    assert own is not None
    assert "Two by another name" in own.get_text()


def test_markup_in_titles_is_shown_not_run(project: Project) -> None:
    project.write("bad.md", "# A \\<script>alert(1)\\</script> title\n")
    project.home()
    tree = sidebar(project.build("html"), "index")
    assert tree.find("script") is None
    assert "<script>alert(1)</script>" in tree.get_text()
    assert BeautifulSoup(str(tree), "html.parser").find("script") is None
