"""A file belongs to the case its draft became, or to the one it was added to."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.evidence.belonging import Told, owner

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


FIRST = Told("YT1", at(0))
ADDED_TO = Told("YT1", at(0), (at(30),))
SECOND = Told("YT2", at(60))


@pytest.mark.parametrize(
    ("received", "cases", "belongs_to"),
    [
        (-20, [FIRST], "YT1"),
        (0, [FIRST], "YT1"),
        (5, [FIRST], None),
        (5, [], None),
        (-20, [SECOND, FIRST], "YT1"),
        (40, [FIRST, SECOND], "YT2"),
        (30, [ADDED_TO, SECOND], "YT1"),
        (25, [ADDED_TO, SECOND], "YT1"),
        (15, [ADDED_TO, SECOND], "YT2"),
        (31, [ADDED_TO, SECOND], "YT2"),
        (31, [ADDED_TO], None),
        (90, [ADDED_TO, SECOND], None),
    ],
)
def test_a_file_has_one_owner_at_most(received, cases, belongs_to):
    assert owner(at(received), cases) == belongs_to
    assert owner(at(received), cases[::-1]) == belongs_to
