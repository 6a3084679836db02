"""A process of the Typst compiler: takes orders, prints sources. It loads nothing else of the handbook.

``presses.py`` starts it. Each line of the input is an order, each line of the output its answer, both as
JSON. A process of its own gives its memory back, and one that dies takes no build with it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import typst

# The compiler forgets what it has not used in this many compilations. Nothing else makes it forget.
_AGE = 12
# It is made to forget after so many bytes of sources: 30 MB of memory or so, in a twentieth of a second.
_MUCH = 100_000


def print_source(order: dict[str, Any]) -> dict[str, Any]:
    """Set one source; return what the template reports of its pages, or what the compiler has against it.

    ``source``, ``inputs`` and ``timestamp`` are given to the compiler. The PDF goes to ``pdf``, where it is
    given.
    """
    source = Path(order["source"])
    compiler = typst.Compiler(
        str(source),
        root=str(source.parent),
        font_paths=[str(source.parent / "fonts")],
        ignore_system_fonts=True,
        sys_inputs=order["inputs"],
    )
    answer: dict[str, Any] = {"report": None, "warnings": [], "error": ""}
    try:
        answer["report"] = json.loads(compiler.query("<report>", field="value", one=True))
    except RuntimeError:
        pass  # compiling meets the same problem, and tells where it is
    else:
        if not order["pdf"]:
            return answer
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],  # checked while compiling: a file that fails is not made
            timestamp=order["timestamp"],
        )
    except RuntimeError as error:
        answer["error"] = getattr(error, "diagnostic", "") or str(error)
        return answer
    assert isinstance(pdf, bytes)
    if answer["report"] is None:
        answer["error"] = "error: the template reports nothing"
    elif order["pdf"]:
        Path(order["pdf"]).write_bytes(pdf)
    answer["warnings"] = [warning.diagnostic for warning in warnings]
    return answer


def forget(folder: Path) -> None:
    """Make the compiler give up what it keeps of the last source, which is many times the size of its PDF."""
    empty = folder / "empty.typ"
    if not empty.exists():
        empty.write_text("", encoding="utf-8")
    other = typst.Compiler(str(empty), root=str(folder))
    for _ in range(_AGE):
        other.compile(format="svg")


def main() -> None:
    """Carry out orders until there are no more, or the build has ended: it may have been killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build
    orders: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    kept = 0
    while True:
        order = json.loads(orders.get())
        source = Path(order["source"])
        try:
            answer = print_source(order)
            kept += source.stat().st_size
            if kept > _MUCH:
                forget(source.parent)
                kept = 0
        except OSError as error:
            answer = {"system": [error.errno, error.strerror, error.filename]}
        print(json.dumps(answer), flush=True)


def _listen(orders: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line)
    os._exit(0)


if __name__ == "__main__":
    main()
