"""What a change does, as a reader sees it: the pages of two revisions, with words marked in place.

``python -m handbook.redline BASE [HEAD]`` (``python3 make.py redline -- BASE``) builds both revisions, each
with its own sources and its own tooling, and compares what came out. Into ``build/redline/``: an index with
the claims that changed first, each changed page with what was added and removed, both sites whole, and the
changed pages of the book as a PDF.

Built pages are compared, not doctrees: those of another revision can be read by its own tooling only. How it
is used: docs/redline.md.
"""
