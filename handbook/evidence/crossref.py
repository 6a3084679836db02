"""Asks Crossref what has happened to works since they appeared.

Crossref and Retraction Watch list notices on a work under ``updated-by`` of its record:
https://www.crossref.org/documentation/retrieve-metadata/rest-api/.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "https://api.crossref.org/works/"
_TIMEOUT = 20  # seconds for one record
_UNKNOWN = 404
_KINDS = {
    "expression_of_concern": "expression of concern",
    "new_edition": "superseded",
    "new_version": "superseded",
    "partial_retraction": "retraction",
    "removal": "retraction",
    "retraction": "retraction",
    "withdrawal": "retraction",
}


class NoAnswerError(OSError):
    """The service cannot be reached, or what it answers cannot be read."""


@dataclass(frozen=True)
class Update:
    """A notice on a work: its kind in the words of our own list, its address, its day where one is told."""

    kind: str
    label: str
    doi: str
    day: str

    def toml(self, source: str, today: str) -> str:
        """Return the notice as a librarian puts it into the list."""
        where = f"doi:{self.doi}" + (f", {self.day}" if self.day else "")
        return (
            f'[[notice]]\nsource = "{source}"\nkind = "{self.kind}"\nwhere = "{where}"\n'
            f'says = "Crossref lists it as: {self.label}. Its content was not read."\nnoted = {today}\n'
        )


def updates(doi: str, service: str = SERVICE) -> list[Update]:
    """Return what Crossref lists on a work; nothing for a work that it does not know.

    :raises NoAnswerError: when there is no network, or no sound answer.
    :raises ValueError: when the service is not an address of the web.
    """
    if not service.startswith(("https://", "http://")):
        raise ValueError(f"'{service}' is not an address of the web")
    request = Request(service + quote(doi, safe="/"), headers={"User-Agent": "handbook-evidence"})  # noqa: S310
    try:
        with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - the scheme is checked above
            message = json.load(answer)["message"]
    except HTTPError as error:
        if error.code == _UNKNOWN:
            return []
        raise NoAnswerError(f"the service answered {error.code}") from error
    except URLError as error:
        raise NoAnswerError(str(error.reason)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoAnswerError(f"the answer cannot be read: {error}") from error
    return list(dict.fromkeys(_read(message)))


def _read(message: dict[str, Any]) -> Iterator[Update]:
    for found in message.get("updated-by", []):
        kind = str(found.get("type", "")).lower().replace("-", "_").replace(" ", "_")
        parts = found.get("updated", {}).get("date-parts", [[]])[0]
        yield Update(
            kind=_KINDS.get(kind, "correction"),
            label=str(found.get("label") or found.get("type") or "update").replace('"', "'"),
            doi=str(found.get("DOI", "")).lower(),
            day="-".join(f"{part:02d}" for part in parts),
        )
