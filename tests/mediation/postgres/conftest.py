"""These tests run on PostgreSQL, whatever the others run on."""

import pytest


@pytest.fixture
def on_postgres():
    return True
