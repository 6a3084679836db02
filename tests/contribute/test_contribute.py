"""Who finds a fault can say so from the page where it stands, on the site and in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from handbook.core.repository import FORM, Repository, fault_of_repository
from tests.conftest import FRONT_MATTER, ROOT

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from tests.conftest import Outcome, Project

HUB = "https://github.com/clinic/handbook"


def built(project: Project, settings: str, *targets: str) -> Outcome:
    """Build a page, a card and a list made from something else, with settings."""
    conf = project.root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + settings, "utf-8")
    project.write("use/red-flags.md", "# Red flags & more\n\nText.\n")
    project.write("reference/list.md", "# The list\n\nText.\n")
    card = FRONT_MATTER.replace("sign-off", "kind: card\nsign-off")
    project.write("cards/one.md", "# Card\n\n1. Do it.\n\n```{claim-sources}\n```\n", front=card)
    project.home()
    return project.build(*targets)


def links(page: BeautifulSoup) -> dict[str, Tag]:
    """Return the links at the foot of a page by their words."""
    return {link.get_text(strip=True): link for link in page.select("footer a.contribute")}


def query(link: str) -> dict[str, list[str]]:
    """Return what an address asks for."""
    return parse_qs(urlsplit(link).query)


def test_every_page_links_its_own_source_and_a_report_that_names_it(project: Project) -> None:
    sources = '{"reference/list": "references.bib", "cards/one": ""}'
    settings = f'handbook_repository = "{HUB}/"\nhandbook_branch = "trunk"\ncontribute_sources = {sources}\n'
    outcome = built(project, settings)
    assert outcome.findings == []
    page = links(outcome.page("use/red-flags"))
    assert page["Suggest a change"]["href"] == f"{HUB}/edit/trunk/source/use/red-flags.md"
    report = str(page["Report a problem"]["href"])
    assert report.startswith(f"{HUB}/issues/new?")
    assert query(report) == {
        "template": [FORM],
        "title": ["Red flags & more: "],
        "page": ["use/red-flags"],
        "edition": ["0.1.0"],
    }
    for link in page.values():
        assert "leaving" in link["class"]
        assert str(link["aria-label"]).startswith(link.get_text(strip=True))
        assert str(link["aria-label"]).endswith("(other site)")
    made = links(outcome.page("reference/list"))
    assert made["Suggest a change"]["href"] == f"{HUB}/edit/trunk/source/references.bib"
    for name in ("cards/one", "genindex", "search"):
        assert links(outcome.page(name)).keys() == {"Report a problem"}, name
    csp = outcome.page("index").select_one("meta[http-equiv=Content-Security-Policy]")
    assert csp is not None
    assert "connect" not in str(csp["content"])  # nothing is asked of the repository: these are links


def test_the_form_that_a_report_opens_has_the_fields_that_it_fills() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / FORM).read_text("utf-8"))
    fields = {field.get("id") for field in form["body"]}
    filled = query(Repository(HUB, "main").report("Title", "a/page", "0.1.0")).keys()
    assert filled - {"template", "title"} <= fields


def test_without_the_setting_nothing_is_offered(project: Project) -> None:
    outcome = built(project, "", "html", "pdf")
    assert links(outcome.page("use/red-flags")) == {}
    assert "Report a problem" not in outcome.pdf_text()
    assert "Found a fault?" not in outcome.pdf_text()


def test_the_book_links_a_report_under_each_title_and_prints_the_address_at_its_end(project: Project) -> None:
    outcome = built(project, f'handbook_repository = "{HUB}"\n', "pdf")
    assert outcome.status == 0, outcome.complaints
    reader = PdfReader(outcome.root / "build/pdf/handbook.pdf")
    addresses = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    pages = {query(address)["page"][0] for address in addresses}
    assert {"index", "use/red-flags", "reference/list", "cards/one"} <= pages
    assert all(address.startswith(f"{HUB}/issues/new?") for address in addresses)
    last = reader.pages[-1].extract_text()
    assert "Found a fault?" in last
    assert f"{HUB.removeprefix('https://')}/issues" in last.replace("\n", "")
    card = PdfReader(outcome.root / "build/pdf/cards/one-a5.pdf").pages[0].extract_text()
    assert "Report a problem" not in card


def test_the_book_has_the_link_where_nobody_reviews_pages_too(project: Project) -> None:
    without = 'extensions = [name for name in extensions if name != "handbook.review"]\n'
    outcome = built(project, f'handbook_repository = "{HUB}"\n{without}', "pdf")
    assert outcome.findings == []
    assert "Report a problem." in outcome.pdf_text()


def test_gitlab_is_asked_in_its_own_words() -> None:
    lab = Repository("https://gitlab.clinic.example/care/handbook", "main")
    assert lab.edit("source/use/a b.md").endswith("/handbook/-/edit/main/source/use/a%20b.md")
    asked = query(lab.report("Red flags", "use/red-flags", "0.1.0"))
    assert asked["issue[title]"] == ["Red flags: "]
    assert "Page: use/red-flags\nEdition: 0.1.0" in asked["issue[description]"][0]
    assert lab.issues.endswith("/handbook/-/issues")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "github.com/clinic/handbook",
        "ftp://example.org/a",
        "https://",
        "https://github.com/",
        "https://user@github.com/clinic/handbook",
        "https://github.com/clinic/handbook?x=1",
        "https://github.com/clinic/handbook#x",
        "https://github.com/clinic/hand book",
        'https://github.com/"onclick="x',
        "https://[github/clinic",
    ],
)
def test_what_is_no_repository_on_the_web_is_refused(address: str) -> None:
    assert "handbook_repository = " in fault_of_repository(address)


def test_faults_of_the_settings_are_findings(project: Project) -> None:
    outcome = built(project, 'handbook_repository = "javascript:alert(1)"\n')
    assert outcome.status == 1
    assert (
        "conf.py: handbook_repository: 'javascript:alert(1)' is no address on the web" in outcome.complaints
    )
    sources = '{"use/red-flag": "a.md", "use/red-flags": "gone.md"}'
    outcome = built(project, f'handbook_repository = "{HUB}"\ncontribute_sources = {sources}\n')
    assert "unknown page 'use/red-flag'. Did you mean 'use/red-flags'?" in outcome.complaints
    assert "'gone.md', the source of 'use/red-flags', is no file" in outcome.complaints


@given(st.text(), st.text(), st.text())
def test_whatever_a_title_holds_stays_inside_the_address(title: str, page: str, edition: str) -> None:
    address = Repository(HUB, "main").report(title, page, edition)
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "github.com", "/clinic/handbook/issues/new")
    assert not set(address) & set("\"'<> \n\\")
    assert parse_qs(parts.query)["title"] == [f"{title}: "]
