"""Names for the parts of Furo's frame that have none."""

from __future__ import annotations

from sphinx.errors import ThemeError

# As Furo writes it, and as it should be; its templates have no blocks around these places.
_CREDIT = '<a href="https://github.com/pradyunsg/furo">Furo</a>'
_LEAVING_CREDIT = _CREDIT.replace("<a ", '<a class="leaving" rel="noreferrer" ').replace(
    "</a>", '<span class="leaving-words"> (other site)</span></a>'
)
_NAMES = (
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    ('<button class="theme-toggle"', '<button type="button" class="theme-toggle"'),
    ('aria-label="Toggle site navigation sidebar"', 'aria-label="Menu of all pages"'),
    ('aria-label="Toggle table of contents sidebar"', 'aria-label="Menu of this page"'),
    (_CREDIT, _LEAVING_CREDIT),
)


def with_names(body: str) -> str:
    """Return the frame of a page with names for its landmarks and controls.

    :raises ThemeError: when the frame is no longer the one that is known here: a new Furo was installed.
    """
    for known, wanted in _NAMES:
        if known not in body:
            raise ThemeError(f"Furo's frame has changed: '{known}' is gone. Look at handbook/access/frame.py")
        body = body.replace(known, wanted)
    return body
