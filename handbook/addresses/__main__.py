"""The command ``python -m handbook.addresses [--write]``: addresses that the last edition had not."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.addresses.model import load_list
from handbook.addresses.site import LIST

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell what the built site adds to the list of the last edition; with ``--write``, keep it as the list.

    Nothing can be lost here: a build that loses an address makes no site. The exit status is 0, or 1 when
    there is no site or no list.
    """
    parser = argparse.ArgumentParser(prog="python -m handbook.addresses", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="keep the addresses as those of this edition")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    built = root / "build/html" / LIST
    kept = root / "source" / runpy.run_path(str(root / "conf.py"))["addresses_list"]
    try:
        now, before = ({one.address for one in load_list(file)[0]} for file in (built, kept))
    except OSError as error:
        print(
            f"{error.filename}: {error.strerror}. Build the site first: python3 make.py html", file=sys.stderr
        )
        return 1
    for address in sorted(now - before):
        print(f"new: {address}")
    print(f"{len(now)} addresses, {len(now - before)} of them new since the last edition")
    if options.write:
        fresh = kept.with_name(f".{kept.name}.new")
        fresh.write_bytes(built.read_bytes())
        fresh.replace(kept)
        print(f"Kept in {kept.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
