"""The handbook as it is being written: built again whenever a file is saved, shown in the browser.

``python -m handbook.preview`` (``python3 make.py serve``) keeps the site in ``build/preview/``, serves it on
this machine alone and tells the open pages what came of each build: a new version, which they load without
losing their place, or the mistakes, which they show above the last good version. What it adds to a page
stands in the answer of the server only, never in a file.

Stands on ``handbook.build``, and knows nothing of what the pages hold. How it is used: docs/preview.md.
"""
