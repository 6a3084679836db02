"""Shows each figure in the variant that fits the theme."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def dark_variant(uri: str) -> str:
    """Return where the dark variant of an image would lie."""
    path = PurePosixPath(uri)
    return path.with_name(f"{path.stem}-dark{path.suffix}").as_posix()


class NoteDarkVariants(EnvironmentCollector):
    """Makes the dark variants known as images of the page, so that they are copied and tracked."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Sphinx's own image collector forgets the images of a page."""

    def merge_other(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Sphinx's own image collector merges the images of parallel readers."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a dark variant that lies beside an image of the page."""
        docname = app.env.current_document.docname
        for image in doctree.findall(nodes.image):
            dark = dark_variant(image["uri"])
            if Path(app.srcdir, dark).is_file():
                app.env.images.add_file(docname, dark)
                app.env.note_dependency(dark)


class ShowDarkVariants(SphinxPostTransform):
    """Puts both variants into the page; Furo's ``only-light`` and ``only-dark`` show one of them."""

    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Add the dark image behind each light one that has it; not in an EPUB, which would show both."""
        if self.app.builder.name == "epub":
            return
        for image in list(self.document.findall(nodes.image)):
            dark = dark_variant(image["uri"])
            if dark not in self.env.images or "only-dark" in image["classes"]:
                continue
            twin = image.deepcopy()
            twin["uri"] = dark
            twin["candidates"] = {"*": dark}
            twin["ids"] = []
            image["classes"].append("only-light")
            twin["classes"].append("only-dark")
            image.parent.insert(image.parent.index(image) + 1, twin)
