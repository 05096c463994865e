"""A citizen's cases at the backend, and notes to them through the outbox."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker

from actions import outbox
from actions.heard import Heard
from intake import clock
from intake.case_status import OPEN

MOST_LOOKED_AT: Final = 3
FINISHED: Final = ("agreed", "failed", "closed")
"""States after which a citizen is asked how it went."""


async def of(tracker: Tracker) -> list[dict[str, Any]]:
    """The citizen's cases, newest first.

    Raises:
        BackendAway, BackendRefuses: as the backend's client does.
    """
    return await outbox.box().backend.cases_of(tracker.sender_id)


async def in_full(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest cases with their notes.

    Raises:
        BackendAway, BackendRefuses: as the backend's client does.
    """
    backend = outbox.box().backend
    return [await backend.case(case["no"]) for case in cases[:MOST_LOOKED_AT]]


def is_open(case: dict[str, Any]) -> bool:
    """Whether somebody still works on it."""
    return case["status"] in OPEN


def unrated(case: dict[str, Any]) -> bool:
    """Whether it has ended and the citizen has not said how it went."""
    return case["status"] in FINISHED and not any(
        note["kind"] == "satisfaction" for note in case["notes"]
    )


def awaits_rating(case: dict[str, Any]) -> bool:
    """Whether the notice of its end asked the citizen how it went, and nothing has come back."""
    return unrated(case) and any(note["kind"] == "rating_asked" for note in case["notes"])


async def note(
    kind: str, case_no: str, heard: Heard, *, text: str | None = None, score: int | None = None
) -> bool:
    """Add a note to a case, durably; the key is the message's, so a turn done twice notes once.

    The message's colour goes with it. Words kept from an earlier message go without: the backend reads
    them itself.

    Returns:
        Whether the backend has it already; otherwise it waits in the outbox.
    """
    key = f"{kind}-{case_no}-{heard.message_id}"
    body: dict[str, Any] = {
        "kind": kind,
        "text": text or heard.text,
        "at": clock.now().isoformat(),
    }
    if text is None:
        body["urgency"] = heard.colour()
    if score is not None:
        body["score"] = score
    box = outbox.box()
    await box.put(key, f"/cases/{case_no}/notes", body)
    return await box.deliver(key) is not None
