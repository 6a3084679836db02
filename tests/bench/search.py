"""Search: size of the index, time until it is ready, and time from a key press to painted results.

Ours and Sphinx's own, on the same pages, in the same browser and the same run: the real handbook, and prose
made from its words, 4 sections of 100 words a page. Each set is built with and without handbook.search.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.bench._figures import Figure, Ratio
from tests.browser.chromium import find
from tests.search.quality import ROOT, SETS, Query, Site, load, rank_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = (100, 2_000)
MOST = (16, 50)  # milliseconds from key press to painted results: on the handbook, and on the largest set
MOST_BYTES = 5  # compressed, for each indexed word
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-frame-rate-limit",  # a frame is painted when it is ready, not at the next tick of a screen
    "--disable-gpu-vsync",
]
SETTINGS = """\
import runpy
globals().update(runpy.run_path({settings!r}))
{without}
bibtex_bibfiles = [{bibliography!r}]
html_static_path = [{static!r}]
"""
WITHOUT_OURS = 'extensions = [name for name in extensions if name != "handbook.search"]'
# With the sidebar made once: Furo's own would take most of an hour for the larger set, whatever the search.
SYNTHETIC = """\
extensions = ["myst_parser", "handbook.navigation"{ours}]
html_theme = "furo"
"""

# Types one query letter by letter; a key press ends when its results are painted.
TYPE_OURS = """async (query) => {
  const field = document.querySelector('.handbook-search-input');
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done();
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (let end = 1; end <= query.length; end += 1) {
    await painted();
    const started = performance.now();
    field.value = query.slice(0, end);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await painted();
    times.push(performance.now() - started);
  }
  return times;
}"""
# The same without a key press: what the clock of the screen takes by itself, some 17 ms.
WAIT_FOR_A_FRAME = TYPE_OURS.replace("field.value = query.slice(0, end);", "").replace(
    "field.dispatchEvent(new InputEvent('input', { bubbles: true }));", ""
)
# The work for a key press, with the layout of its results, that the next frame then shows.
WORK_OF_OURS = """async (query) => {
  const field = document.querySelector('.handbook-search-input');
  const times = [];
  for (let end = 1; end <= query.length; end += 1) {
    await new Promise((done) => setTimeout(done, 30));
    const started = performance.now();
    field.value = query.slice(0, end);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - started);
  }
  return times;
}"""
# What Sphinx does for a query, without showing anything.
ASK_SPHINX = """(query) => {
  const started = performance.now();
  const results = Search._performSearch(...Search._parseQuery(query));
  return [performance.now() - started, results.slice(0, 10).map((one) => [one[0], one[2]])];
}"""

TIME_SPHINX = f"(queries) => queries.map((query) => ({ASK_SPHINX})(query)[0])"
EACH = 5  # of the queries of the handbook, every fifth is typed


@dataclass(frozen=True)
class Pages:
    """One set of pages, built with our search and with Sphinx's."""

    name: str
    ours: Path
    sphinx: Path
    queries: list[str]


def measure(*, quick: bool) -> list[Figure]:
    """Return the figures of the handbook and of synthetic pages.

    :param quick: leave out the largest set.
    """
    folder = Path(tempfile.mkdtemp(prefix="bench-search-"))
    figures: list[Figure] = []
    queries = load(SETS[0])
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            pages = handbook(folder, [query.text for query in queries[::EACH]])
            figures += show(pages, browser, MOST[0])
            figures += compare_quality(pages, queries, browser)
            for size in SIZES[: 1 if quick else None]:
                figures += show(synthetic(folder, size), browser, MOST[size == max(SIZES)])
            browser.close()
    finally:
        shutil.rmtree(folder)
    return figures


def handbook(folder: Path, queries: list[str]) -> Pages:
    """Build the real handbook both ways."""
    built = {}
    for name, without in (("ours", ""), ("sphinx", WITHOUT_OURS)):
        settings = SETTINGS.format(
            settings=str(ROOT / "conf.py"),
            without=without,
            bibliography=str(ROOT / "source/references.bib"),
            static=str(ROOT / "_static"),
        )
        built[name] = build(ROOT / "source", settings, folder / f"handbook-{name}")
    return Pages("the handbook", built["ours"], built["sphinx"], queries)


def synthetic(folder: Path, size: int) -> Pages:
    """Make ``size`` pages of the handbook's words, as often as it uses them, and build them both ways."""
    chance = random.Random(size)  # the same pages in every run
    counts = Counter(
        word
        for file in sorted((ROOT / "source").rglob("*.md"))
        for word in re.findall(r"[A-Za-z]{2,}", file.read_text("utf-8"))
    )
    # A larger book has more words: each page adds five of its own, so that the index grows as a real one.
    words, weights = zip(*sorted(counts.items()), strict=True)
    source = folder / f"pages-{size}"
    source.mkdir()
    names = [f"page{number:05}" for number in range(size)]
    for name in names:
        own = ["".join(chance.choices("abcdefghiklmnoprstuvwy", k=8)) for _ in range(5)]
        sections = []
        for part in range(4):
            text = chance.choices(words, weights, k=95) + own
            chance.shuffle(text)
            sections.append(f"## {' '.join(text[:4])} {part}\n\n{' '.join(text)}.\n")
        (source / f"{name}.md").write_text(f"# {name}\n\n" + "\n".join(sections), encoding="utf-8")
    listed = "\n".join(names)
    (source / "index.md").write_text(
        f"# Home\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n", encoding="utf-8"
    )
    built = {
        name: build(source, SYNTHETIC.format(ours=ours), folder / f"site-{size}-{name}")
        for name, ours in (("ours", ', "handbook.search"'), ("sphinx", ""))
    }
    rare = sorted(counts, key=lambda word: (counts[word], word))
    queries = [" ".join(chance.sample(rare, 3)).lower() for _ in range(20)]
    queries += ["memory after ketamine", "how long do memory problems last", "hipocampus volume"]
    return Pages(f"{size} pages", built["ours"], built["sphinx"], queries)


def build(source: Path, settings: str, out: Path) -> Path:
    """Build a site and return its folder."""
    out.mkdir(parents=True)
    (out / "conf.py").write_text(settings, encoding="utf-8")
    with patch_docutils(out), docutils_namespace():
        app = Sphinx(source, out, out / "html", out / "trees", "html", status=None, warning=None, parallel=2)
        app.build()
    return out / "html"


def show(pages: Pages, browser: Browser, most: float) -> list[Figure]:
    """Return sizes and times of one set of pages.

    :param most: milliseconds that a key press may take.
    """
    subject = f"Search on {pages.name}"
    ours, theirs = type_into_ours(pages, browser, TYPE_OURS), ask_sphinx(pages, browser)
    work = type_into_ours(pages, browser, WORK_OF_OURS)
    frame = type_into_ours(pages, browser, WAIT_FOR_A_FRAME)
    words = indexed_words(pages.ours)
    size = len(gzip.compress((pages.ours / "_static/search/index.js").read_bytes(), 9))
    other = len(gzip.compress((pages.sphinx / "searchindex.js").read_bytes(), 9))
    print(
        f"  {subject}: {words} indexed words, {len(ours)} key presses; ours {percentiles(ours)}", flush=True
    )
    return [
        Figure(subject, "work for a key press, with layout, 95 of 100", at(work, 0.95), "ms", most),
        Figure(subject, "key press to painted results, 95 of 100", at(ours, 0.95), "ms"),
        Figure(subject, "of which the clock of the screen, 95 of 100", at(frame, 0.95), "ms"),
        Figure(subject, "key press to painted results, middle", at(ours, 0.5), "ms"),
        Figure(subject, "Sphinx's own ranking without painting, 95 of 100", at(theirs, 0.95), "ms"),
        Figure(subject, "from the wish to search to an index that answers", ready(pages, browser), "ms"),
        Figure(subject, "index, compressed, for each indexed word", size / words, "bytes", MOST_BYTES),
        Figure(subject, "index, compressed", size / 1024, "KB"),
        Ratio(subject, "index, ours by Sphinx's, which holds no texts", size / other, "times"),
    ]


def percentiles(times: list[float]) -> str:
    """Return the usual three in words."""
    return f"p50 {at(times, 0.5):.1f}, p95 {at(times, 0.95):.1f}, p99 {at(times, 0.99):.1f} ms"


def at(times: list[float], share: float) -> float:
    """Return the time below which ``share`` of all lie."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def opened(pages: Pages, browser: Browser) -> Page:
    page = browser.new_page()
    page.goto((pages.ours / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.evaluate("async () => { await handbookSearch.load(); }")
    return page


def type_into_ours(pages: Pages, browser: Browser, script: str) -> list[float]:
    """Return the milliseconds that a script measures for each key press of the queries."""
    page = opened(pages, browser)
    page.evaluate(script, pages.queries[0])  # the engine of the browser warms up on the first
    times = [time_ for query in pages.queries for time_ in page.evaluate(script, query)]
    page.close()
    return times


def ready(pages: Pages, browser: Browser) -> float:
    """Return the milliseconds from the wish to search to an index that answers."""
    page = browser.new_page()
    page.goto((pages.ours / "index.html").as_uri())
    started = time.perf_counter()
    page.evaluate("async () => { await handbookSearch.load(); }")
    taken = (time.perf_counter() - started) * 1e3
    page.close()
    return taken


def ask_sphinx(pages: Pages, browser: Browser) -> list[float]:
    """Return the milliseconds that Sphinx's own search takes for each beginning of each query."""
    page = sphinx_page(pages, browser)
    typed = [query[:end] for query in pages.queries for end in range(1, len(query) + 1)]
    times: list[float] = page.evaluate(TIME_SPHINX, typed)
    page.close()
    return times


def sphinx_page(pages: Pages, browser: Browser) -> Page:
    page = browser.new_page()
    page.goto((pages.sphinx / "search.html").as_uri() + "?q=warm")
    while not page.evaluate("typeof Search !== 'undefined' && Search.hasIndex()"):
        page.wait_for_timeout(100)
    return page


def indexed_words(site: Path) -> int:
    """Return how many words the index holds: of headings, texts, questions and names."""
    text = (site / "_static/search/index.js").read_text("utf-8")
    data: dict[str, Any] = json.loads(text.removeprefix("handbookSearch.receive(").removesuffix(");\n"))
    return sum(
        len(piece.split())
        for row in data["entries"]
        for field in (row[3], row[6], *row[7:8], *row[9:])
        for piece in strings(field)
    )


def strings(field: object) -> list[str]:
    """Return the texts of a field; the addresses of blocks are none."""
    if isinstance(field, str):
        return [field]
    return [one if isinstance(one, str) else one[1] for one in field] if isinstance(field, list) else []


def compare_quality(pages: Pages, queries: list[Query], browser: Browser) -> list[Figure]:
    """Return how often each search has the right place first, on the queries that we may look at."""
    page = sphinx_page(pages, browser)
    site = Site(pages.sphinx)
    asked = [query for query in queries if query.in_scope]
    right = 0
    for query in asked:
        hits = [f"{name}.html{anchor}" for name, anchor in page.evaluate(ASK_SPHINX, query.text)[1]]
        right += rank_of(site, query, hits[:1]) == 1
    page.close()
    missed = 100 * (1 - right / len(asked))
    return [Figure("Search on the handbook", "queries that Sphinx's own does not answer first", missed, "%")]
