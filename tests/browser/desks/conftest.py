"""One district for all tests of this folder."""

import pytest

from tests.browser.desks.district import opened_district


@pytest.fixture(scope="package")
def district(tmp_path_factory):
    with opened_district(tmp_path_factory.mktemp("district")) as district:
        yield district
