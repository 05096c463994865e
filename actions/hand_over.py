"""A case that waited for the backend: its receipt, as soon as it has arrived."""

from __future__ import annotations

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
    receipt.give(dispatcher, case)
    events = done(tracker, case["no"])
    tracker.slots.update({event["name"]: event["value"] for event in events})
    return events


def done(tracker: Tracker, case_no: str) -> list[EventType]:
    """The events after an acknowledgement: no trace of the draft, the case's number kept."""
    return [*cleared(tracker), SlotSet("last_case", case_no)]
