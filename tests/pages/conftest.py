"""Roles that tests of several pages meet."""

import pytest

from tests import factories


@pytest.fixture
def director(db):
    return factories.RoleFactory(
        slug="sales-director",
        title="Sales Director",
        level="director",
        other_titles="Director of Sales\nHead of Regional Sales",
    )
