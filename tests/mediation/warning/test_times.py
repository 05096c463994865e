"""Minutes until the next step: by the clock, or while the office is open."""

from datetime import datetime, time

import pytest

from intake.clock import ZONE
from mediation.warning.rules import Office
from mediation.warning.times import after

OFFICE = Office(opens=time(8, 30), closes=time(17, 30))


def at(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("since", "minutes", "office", "expected"),
    [
        ("11-24T22:00", 10, None, "11-24T22:10"),
        ("11-24T23:55", 10, None, "11-25T00:05"),
        ("11-24T09:00", 0, OFFICE, "11-24T09:00"),
        ("11-24T22:00", 0, OFFICE, "11-24T22:00"),
        ("11-24T09:00", 120, OFFICE, "11-24T11:00"),
        ("11-24T06:00", 30, OFFICE, "11-24T09:00"),
        ("11-24T17:00", 30, OFFICE, "11-24T17:30"),
        ("11-24T17:00", 31, OFFICE, "11-25T08:31"),
        ("11-24T22:00", 60, OFFICE, "11-25T09:30"),
        ("11-24T09:00", 540 + 60, OFFICE, "11-25T10:00"),
        # Friday evening to Monday; the seven days of National Day; the Saturday worked after them
        ("11-27T17:00", 60, OFFICE, "11-30T09:00"),
        ("09-30T17:20", 20, OFFICE, "10-08T08:40"),
        ("10-09T17:20", 20, OFFICE, "10-10T08:40"),
    ],
)
def test_so_many_minutes_later(since, minutes, office, expected):
    assert after(at(since), minutes, office) == at(expected)
