"""Where a link may lead, and what it may say of that: the rules alone, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.policy.addresses import ALLOWED_SCHEMES, fault_of, leaves, misleading, scheme_of

HOSTS = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,2}\.[a-z]{2,4}", fullmatch=True)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("page.md", ""),
        ("#place", ""),
        ("//host/x", ""),
        ("HTTPS://host", "https"),
        (" \x01java\tscript:alert(1)", "javascript"),
        ("java\nscript:x", "javascript"),
        ("x-y+z.1:rest", "x-y+z.1"),
        ("1x:rest", ""),
    ],
)
def test_the_scheme_is_read_as_a_browser_reads_it(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme
    assert leaves(address) == (scheme in {"http", "https"})


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("page.md", ""),
        ("../use/page.md#place", ""),
        ("https://example.org/a?b#c", ""),
        ("http://example.org", ""),
        ("mailto:a@example.org", ""),
        ("tel:+442079460000", ""),
        ("//example.org", "names another site without https:"),
        (" //example.org", "names another site without https:"),
        ("javascript:alert(1)", "is of the kind 'javascript:'"),
        ("data:text/html,x", "is of the kind 'data:'"),
        ("a\\b", "has a backslash"),
        ("a\x7fb", "a sign that nobody sees"),
        ("https://", "names no site"),
        ("https:///path", "names no site"),
        ("https://[::1", "cannot be read"),
        ("https://good.example@evil.example/", "hides its site (evil.example) behind a name"),
        ("https://@evil.example/", "hides its site (evil.example) behind a name"),
        ("https://nicе.org.uk", "letters that look like others"),
    ],
)
def test_a_link_leads_where_it_seems_to_or_is_refused_with_the_reason(address: str, says: str) -> None:
    assert (says in fault_of(address)) if says else (fault_of(address) == "")


@given(st.from_regex(r"[a-z][a-z0-9+.-]{0,9}", fullmatch=True), HOSTS)
def test_no_scheme_but_four_is_allowed(scheme: str, host: str) -> None:
    assert (fault_of(f"{scheme}://{host}/") == "") == (scheme in ALLOWED_SCHEMES)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("nice.org.uk", "https://nice.org.uk/guidance"),
        ("https://nice.org.uk/guidance", "https://nice.org.uk/guidance"),
        ("www.nice.org.uk", "https://nice.org.uk"),
        ("nice.org.uk", "http://www.nice.org.uk"),
        (" NICE.org.uk: ", "https://nice.org.uk"),
        ("the guideline of nice.org.uk", "https://elsewhere.example"),
        ("the guideline", "https://elsewhere.example"),
        ("nice.org.uk", "page.md"),
        ("nice.org.uk", "mailto:a@elsewhere.example"),
        ("report.pdf", "https://elsewhere.example/report.pdf"),
        ("report.PDF?page=1", "https://elsewhere.example/report.pdf"),
        ("3.5", "https://elsewhere.example"),
    ],
)
def test_words_that_say_the_same_site_or_none_are_fine(words: str, address: str) -> None:
    assert not misleading(words, address)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("nice.org.uk", "https://evil.example"),
        ("https://nice.org.uk/guidance?x#y", "https://evil.example/guidance"),
        ("NICE.ORG.UK", "http://nice.org.uk.evil.example"),
        ("nice.org.uk", "https:///"),
    ],
)
def test_words_that_say_another_site_are_misleading(words: str, address: str) -> None:
    assert misleading(words, address)


@given(HOSTS, HOSTS)
def test_words_mislead_exactly_when_the_sites_differ(said: str, led: str) -> None:
    if not said.endswith((".md", ".html", ".toml", ".bib", ".py", ".svg", ".pdf", ".csv")):
        same = said.removeprefix("www.") == led.removeprefix("www.")
        assert misleading(said, f"https://{led}/x") != same
