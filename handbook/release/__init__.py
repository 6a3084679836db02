"""An edition: from a tag to the files that a clinic gets, with their checksums and what they were built of.

``python -m handbook.release v0.2.0`` tells whether the edition can be made; with ``--for-real`` it is, in
``build/release/``. It is no extension of Sphinx: it starts the build and packs what that made.
"""
