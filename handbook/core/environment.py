"""What the capabilities keep in Sphinx's build environment beside their domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

T = TypeVar("T")


def stored(env: BuildEnvironment, name: str, make: Callable[[], T]) -> T:
    """Return what the environment keeps under ``handbook_<name>``, made on first use.

    Sphinx pickles every attribute of the environment; whoever stores something merges and purges it too.
    """
    return cast("T", vars(env).setdefault(f"handbook_{name}", make()))


def changed(env: BuildEnvironment, name: str, digest: str) -> bool:
    """Return whether ``digest`` differs from that of the last build, and keep it for the next."""
    key = f"handbook_{name}"
    before = vars(env).get(key)
    vars(env)[key] = digest
    return bool(before != digest)
