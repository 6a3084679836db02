"""Findings: what is wrong in the content, each in one line that a writer understands."""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import WarningLogRecordTranslator, WarningSuppressor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_LOCATION = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+))?:?")

# Remedies for what Sphinx, MyST and their extensions report. Ours carry the remedy in the message.
# A key is 'type.subtype' of the warning, or 'type' for all of a type.
_REMEDIES = {
    "app": "Check the extension named and the locks",
    "bibtex.bibliography_error": "Mend the entry in source/references.bib",
    "bibtex.duplicate_citation": "Keep one entry of that key in source/references.bib",
    "bibtex.duplicate_label": "Keep one entry of that key in source/references.bib",
    "bibtex.key_not_found": "Add it to source/references.bib, or correct the key",
    "bibtex.missing_field": "Complete the entry in source/references.bib",
    "bibtex.parse_error": "Mend the entry in source/references.bib",
    "docutils": "Mend the markup at this line",
    "download.not_readable": "Put the file there, or correct its name",
    "evidence.claim": "",
    "image.not_readable": "Put the file there, or correct its name",
    "image.nonlocal": "Keep a copy in _static/ and show that",
    "misc.highlighting_failure": "Name another language after the backticks, or 'text'",
    "myst.directive_parse": "Correct the directive's first line and fields",
    "myst.directive_option": "Use only the fields that docs/write-a-claim.md or the directive's page lists",
    "myst.directive_unknown": "Correct the name in braces",
    "myst.duplicate_def": "Keep one definition of that name",
    "myst.header": "Go down one heading level at a time",
    "myst.inv_retrieval": "Link to a page of the handbook",
    "myst.role_unknown": "Correct the name in braces",
    "myst.strikethrough": "Write it without strikethrough",
    "myst.topmatter": "Write the fields as 'name: value' between two lines of ---",
    "myst.xref_ambiguous": "Name the page in the link",
    "myst.xref_missing": "Correct the address in the link, or add the heading it names",
    "ref": "Correct the name, or add what it names",
    "ref.doc": "Correct the page's path",
    "ref.footnote": "Add the footnote's text, or remove its mark",
    "ref.ref": "Correct the label, or add (label)= above a heading",
    "ref.term": "Correct the spelling, or add it to source/reference/glossary.md",
    "toc": "Correct the entry in the page's toctree",
    "toc.circular": "Take the page out of the toctree that closes the circle",
    "toc.duplicate_entry": "Keep it in one toctree",
    "toc.empty_glob": "Correct the pattern, or add a page",
    "toc.excluded": "Take it out of the toctree",
    "toc.no_title": "Start the page with a heading: # Title",
    "toc.not_included": "Add the page to a toctree in source/index.md",
    "toc.not_readable": "Correct the name in the toctree, or add the page",
}
# Remedies for single messages of a rule, before that of the rule.
_SPECIAL = {
    "docutils": (
        (re.compile(r"argument\(s\) required, 0"), "Write its name behind the braces: ```{claim} my-claim"),
        (
            re.compile(r"maximum \d argument"),
            "Write its name without spaces, words joined by hyphens: my-claim",
        ),
        (re.compile(r"Content block expected"), "Write its text on the lines between the two fences"),
        (re.compile(r"Unknown target name"), "Add the footnote's text ([^1]: ...), or take its mark out"),
        (re.compile(r"transition"), "Take the line of --- out"),
        (re.compile(r"Duplicate explicit target name"), "Give one of the two labels another name"),
        (re.compile(r"file not found"), "Put the file there, or correct its name"),
        (re.compile(r"[Nn]o content permitted"), "Leave a line empty behind the block, or close it"),
    ),
    "myst.xref_missing": (
        (re.compile(r"not found: ''"), "Write the page between the brackets: [words](page.md)"),
        (re.compile(r"not found: 'www\."), "Write https:// in front of the address"),
        (re.compile(r"not found: '[^']*@"), "Write mailto: in front of the address"),
        (
            re.compile(r"not found: '[^']*\\"),
            "Write / instead of \\ and start at this page: ../use/red-flags.md",
        ),
        (re.compile(r"not found: '/"), "Start at this page, not at a folder: ../use/red-flags.md"),
        (
            re.compile(r"not found: '[^']*\.html"),
            "Name the file of the page: red-flags.md, not red-flags.html",
        ),
        (re.compile(r"not found: '[^'#]*[A-Z]"), "Small and capital letters count: names of pages are small"),
        (
            re.compile(r"local id not found"),
            "Write the heading's address: small letters, words joined by hyphens",
        ),
    ),
    "ref.footnote": (
        (re.compile(r"not referenced"), "Put its mark into the text, or take the footnote out"),
    ),
}
# Messages that docutils and Sphinx give without a type, with the remedy of each.
_UNTYPED = (
    (re.compile(r"duplicate label"), "Keep the label in one place"),
    (re.compile(r"[Uu]ndecodable|codec can't decode"), "Save the file as UTF-8"),
    (re.compile(r"[Uu]nknown directive"), "Correct the name in braces"),
    (re.compile(r"[Uu]nknown (interpreted text )?role"), "Correct the name in braces"),
    (re.compile(r"term not in glossary"), _REMEDIES["ref.term"]),
    (re.compile(r"reference target not found"), _REMEDIES["ref"]),
    (re.compile(r"duplicate term description"), "Keep it in one entry only"),
)


CHECK = "check"  # the type of what the rules of handbook.check tell

_TEXT = {".md", ".bib", ".toml"}

# What may only follow from another finding on the same page: a claim with a faulty field has no address.
_FOLLOWING = {"addresses.gone", "check.empty-page"}
# What a finding tells better than those that it leads to: they are left out on the same page.
_LEADS_TO = {
    "byte-order-mark": {"review.front_matter"},
    "glossary.duplicate_name": {""},
    "markup.citation": {"markup.title"},
    "markup.directive": {"myst.directive_unknown"},
    "markup.front_matter": {"myst.topmatter"},
    "markup.heading": {"markup.title"},
    "markup.include": {"markup.title"},
    "markup.no_front_matter": {
        "check.empty-page",
        "check.one-title",
        "docutils",
        "markup.title",
        "myst.header",
        "myst.topmatter",
        "review.front_matter",
    },
    "markup.toctree": {"toc.not_readable"},
    "markup.unreadable": {"markup.title"},
    "review.front_matter": {"myst.topmatter"},
}
# What another rule has told with a better place, wherever it stands.
_TOLD_BETTER = {"toc.circular": "markup.toctree"}
# A page with one of these cannot be read at all.
UNREADABLE = {"encoding", "size"}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong: where, what, and how to mend it. Advice holds nothing up."""

    path: str
    line: int
    message: str
    rule: str = ""
    advice: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{place}: {self.message}{rule}"


class FindingCollector(logging.Handler):
    """Takes every warning of a Sphinx run and keeps it as a finding.

    What is logged below a warning is progress, and advice where its type is that of the rules of prose.
    """

    def __init__(self, app: Sphinx, root: Path) -> None:
        super().__init__(level=logging.INFO)
        self.root = root
        self.findings: set[Finding] = set()
        self.addFilter(WarningSuppressor(app))
        self.addFilter(WarningLogRecordTranslator(app))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning. Sphinx has put its place into ``record.location`` by now."""
        advice = record.levelno < logging.WARNING
        kind = getattr(record, "type", None) or ""
        if advice and kind != CHECK:
            return
        subtype = getattr(record, "subtype", None) or ""
        rule = f"{kind}.{subtype}" if subtype else str(kind)
        location = str(getattr(record, "location", "") or "")
        # Sphinx's own getMessage puts place and rule into the text; here they are told apart.
        message = logging.LogRecord.getMessage(record)
        self.findings.add(replace(finding(location, message, rule, self.root), advice=advice))


def without_following(findings: set[Finding]) -> set[Finding]:
    """Return findings without those that may follow from another one in the same file."""
    faulty = {one.path for one in findings if one.rule not in _FOLLOWING}
    rules = {one.rule for one in findings}
    led = {(one.path, rule) for one in findings for rule in _LEADS_TO.get(one.rule, ())}
    return {
        one
        for one in findings
        if (one.rule not in _FOLLOWING or one.path not in faulty)
        and (one.path, one.rule) not in led
        and _TOLD_BETTER.get(one.rule) not in rules
    }


def finding(location: str, message: str, rule: str, root: Path) -> Finding:
    """Return the finding that a warning tells, in one line, with a path inside the project."""
    match = _LOCATION.fullmatch(location)
    path, line = (match["path"], int(match["line"] or 0)) if match else ("", 0)
    # MyST adds its own rule to the message; it stands once, at the end of the line. No place of this machine
    # belongs there at all.
    words = " ".join(message.split()).replace(f" [{rule}]", "").replace(f"{root.as_posix()}/", "")
    remedy = _remedy(rule, words)
    if remedy and not words.endswith(remedy):
        words = f"{words.rstrip('.')}. {remedy}"
    return Finding(_inside(path, root), line, words, rule)


SYSTEM = "system"  # the rule of a finding about the machine, not about the content
# What the system says, as the C library has it, with the remedy of each.
_SYSTEM = {
    errno.EACCES: "Make the folder writable, or close what holds it",
    errno.EDQUOT: "Make room, then build again",
    errno.EFBIG: "Raise the limit of file sizes, then build again",
    errno.ENOENT: "Put it back; if it is none of yours, remove .venv/ and node_modules/ and build again",
    errno.ENOSPC: "Make room, then build again",
    errno.EPERM: "Make the folder writable, or close what holds it",
    errno.EROFS: "Build in a folder that can be written",
}


def system_fault(error: OSError, place: Path, root: Path) -> Finding:
    """Return the finding that tells why the system refused a file.

    :param place: what was being written, where the error does not say it.
    """
    # Copying a folder gathers the errors of its files: (from, to, words).
    gathered = error.args[0] if isinstance(error, shutil.Error) and error.args else ()
    path, words = error.filename2 or error.filename or place, error.strerror or str(error)
    if isinstance(gathered, list) and gathered:
        path, words = gathered[0][1], str(gathered[0][2])
        number = next((known for known in _SYSTEM if os.strerror(known) in words), 0)
        words = os.strerror(number) if number else words
    else:
        number = error.errno or 0
    remedy = _SYSTEM.get(number, "")
    message = ". ".join(part for part in (" ".join(words.split()), remedy) if part)
    return Finding(_inside(str(path), root), 0, message, SYSTEM)


def _remedy(rule: str, message: str) -> str:
    for pattern, remedy in _SPECIAL.get(rule, ()):
        if pattern.search(message):
            return remedy
    for key in (rule, rule.partition(".")[0]):
        if key in _REMEDIES:
            return _REMEDIES[key]
    if rule:
        return ""
    return next((remedy for pattern, remedy in _UNTYPED if pattern.search(message)), "")


def _inside(path: str, root: Path) -> str:
    if not path or path == "<unknown>":
        return "source"
    file = Path(path)
    if file.is_absolute() and file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    return file.as_posix()


LARGEST = 1_000_000  # bytes of a page: some 150,000 words, more than this whole handbook


def unreadable_files(folder: Path, root: Path) -> Iterable[Finding]:
    """Yield a finding for each page or list that cannot be read: too large, or not UTF-8 (with the line)."""
    for file in sorted(path for path in folder.rglob("*") if path.suffix in _TEXT):
        data = file.read_bytes()
        if file.suffix == ".md" and len(data) > LARGEST:
            size = f"{len(data) / 1e6:.1f} MB"
            message = f"the page has {size}. Split it, or take out what was pasted by accident (1 MB at most)"
            yield Finding(_inside(str(file), root), 1, message, "size")
            continue
        if data.startswith(b"\xef\xbb\xbf"):
            message = "the file starts with a byte order mark. Save it as UTF-8 without one (without BOM)"
            yield Finding(_inside(str(file), root), 1, message, "byte-order-mark")
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield Finding(
                _inside(str(file), root),
                line,
                f"byte 0x{data[error.start]:02x} is not UTF-8. Save the file as UTF-8",
                "encoding",
            )
