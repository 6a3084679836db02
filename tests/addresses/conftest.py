"""Fixtures of the tests of addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.addresses.handbooks import Handbook, edition_before

if TYPE_CHECKING:
    from tests.conftest import Project


@pytest.fixture
def handbook_before(project: Project) -> Handbook:
    """A small handbook that had an edition before."""
    return edition_before(project)
