"""Fields to fill in on the screen: the compiler knows none, so links to ``field:NUMBER`` are made into them.

A link stands in the structure tree as one element with one annotation; a field does too, under the name Form
(PDF/UA-1, 7.18.4). PDF/A-2 (6.4.1) allows fields that have an appearance of their own, run nothing, and whose
type is in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.pdf.markup import string
from handbook.pdf.structure import elements

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = "field:"
_FIRST, _LAST = 32, 255
# What can be typed: the signs of the encoding that PDF calls WinAnsi. A few codes have none.
SIGNS = [
    bytes([code]).decode("cp1252", errors="replace").replace("\ufffd", "")
    for code in range(_FIRST, _LAST + 1)
]
_TYPE = "Sans"
_LOOK = f"/{_TYPE} 0 Tf 0.11 0.14 0.19 rg"  # size 0: as large as the field holds


@dataclass(frozen=True)
class Typeface:
    """The type in which a form is filled in.

    :param file: a TrueType font, whole: nobody knows what will be typed.
    :param name: its PostScript name, which the file has for it already.
    :param widths: of each of ``SIGNS``, in thousandths of the size.
    """

    file: bytes
    name: str
    widths: Sequence[float]


def sign_widths() -> str:
    """Return the call with which the template tells the widths of all signs that can be typed."""
    return "#sign-widths(({},))\n".format(", ".join(map(string, SIGNS)))


class NoFieldError(Exception):
    """The file has other fields than were written."""


def add_fields(document: pikepdf.Pdf, names: Sequence[str], typeface: Typeface) -> None:
    """Make every link to a field a field to fill in.

    :param names: what each of them asks for; a screen reader says it.
    :raises NoFieldError: when a field that was written is not in the file.
    """
    fields = document.make_indirect(pikepdf.Array())
    tags = {element.K.Obj.objgen: element for element in elements(document) if _holds_one(element)}
    annotation: Any
    for page in document.pages:
        for annotation in page.obj.get("/Annots", []):
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(SCHEME):
                number = int(address.removeprefix(SCHEME))
                _make_field(document, annotation, number, names[number])
                annotation.P = page.obj
                tags[annotation.objgen].S = pikepdf.Name.Form
                fields.append(annotation)
    if len(fields) != len(names):
        raise NoFieldError(f"{len(names)} fields were written, {len(fields)} are in the file")
    fonts = pikepdf.Dictionary({f"/{_TYPE}": _font(document, typeface)})
    document.Root.AcroForm = document.make_indirect(
        pikepdf.Dictionary(Fields=fields, DA=pikepdf.String(_LOOK), DR=pikepdf.Dictionary(Font=fonts))
    )


def _holds_one(element: Any) -> bool:
    """Tell whether an element is a link that holds an annotation and nothing else."""
    if element.S != "/Link":
        return False
    below = element.get("/K")
    if isinstance(below, pikepdf.Array) and len(below) == 1:
        element.K = below = below[0]
    return isinstance(below, pikepdf.Dictionary) and below.get("/Type") == "/OBJR"


def _make_field(document: pikepdf.Pdf, annotation: Any, number: int, name: str) -> None:
    left, bottom, right, top = (float(side) for side in annotation.Rect)
    for key in ("/A", "/Contents", "/Border", "/QuadPoints"):
        if key in annotation:
            del annotation[key]
    look = document.make_stream(
        b"/Tx BMC EMC",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, round(right - left, 2), round(top - bottom, 2)],
        Resources=pikepdf.Dictionary(),
    )
    annotation.Subtype = pikepdf.Name.Widget
    annotation.FT = pikepdf.Name.Tx
    annotation.T = pikepdf.String(f"field {number + 1}")
    annotation.TU = pikepdf.String(name)
    annotation.DA = pikepdf.String(_LOOK)
    annotation.F = 4  # is printed
    annotation.AP = pikepdf.Dictionary(N=look)


def _font(document: pikepdf.Pdf, typeface: Typeface) -> Any:
    """Return the type as a font of its own: the compiler's holds only the signs of the text."""
    described = next(
        one
        for one in document.objects
        if isinstance(one, pikepdf.Dictionary)
        and one.get("/Type") == "/FontDescriptor"
        and str(one.FontName).partition("+")[2] == typeface.name
    )
    kept = ("FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV")
    descriptor = pikepdf.Dictionary({f"/{key}": described[f"/{key}"] for key in kept})
    descriptor.Type = pikepdf.Name.FontDescriptor
    descriptor.FontName = pikepdf.Name(f"/{typeface.name}")
    descriptor.Flags = 32  # letters of the Latin alphabet
    descriptor.FontFile2 = document.make_stream(typeface.file, Length1=len(typeface.file))
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name(f"/{typeface.name}"),
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=pikepdf.Array([round(width) for width in typeface.widths]),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
    )
