"""A browser for the tests of the redline."""

from tests.browser.conftest import browser

__all__ = ["browser"]
