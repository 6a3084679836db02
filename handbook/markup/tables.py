"""Tables: a row of dashes under the header, as many cells in each row, no empty line inside.

https://github.github.com/gfm/#tables-extension-
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.markup.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Lines = Sequence[tuple[int, str]]

_ROW = re.compile(r"\s*\|.*\|")
_DASHES = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def table_faults(prose: Lines) -> Iterator[Fault]:
    """Yield what is wrong with the tables among some lines."""
    last_end, columns = 0, 0
    for rows in _tables(prose):
        first = rows[0][0]
        if len(rows) < 2 or not _DASHES.fullmatch(rows[1][1]):  # noqa: PLR2004 - header and dashes
            if columns and first == last_end + 2 and _cells(rows[0][1]) == columns:
                message = "an empty line cuts the table here. Take it out"
                yield Fault("table", first - 1, message)
            else:
                dashes = "| --- " * _cells(rows[0][1]) + "|"
                message = f"the table has no line of dashes under its header. Write below this line: {dashes}"
                yield Fault("table", first, message)
            last_end = rows[-1][0]
            continue
        columns, last_end = _cells(rows[0][1]), rows[-1][0]
        for number, text in rows[1:]:
            found = _cells(text)
            if found != columns:
                message = (
                    f"this row has {found} cells, the header {columns}. Make them alike; \\| is no border"
                )
                yield Fault("table", number, message)


def _tables(prose: Lines) -> Iterator[list[tuple[int, str]]]:
    """Yield runs of lines that begin and go on like rows."""
    numbered = [(number - place, number, text) for place, (number, text) in enumerate(_rows(prose))]
    for _, run in groupby(numbered, key=lambda row: row[0]):
        yield [(number, text) for _, number, text in run]


def _rows(prose: Lines) -> Iterator[tuple[int, str]]:
    return ((number, text) for number, text in prose if _ROW.match(text))


def _cells(row: str) -> int:
    return len(_BAR.split(row.strip().removeprefix("|").removesuffix("|")))
