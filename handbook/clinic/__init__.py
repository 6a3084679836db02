"""What the pages print about the clinic itself: one settings file, one role.

Role ``clinic``: ``{clinic}`telephone``` prints what ``clinic.toml`` says, or a line to write on where it says
nothing. Setting ``clinic_file``: the file, relative to the folder of ``conf.py``; without one all is blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.clinic.role import ClinicRole
from handbook.clinic.settings import read_settings, report_faults

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("clinic_file", "clinic.toml", "", types=frozenset({str}))
    # What the file says. As a setting of kind 'env' it has every page read again when it changes.
    app.add_config_value("clinic", {}, "env", types=frozenset({dict}))
    app.connect("config-inited", read_settings)
    app.connect("env-before-read-docs", report_faults)
    app.add_role("clinic", ClinicRole())
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
