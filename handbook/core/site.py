"""What a capability lends the site: its static files and its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config


def lend_static(app: Sphinx, folder: Path) -> None:
    """Put a folder of styles and scripts among the static files of the site.

    After the builder has noted its settings: the folder's place on this machine is none of them. In a new
    list: Sphinx hands out its default list itself, which another build in this process would share.
    """

    def lend(app: Sphinx) -> None:
        app.config.html_static_path = [*app.config.html_static_path, str(folder)]

    app.connect("builder-inited", lend)


def lend_templates(app: Sphinx, folder: Path) -> None:
    """Put a folder of templates before those of the theme, which they extend. In a new list, as above."""

    def lend(app: Sphinx, config: Config) -> None:
        config.templates_path = [*config.templates_path, str(folder)]

    app.connect("config-inited", lend)
