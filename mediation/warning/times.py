"""When the next step of a warning is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from intake.clock import ZONE
from mediation.deadlines import working_days
from mediation.warning.rules import Office


def after(moment: datetime, minutes: int, office: Office | None) -> datetime:
    """The moment a number of minutes later.

    Args:
        moment: with its zone.
        office: where only minutes between its hours on working days count; None counts every minute.

    Returns:
        In UTC.
    """
    left = timedelta(minutes=minutes)
    if office is None or not minutes:
        return (moment + left).astimezone(UTC)
    local = moment.astimezone(ZONE)
    while True:
        opens = datetime.combine(local.date(), office.opens, ZONE)
        closes = datetime.combine(local.date(), office.closes, ZONE)
        begins = max(local, opens)
        if working_days.is_working_day(local.date()) and begins < closes:
            if begins + left <= closes:
                return (begins + left).astimezone(UTC)
            left -= closes - begins
        local = datetime.combine(local.date() + timedelta(days=1), office.opens, ZONE)
