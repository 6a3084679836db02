"""Reads ``clinic.toml`` and refuses what cannot be meant."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.core.fields import FieldError, one_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

TEXTS = ("name", "hours")
NUMBERS = ("telephone", "emergency-number", "crisis-line")
FIELDS = (*TEXTS, *NUMBERS)
_LONGEST_TEXT = 80  # signs: it stands in one line of a handout
# Digits with what people write between them. The longest number has 15 (ITU-T E.164).
_NUMBER = re.compile(r"\+?[0-9][0-9 ()/.-]*")
_FEWEST_DIGITS, _MOST_DIGITS = 2, 15
_LINE_OF_ERROR = re.compile(r"at line (\d+)")


def read_settings(app: Sphinx, config: Config) -> None:
    """Put what the file says into the setting ``clinic``."""
    config.clinic = parse(_text(app))[0]


def report_faults(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report each fault of the file with its line."""
    for line, message in parse(_text(app))[1]:
        place = f"{_file(app)}:{line}"
        logger.warning("%s", message, type="clinic", subtype="settings", location=place)


def _file(app: Sphinx) -> Path:
    return Path(app.confdir, app.config.clinic_file)


def _text(app: Sphinx) -> str:
    file = _file(app)
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def parse(text: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Return the fields that are set, and the faults of the others: line and message."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE_OF_ERROR.search(str(error))
        # At the end of the document tomllib names no line.
        number = int(line[1]) if line else max(len(text.splitlines()), 1)
        return {}, [(number, f'{error}. Write each field as: telephone = "020 7946 0000"')]
    fields: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    for name, value in given.items():
        try:
            words = _field(name, value)
        except FieldError as error:
            faults.append((_line_of(text, name), str(error)))
            continue
        if words:
            fields[name] = words
    return fields, faults


def _field(name: str, value: object) -> str:
    """Return the words of one field, nothing for an empty one.

    :raises FieldError: when there is no such field, or its value cannot be meant.
    """
    one_of(name, FIELDS, "field")
    if not isinstance(value, str):
        raise FieldError(f'{name} is not text. Write it between quotes: {name} = "{value}"')
    words = " ".join(value.split())
    if name in TEXTS and len(words) > _LONGEST_TEXT:
        raise FieldError(f"{name} has {len(words)} signs. Write at most {_LONGEST_TEXT}")
    digits = sum(sign.isdecimal() for sign in words)
    if (
        name in NUMBERS
        and words
        and not (_NUMBER.fullmatch(words) and _FEWEST_DIGITS <= digits <= _MOST_DIGITS)
    ):
        raise FieldError(f"{name} '{words}' is not a telephone number. Write digits, spaces and a leading +")
    return words


def _line_of(text: str, name: str) -> int:
    pattern = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]|\s*\[+\s*[\"']?{re.escape(name)}\b")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
