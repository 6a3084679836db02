"""What is marked is exactly what differs, and lists and tables stay what they are."""

from __future__ import annotations

from html import escape

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.redline.marks import ADDED, REMOVED, count, marked_words, merged


def element(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(f"<article>{html}</article>")


def words(content: str) -> list[str]:
    """Return the words of a page; blocks part them as spaces do."""
    return " ".join(element(content).itertext()).split()


def version(result: lxml.html.HtmlElement, without: str) -> list[str]:
    """Return the words of one of the two versions: all but those of a mark, and but what marks say."""
    copy = lxml.html.fragment_fromstring(lxml.html.tostring(result, encoding="unicode"))
    for part in copy.xpath(f".//{without} | .//span[@class='redline-said']"):
        part.drop_tree()
    return " ".join(copy.itertext()).split()


def html(result: lxml.html.HtmlElement) -> str:
    return str(lxml.html.tostring(result, encoding="unicode"))


def texts(result: lxml.html.HtmlElement, mark: str) -> list[str]:
    """Return what is marked, without what the mark says."""
    found = []
    for part in result.iter(mark):
        words = " ".join(part.text_content().split())
        found.append(words.removeprefix("added: ").removeprefix("removed: ").removesuffix(" (end)"))
    return found


VOCABULARY = ["low", "high", "memory", "dose", "0.5", "mg/kg", "after", "ketamine", "30", "31", "of", "60"]
WORD = st.sampled_from(VOCABULARY)
WORDS = st.lists(WORD, min_size=1, max_size=7).map(" ".join)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"<strong>{words}</strong>"),
    WORDS.map(lambda words: f'<a href="x.html">{words}</a> and'),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=3).map(lambda parts: f"<p>{' '.join(parts)}</p>")
LIST = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
)
TABLE = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4).map(
    lambda rows: (
        "<table><tbody>"
        + "".join(f"<tr><td>{one}</td><td><p>{two}</p></td></tr>" for one, two in rows)
        + "</tbody></table>"
    )
)
MIXED = st.tuples(WORDS, LIST).map(lambda pair: f"<div>{pair[0]}{pair[1]}</div>")
CONTENT = st.lists(st.one_of(PARAGRAPH, LIST, TABLE, MIXED), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(CONTENT, CONTENT)
def test_without_its_marks_a_page_is_each_of_the_two_versions(old: str, new: str) -> None:
    result = merged(element(old), element(new))
    assert version(result, REMOVED) == words(new)
    assert sorted(version(result, ADDED)) == sorted(words(old))
    assert (count(result) == 0) == (words(old) == words(new))


@settings(max_examples=40, deadline=None)
@given(CONTENT)
def test_what_has_not_changed_has_no_mark(content: str) -> None:
    assert count(merged(element(content), element(content))) == 0


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))), st.text(alphabet="<>&'\" ab"))
@settings(max_examples=40, deadline=None)
def test_text_is_never_taken_for_markup(old: str, new: str) -> None:
    result = element(marked_words(old, new))
    assert {part.tag for part in result.iter()} <= {"article", "ins", "del", "span"}
    assert version(result, REMOVED) == new.split()


def test_a_number_is_marked_with_the_words_around_it_kept() -> None:
    old = element("<p>Found in 30 of 60 people. No more is known.</p>")
    result = merged(old, element("<p>Found in 31 of 60 people. No more is known.</p>"))
    assert "0" not in " ".join(texts(result, ADDED)).replace("60", ""), "numbers are never split"
    assert any("30" in words for words in texts(result, REMOVED))
    assert any("31" in words for words in texts(result, ADDED))
    assert "No more is known." in html(result)


def test_items_and_rows_that_come_and_go_keep_the_others() -> None:
    rows = "<tr><td>{0}</td><td>low</td></tr>"
    old = (
        "<ul><li>first thing</li><li>second thing</li></ul><table>"
        + rows.format("a")
        + rows.format("b")
        + "</table>"
    )
    new = (
        "<ul><li>first thing</li><li>something new here</li><li>second thing</li></ul><table>"
        + rows.format("b")
        + "</table>"
    )
    result = merged(element(old), element(new))
    assert texts(result, ADDED) == ["something new here"]
    assert texts(result, REMOVED) == ["a", "low"]
    assert [row.tag for row in result.iter("tr")] == ["tr", "tr"]
    assert all(item.getparent().tag == "ul" for item in result.iter("li"))


def test_a_block_that_went_is_not_mixed_with_the_one_that_came() -> None:
    old = "<div class='claim' id='claim-a'><p>Low certainty</p><p>It is so in mice.</p></div><p>After it.</p>"
    new = "<p>Something quite different stands here now.</p><p>After it.</p>"
    result = merged(element(old), element(new))
    assert texts(result, REMOVED) == ["Low certainty", "It is so in mice."]
    assert texts(result, ADDED) == ["Something quite different stands here now."]
    assert "claim-a" not in html(result), "what was removed leaves its address to others"


def test_a_claim_with_the_same_id_is_compared_with_itself() -> None:
    old = "<div class='claim' id='claim-a'><p>Low certainty</p><p>It is so.</p></div>"
    new = "<div class='claim' id='claim-a'><p>High certainty</p><p>It is quite another matter.</p></div>"
    result = merged(element(old), element(new))
    assert [part.get("id") for part in result.iter("div")] == ["claim-a"]
    assert "High certainty" in texts(result, ADDED) or "High" in texts(result, ADDED)


def test_what_was_removed_stands_before_what_was_added() -> None:
    result = merged(element("<p>It is low.</p>"), element("<p>It is very high.</p>"))
    marks = [part.tag for part in result.iter(ADDED, REMOVED)]
    assert marks == [REMOVED, ADDED]


def test_marks_are_said_and_numbered() -> None:
    result = merged(
        element("<p>It is low.</p><p>Same.</p>"), element("<p>It is high.</p><p>Same.</p><p>New.</p>")
    )
    said = [" ".join(part.text_content().split()) for part in result.iter(ADDED)]
    assert said == ["added: high. (end)", "added: New. (end)"]
    assert [part.get("id") for part in result.xpath(".//span[@class='redline-place']")] == [
        "change-1",
        "change-2",
    ]
    assert count(result) == 2


def test_links_lead_on_and_their_addresses_are_no_words() -> None:
    result = merged(
        element('<p>See <a href="a.html">this</a>.</p>'), element('<p>See <a href="b.html">this</a>.</p>')
    )
    assert count(result) == 0
    assert result.find(".//a").get("href") == "b.html"


def test_a_figure_that_was_replaced_is_marked() -> None:
    result = merged(element('<p><img src="a.svg" alt="x"></p>'), element('<p><img src="b.svg" alt="x"></p>'))
    assert count(result) == 1
    assert [image.get("src") for image in result.find(".//ins").iter("img")] == ["b.svg"]


@pytest.mark.parametrize("tag", ["math", "svg", "pre"])
def test_a_formula_or_drawing_is_replaced_whole(tag: str) -> None:
    old, new = (f"<p>It is <{tag}><mi>{escape(one)}</mi></{tag}> here.</p>" for one in ("x", "y"))
    result = merged(element(old), element(new))
    assert html(result).count(f"<{tag}") == 2
    assert version(result, REMOVED) == ["It", "is", "y", "here."]
