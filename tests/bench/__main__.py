"""The command: ``python -m tests.bench [subject ...]``, by default every subject there is.

Prints all figures, fails when a ratio to a rival is half as much again as the recorded one, and, when every
subject has run in full, writes them to ``docs/speed.md`` with a plot.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from datetime import date

import tests.bench
from tests.bench._figures import Figure, read, record, worsened


def main(arguments: list[str]) -> int:
    """Run the benchmarks named, print what they measured and return 1 when a ratio has worsened, else 0."""
    subjects = sorted(one.name for one in pkgutil.iter_modules(tests.bench.__path__) if one.name[0] != "_")
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"one of: {', '.join(subjects)}")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--record", action="store_true", help="write the ratios of this run as those to keep")
    options = parser.parse_args(arguments)
    unknown = set(options.subjects) - set(subjects)
    if unknown:
        parser.error(f"no benchmark of {', '.join(sorted(unknown))}; there is: {', '.join(subjects)}")
    figures: list[Figure] = []
    for subject in options.subjects or subjects:
        print(f"\n{subject}", flush=True)
        measured = importlib.import_module(f"tests.bench.{subject}").measure(quick=options.quick)
        for line in told(measured):
            print(line, flush=True)
        figures += measured
    worse = worsened(figures, read())
    if options.record:
        record(figures)
    if not options.subjects and not options.quick:
        from tests.bench._report import write  # noqa: PLC0415 - draws, which only this job has the library for

        write(figures, date.today())
        print("\nwritten: docs/speed.md")
    for line in worse:
        print(f"worse than recorded: {line}", file=sys.stderr)
    return 1 if worse else 0


def told(figures: list[Figure]) -> list[str]:
    """Return the figures as lines, a heading over those of each subject."""
    lines: list[str] = []
    subject = ""
    for one in figures:
        if one.subject != subject:
            subject = one.subject
            lines.append(f" {subject}")
        lines.append(str(one))
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
