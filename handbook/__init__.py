"""Sphinx extensions of the clinical handbook, one folder per capability.

Each folder is an extension with its own ``setup`` and can be used alone. What several of them share is
in :mod:`handbook.core`; they do not import one another.
"""

__version__ = "0.1.0"
