"""The command: ``python -m tests.bench [subject ...]``, by default every subject there is."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import tests.bench


def main(arguments: list[str]) -> int:
    """Run the benchmarks named and print what they measured."""
    subjects = sorted(one.name for one in pkgutil.iter_modules(tests.bench.__path__) if one.name[0] != "_")
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"one of: {', '.join(subjects)}")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    options = parser.parse_args(arguments)
    unknown = set(options.subjects) - set(subjects)
    if unknown:
        parser.error(f"no benchmark of {', '.join(sorted(unknown))}; there is: {', '.join(subjects)}")
    for subject in options.subjects or subjects:
        importlib.import_module(f"tests.bench.{subject}").measure(quick=options.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
