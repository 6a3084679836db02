"""What PDF/UA-1 (ISO 14289-1) asks of a file and a program can see; returns every fault in words.

Written from the standard's requirements as the Matterhorn Protocol lists them; it does not replace a
validator such as veraPDF, which cannot be installed from the registries that the project uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAINTS = {"Tj", "TJ", "'", '"', "Do", "sh", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_BLOCKS = {"/P", "/L", "/Table", "/Figure", "/BlockQuote", "/TOC", *(f"/H{level}" for level in range(1, 7))}
_HEADING = re.compile(r"/H([1-6])$")


def faults(path: Path) -> list[str]:
    """Return all faults of a file; none means that the checks here found nothing."""
    with pikepdf.open(path) as pdf:
        return [*_document(pdf), *_structure(pdf), *_order(pdf), *_fields(pdf), *_pages(pdf)]


def tags(path: Path) -> list[str]:
    """Return the kinds of structure elements in reading order, without their slash."""
    with pikepdf.open(path) as pdf:
        return [str(element.S).lstrip("/") for element in elements(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "the document names no language"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the document is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the window would show the file's name, not its title"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "the metadata hold no title"
        if metadata.get("pdfuaid:part") != "1":
            yield "the metadata do not name PDF/UA-1"
    if "/Outlines" not in root:
        yield "there are no bookmarks"


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    stack: list[Any] = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if "/S" in element:
            yield element
        children = element.get("/K", [])
        found = list(children) if isinstance(children, pikepdf.Array) else [children]
        stack += [
            child
            for child in reversed(found)
            if isinstance(child, pikepdf.Dictionary) and child.get("/Type") not in ("/MCR", "/OBJR")
        ]


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    names: set[str] = set()
    for element in elements(pdf):
        kind = str(element.S)
        if "/ID" in element:
            if str(element.ID) in names:
                yield f"two elements have the name {element.ID}"
            names.add(str(element.ID))
        elif kind == "/Note":
            yield "a note has no name"
        heading = _HEADING.match(kind)
        if heading:
            depth = int(heading[1])
            if depth > level + 1:
                yield f"a heading of level {depth} follows one of level {level}"
            level = depth
        if kind in ("/Figure", "/Formula") and not str(element.get("/Alt", "")):
            yield f"a {kind[1:]} has no alternative text"
        if kind == "/TH" and _scope(element) not in ("/Column", "/Row", "/Both"):
            yield "a header cell does not say what it heads"
        if kind == "/Table" and "/TH" not in {str(one.S) for one in _inside(element)}:
            yield "a table has no header cell"


def _order(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Tell which blocks are read behind one of a later page. Notes do not count: they stand at the foot."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    last = 1
    for element in elements(pdf):
        if str(element.S) not in _BLOCKS or "/Note" in _kinds_around(element):
            continue
        first = next((numbers[page] for page in _pages_of(element)), last)
        if first < last:
            yield f"a {str(element.S)[1:]} of page {first} is read behind what stands on page {last}"
        last = first


def _kinds_around(element: Any) -> set[str]:
    found = set()
    while "/S" in element:
        found.add(str(element.S))
        element = element.P
    return found


def _pages_of(element: Any) -> Iterator[tuple[int, int]]:
    """Yield the pages of what an element holds, in reading order."""
    for one in [element, *_inside(element)]:
        if "/Pg" in one:
            yield one.Pg.objgen


def _fields(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Tell which fields to fill in have no name, no appearance, or no place in the reading order."""
    tagged = {
        child.Obj.objgen
        for element in elements(pdf)
        if element.S == "/Form"
        for child in _listed(element.K)
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR"
    }
    annotation: Any
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            if annotation.Subtype != "/Widget":
                continue
            if not str(annotation.get("/TU", "")):
                yield f"page {number}: a field does not say what it asks for"
            if "/N" not in annotation.get("/AP", {}):
                yield f"page {number}: a field has no appearance"
            if annotation.objgen not in tagged:
                yield f"page {number}: a field is not tagged as one"
    form: Any = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    for font in form.get("/DR", {}).get("/Font", {}).values():
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.get("/FontDescriptor", {}).keys()):
            yield f"font {font.get('/BaseFont')} of the fields is not embedded"


def _listed(held: Any) -> list[Any]:
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _inside(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in list(children) if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _inside(child)


def _scope(element: Any) -> str:
    given = [part for part in _listed(element.get("/A", [])) if isinstance(part, pikepdf.Dictionary)]
    return next((str(part.Scope) for part in given if "/Scope" in part), "")


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    page: Any
    reachable = _reachable(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        if str(page.obj.get("/Tabs", "")) != "/S":
            yield f"page {number}: the tab order is not that of the structure"
        for annotation in page.obj.get("/Annots", []):
            if annotation.Subtype == "/Link" and not str(annotation.get("/Contents", "")):
                yield f"page {number}: a link does not say where it leads"
            if "/StructParent" not in annotation:
                yield f"page {number}: a link stands outside the structure"
        yield from _fonts(number, page)
        yield from _content(number, page, reachable)


def _fonts(number: int, page: Any) -> Iterator[str]:
    for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
        descendants = font.get("/DescendantFonts", [font])
        descriptor = descendants[0].get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"page {number}: font {font.get('/BaseFont')} is not embedded"
        if "/ToUnicode" not in font:
            yield f"page {number}: font {font.get('/BaseFont')} cannot be read out"


def _content(number: int, page: Any, reachable: set[tuple[tuple[int, int], int]]) -> Iterator[str]:
    """Tell what is painted outside the structure: neither an artifact nor content that the tree leads to."""
    marks: list[bool] = []  # for each open piece of marked content, whether it is an artifact or has a place
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            marks.append(_has_place(page, list(instruction.operands), reachable))
        elif operator == "EMC":
            marks.pop()
        elif operator in _PAINTS and not any(marks):
            yield f"page {number}: content ({operator}) is neither tagged nor an artifact"


def _has_place(page: Any, operands: list[Any], reachable: set[tuple[tuple[int, int], int]]) -> bool:
    if operands[0] == "/Artifact":
        return True
    content: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    return (page.obj.objgen, int(content.get("/MCID", -1))) in reachable


def _reachable(pdf: pikepdf.Pdf) -> set[tuple[tuple[int, int], int]]:
    """Return page and number of all marked content that the structure tree leads to."""
    found = set()
    for element in elements(pdf):
        children = element.get("/K", [])
        for child in list(children) if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, int):
                found.add((element.Pg.objgen, child))
            elif isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/MCR":
                found.add((child.get("/Pg", element.get("/Pg")).objgen, int(child.MCID)))
    return found
