"""What changed, edition by edition, in clinical words.

Directives ``edition`` and ``change``, role ``changes-feed``; data in the domain ``changes``. From the
same entries: the page of changes, with what to do differently first; on each page its last clinical change;
and the Atom feed ``changes.xml`` of the site.

Settings: ``changes_edition_date``, YYYY-MM-DD, which must be the day of the newest ``edition`` as ``release``
must be its number; ``html_baseurl``, where the site stands, makes the links of the feed absolute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from handbook import __version__
from handbook.changes import nodes
from handbook.changes.checks import check_changes
from handbook.changes.directives import ChangeDirective, EditionDirective
from handbook.changes.domain import ChangesDomain
from handbook.changes.feed import FeedRole, announce_feed, write_feed
from handbook.changes.generated import AddLastChange, FillPages, pages_to_rewrite
from handbook.changes.grouping import GroupChanges
from handbook.core.dates import long_date, parse_date

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("changes_edition_date", "", "env", types=frozenset({str}))
    for node in (nodes.change, nodes.change_pages, nodes.edition):
        app.add_node(node)
    app.add_directive("edition", EditionDirective)
    app.add_directive("change", ChangeDirective)
    app.add_role("changes-feed", FeedRole())
    app.add_domain(ChangesDomain)
    app.add_transform(GroupChanges)
    app.add_post_transform(FillPages)
    app.add_post_transform(AddLastChange)
    app.connect("config-inited", _date_of_today)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("env-check-consistency", check_changes)
    app.connect("html-page-context", announce_feed)
    app.connect("build-finished", write_feed)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _date_of_today(app: Sphinx, config: Config) -> None:
    """Let 'today' be the day of the edition, so that a commit gives the same bytes on any day."""
    if not config.changes_edition_date:
        return
    try:
        config.today = config.today or long_date(parse_date(config.changes_edition_date))
    except ValueError as error:
        raise ConfigError(f"changes_edition_date: {error}") from None
