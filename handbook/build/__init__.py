"""Builds the handbook: all findings in one run, and outputs replaced only by whole ones.

``python -m handbook.build html pdf`` builds ``build/html/`` and ``build/pdf/``;
``python -m handbook.build docs`` the writers' guide.
"""
