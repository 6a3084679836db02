"""Archives and checksums whose bytes depend on the content alone."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable
    from pathlib import Path

SUMS = "SHA256SUMS"
_READ_BY_ALL = 0o644 << 16
_UNIX = 3


def pack(folder: Path, archive: Path, top: str, day: dt.date, *, without: Collection[str] = ()) -> None:
    """Write all files of a folder into an archive, in order and with one time: noon of a day.

    What starts with a dot is left out: Sphinx's notes for its next build.

    :param top: the folder inside the archive that holds them.
    :param without: names of files that are left out too.
    """
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name not in without
    )
    with zipfile.ZipFile(archive, "w") as packed:
        for file in files:
            name = f"{top}/{file.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, _READ_BY_ALL
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.read_bytes(), compresslevel=9)


def checksums(files: Iterable[Path]) -> str:
    """Return the SHA-256 of each file, as ``sha256sum --check`` reads them."""
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files))
    return "".join(lines)
