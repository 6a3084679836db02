"""Looks every dependency up in the public lists of known faults: ``python -m handbook.audit``.

Those of Python by pip-audit, from the locks; those of the browser-side parts by npm, from its lock. It needs
the network, and is no part of the build or of the tests.
"""
