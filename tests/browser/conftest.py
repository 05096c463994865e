"""An office of its own for each file of tests."""

import pytest

from tests.browser.office import opened_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with opened_office(tmp_path_factory.mktemp("office")) as office:
        yield office
