"""Whatever stands in a page, the reader of its source goes through it and points at lines that are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.markup.fences import blocks, fence_faults, prose_lines, verbatim_lines
from handbook.markup.frontmatter import front_matter_faults
from handbook.markup.lines import line_faults
from handbook.markup.tables import table_faults

# Lines made of what has a meaning in Markdown, and of anything else.
PARTS = st.sampled_from(
    [
        "```",
        "````",
        ":::",
        "{note}",
        "{claim} x",
        "---",
        "|",
        "| a ",
        "# ",
        "*",
        "- ",
        "1.",
        "(x)=",
        ":a: ",
        "\t",
    ]
)
LINE = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=4).map(
    lambda parts: "".join(parts).replace("\n", "")
)
LINES = st.lists(LINE, max_size=25)


@given(LINES)
def test_every_fault_has_a_line_of_the_page(lines: list[str]) -> None:
    numbered = list(enumerate(lines, 1))
    prose = prose_lines(numbered)
    known = ["owner", "checked"]
    faults = [
        *front_matter_faults(lines, known)[0],
        *fence_faults(numbered, ["note"]),
        *line_faults(numbered, prose),
        *table_faults(prose),
    ]
    for fault in faults:
        assert 1 <= fault.line <= max(len(lines), 1)
        assert "\n" not in fault.message


@given(LINES)
def test_blocks_do_not_overlap_and_prose_is_outside_of_what_is_shown(lines: list[str]) -> None:
    numbered = list(enumerate(lines, 1))
    found = list(blocks(numbered))
    seen: set[int] = set()
    for block in found:
        inside = {block.line, *(number for number, _ in block.inner)}
        assert not inside & seen
        seen |= inside
    closed = {number for block in found if block.closed for number, _ in block.inner}
    prose = {number for number, _ in prose_lines(numbered)}
    assert not prose & verbatim_lines(numbered) & closed
