"""What receivers may be told of."""

from __future__ import annotations

from typing import Final

CASE_TOPICS: Final = (
    "case.created",
    "case.status_changed",
    "case.urgency_changed",
    "case.type_changed",
    "case.route_changed",
    "case.dispatched",
)
WARNING_TOPICS: Final = ("warning.raised", "warning.escalated", "warning.answered")
TOPICS: Final = CASE_TOPICS + WARNING_TOPICS
