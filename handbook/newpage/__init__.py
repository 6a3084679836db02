"""A new page: asked for, written from a template, listed where it belongs, clean from the start.

``python -m handbook.newpage "Title"`` (``python3 make.py new -- "Title"``). What each kind of page starts
with stands in ``templates/``; the build takes such a page as it is. How it is used: docs/write-a-page.md.
"""
