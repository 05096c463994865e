"""Time as the district reads it."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment with Shanghai's offset, to the second."""
    return datetime.now(ZONE).replace(microsecond=0)


def today() -> date:
    """The day from which relative dates count.

    ``ASSESS_TODAY`` (ISO date) sets it for batch assessment and tests; else the calendar does.

    Raises:
        ValueError: ``ASSESS_TODAY`` is set and is not an ISO date.
    """
    fixed = os.environ.get("ASSESS_TODAY")
    return date.fromisoformat(fixed) if fixed else now().date()


def to_minute(moment: datetime) -> str:
    """A moment as a citizen reads it, for example ``2026年11月24日 16:05``."""
    local = moment.astimezone(ZONE)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
