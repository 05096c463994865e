"""The conversation as staff read it, with the words that each fact was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from intake.clock import ZONE

SPEAKERS: Final = {"user": "citizen", "bot": "bot"}


def transcript(events: Iterable[dict[str, Any]], since: float) -> list[dict[str, Any]]:
    """What was said from a moment on, oldest first, identity numbers masked.

    Args:
        events: the tracker's events.
        since: Unix time of the first message to include.

    Returns:
        Rows ``{"at": ISO time, "from": "citizen"|"bot", "text"}``; with ``"facts"``, a list of
        ``{"slot", "value", "text"}``, where facts were heard in the message.
    """
    rows = []
    for event in events:
        if event.get("event") not in SPEAKERS or event.get("timestamp", 0.0) < since:
            continue
        if not (text := _words(event)):
            continue
        row: dict[str, Any] = {
            "at": datetime.fromtimestamp(event["timestamp"], ZONE).isoformat(timespec="seconds"),
            "from": SPEAKERS[event["event"]],
            "text": text,
        }
        if heard := _heard(event.get("parse_data") or {}):
            row["facts"] = heard
        rows.append(row)
    return rows


def with_facts_of(
    lines: Iterable[Mapping[str, Any]], values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The lines with those facts alone that a case holds, without their values.

    What was heard and then corrected, or belonged to another matter, is left out.

    Args:
        lines: as :func:`transcript` gives them.
        values: slot → the case's value; a list where it collects several, like ``evidence``.

    Returns:
        Rows whose ``"facts"``, where there are any, are ``{"slot", "text"}``.
    """
    rows = []
    for line in lines:
        row = {name: value for name, value in line.items() if name != "facts"}
        kept = {
            (fact["slot"], fact["text"]): {"slot": fact["slot"], "text": fact["text"]}
            for fact in line.get("facts", [])
            if _holds(values.get(fact["slot"]), fact["value"])
        }
        if kept:
            row["facts"] = list(kept.values())
        rows.append(row)
    return rows


def _words(event: dict[str, Any]) -> str:
    safe = (event.get("parse_data") or {}).get("safe_text")
    return (safe or event.get("text") or "").strip()


def _heard(parsed: dict[str, Any]) -> list[dict[str, Any]]:
    """Facts, answer and corrections of a message; words that were masked in it are left out."""
    rows = [*(parsed.get("facts") or []), *(parsed.get("corrections") or [])]
    if answer := parsed.get("answer"):
        rows.append(answer)
    if village := parsed.get("village"):
        rows.append({"slot": "village", "value": village, "text": village})
    safe = parsed.get("safe_text")
    return [
        {name: row[name] for name in ("slot", "value", "text")}
        for row in rows
        if row["text"].strip() and (not safe or row["text"] in safe)
    ]


def _holds(held: Any, value: Any) -> bool:
    return held == value or (isinstance(held, list) and value in held)
