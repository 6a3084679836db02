"""What the builder tells the templates of an edition: title, day, state, language."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.core.dates import build_day, long_date, noon, parse_date
from handbook.pdf.markup import string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config


@dataclass(frozen=True)
class Edition:
    """An edition of the handbook: its words and the time that stands in its files, in seconds since 1970."""

    words: str
    timestamp: int

    @property
    def date(self) -> str:
        """The time as the template has it."""
        at = dt.datetime.fromtimestamp(self.timestamp, tz=dt.UTC)
        parts = ("year", "month", "day", "hour", "minute", "second")
        return f"datetime({', '.join(f'{part}: {getattr(at, part)}' for part in parts)})"


def read_edition(config: Config) -> Edition:
    """Return the edition that the settings name.

    ``SOURCE_DATE_EPOCH`` gives the time in the files where it is set:
    https://reproducible-builds.org/specs/source-date-epoch/.

    :raises ValueError: when ``handbook_pdf_date`` is not a date.
    """
    given = str(config.handbook_pdf_date)
    day = parse_date(given) if given else build_day()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Edition(
        f"Edition {config.release}, {long_date(day)}", int(epoch) if epoch.isdecimal() else noon(day)
    )


def preamble(template: str, function: str, config: Config, edition: Edition, more: Mapping[str, str]) -> str:
    """Return the start of a source.

    :param template: the file of the template, and ``function`` what it calls this kind of document.
    :param more: arguments besides those that every document has, each as Typst code.
    """
    language, _, region = str(config.language).partition("_")
    arguments = {
        "author": string(config.author),
        "language": string(language),
        "region": string(region),
        "date": edition.date,
        **more,
    }
    told = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
    return f'#import "{template}": *\n#show: {function}.with(\n{told})\n'
