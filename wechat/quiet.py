"""Quiet hours: no notice lights up a telephone at night. Times are Shanghai's."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")


def not_before(moment: float, quiet_from: time, quiet_until: time) -> float:
    """When a notice may be sent at the earliest: at once, or when the quiet hours end.

    Args:
        moment: seconds since 1970.
        quiet_from, quiet_until: the same time twice means that there are no quiet hours.
    """
    local = datetime.fromtimestamp(moment, ZONE)
    end = datetime.combine(local.date(), quiet_until, ZONE)
    at = local.timetz().replace(tzinfo=None)
    if quiet_from <= quiet_until:
        quiet = quiet_from <= at < quiet_until
    else:
        quiet = at >= quiet_from or at < quiet_until
        if at >= quiet_from:
            end += timedelta(days=1)
    return end.timestamp() if quiet else moment
