"""What must hold of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.util import logging

from handbook.core.fields import suggestion
from handbook.core.repository import fault_of_repository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def check_address(app: Sphinx, config: Config) -> None:
    """Refuse an address to which no page should lead.

    :raises ConfigError: when it is not that of a repository on the web.
    """
    address = config.handbook_repository
    if address and (fault := fault_of_repository(address)):
        raise ConfigError(f"handbook_repository: {fault}")


def check_sources(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Report settings that name a page or a file that is not there. Returns no page to be written."""
    for page, file in app.config.contribute_sources.items():
        if page not in env.all_docs:
            _warn(app, f"unknown page '{page}'. {suggestion(page, env.all_docs)}")
        elif file and not Path(env.srcdir, file).is_file():
            _warn(app, f"'{file}', the source of '{page}', is no file of the source folder. Correct it")
    return []


def _warn(app: Sphinx, message: str) -> None:
    place = f"{Path(app.confdir, 'conf.py')}:1"
    logger.warning("contribute_sources: %s", message, type="contribute", subtype="settings", location=place)
