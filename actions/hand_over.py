"""A case that waited for the backend: its receipt, as soon as it has arrived."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import outbox, receipt
from actions.draft import Draft, cleared


async def arrived(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Give the receipt of a waiting case that the backend has acknowledged, and clear its draft.

    The tracker at hand is cleared too, so that the message just heard begins with a clean slate.

    Returns:
        The slot events; none where nothing waited or the backend is still away.
    """
    draft = Draft.of(tracker)
    if not draft.submission:
        return []
    case = await outbox.box().deliver(draft.draft_id or "")
    if case is None:
        return []
    receipt.give(dispatcher, case, draft)
    events = done(tracker, case)
    tracker.slots.update({event["name"]: event["value"] for event in events})
    return events


def done(tracker: Tracker, case: dict[str, Any]) -> list[EventType]:
    """The events after an acknowledgement: no trace of the draft, the case's number kept.

    Where another matter waits, who is telling is not asked a second time.
    """
    known = [
        SlotSet(slot, value)
        for slot in ("applicant_name", "applicant_phone")
        if tracker.get_slot("later") and (value := tracker.get_slot(slot))
    ]
    return [
        *cleared(tracker),
        *known,
        SlotSet("last_case", case["no"]),
        SlotSet("last_type", case["dispute_type"]["name"]),
    ]
