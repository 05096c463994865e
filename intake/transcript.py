"""The conversation as staff read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from intake.clock import ZONE

SPEAKERS: Final = {"user": "citizen", "bot": "bot"}


def transcript(events: Iterable[dict[str, Any]], since: float) -> list[dict[str, str]]:
    """What was said from a moment on, oldest first, identity numbers masked.

    Args:
        events: the tracker's events.
        since: Unix time of the first message to include.

    Returns:
        Rows ``{"at": ISO time, "from": "citizen"|"bot", "text"}``.
    """
    return [
        {
            "at": datetime.fromtimestamp(event["timestamp"], ZONE).isoformat(timespec="seconds"),
            "from": SPEAKERS[event["event"]],
            "text": text,
        }
        for event in events
        if event.get("event") in SPEAKERS
        and event.get("timestamp", 0.0) >= since
        and (text := _words(event))
    ]


def _words(event: dict[str, Any]) -> str:
    safe = (event.get("parse_data") or {}).get("safe_text")
    return (safe or event.get("text") or "").strip()
