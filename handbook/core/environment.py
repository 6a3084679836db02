"""What the capabilities keep in Sphinx's build environment beside their domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

T = TypeVar("T")


def stored(env: BuildEnvironment, name: str, make: Callable[[], T]) -> T:
    """Return what the environment keeps under ``handbook_<name>``, made on first use.

    Sphinx pickles every attribute of the environment; whoever stores something merges and purges it too.
    """
    return cast("T", vars(env).setdefault(f"handbook_{name}", make()))


def changed(app: Sphinx, name: str, digest: str) -> bool:
    """Return whether ``digest`` differs from that of the last build, and keep it for the next.

    Builders share the environment, and each has its own pages to bring up to date: each has its own.
    """
    key = f"handbook_{name}_{app.builder.name}"
    before = vars(app.env).get(key)
    vars(app.env)[key] = digest
    return bool(before != digest)
