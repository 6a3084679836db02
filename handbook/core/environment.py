"""What the capabilities keep in Sphinx's build environment beside their domains."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from sphinx.environment.collectors import EnvironmentCollector

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from docutils import nodes
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


class NotesByPage(EnvironmentCollector, Generic[T]):
    """Keeps one note of every page in the environment; it is forgotten and merged with its page.

    What a capability notes, and under which name the environment keeps it, says its subclass.
    """

    name: ClassVar[str]

    def note(self, app: Sphinx, docname: str, doctree: nodes.document) -> T | None:
        """Return the note of a page that was read; nothing where there is none to keep."""
        raise NotImplementedError

    @classmethod
    def of(cls, env: BuildEnvironment) -> dict[str, T]:
        """Return the notes of all pages read so far, by page."""
        empty: dict[str, T] = {}
        return stored(env, cls.name, lambda: empty)

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again, or is gone."""
        self.of(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader found."""
        found = self.of(other)
        self.of(env).update({name: found[name] for name in docnames if name in found})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a page that was read."""
        docname = app.env.current_document.docname
        note = self.note(app, docname, doctree)
        if note is not None:
            self.of(app.env)[docname] = note
