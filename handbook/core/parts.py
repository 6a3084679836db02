"""The order in which a handbook is read, and the parts that the home page divides it into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def reading_order(env: BuildEnvironment) -> dict[str, str]:
    """Return every page in reading order, each with the caption of the part that it stands in.

    The order is that of the toctrees, from the home page on. Pages in no toctree come last, by name; they
    and the home page stand in no part.
    """
    root = env.config.root_doc
    order = {root: ""}
    for toctree in env.tocs[root].findall(addnodes.toctree) if root in env.tocs else ():
        for docname in toctree["includefiles"]:
            _walk(env, docname, toctree.get("caption") or "", order)
    for docname in sorted(env.all_docs):
        order.setdefault(docname, "")
    return order


def _walk(env: BuildEnvironment, docname: str, part: str, order: dict[str, str]) -> None:
    if docname in order or docname not in env.all_docs:
        return
    order[docname] = part
    for child in env.toctree_includes.get(docname, []):
        _walk(env, child, part, order)
