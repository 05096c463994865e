"""Hand the confirmed draft over: into the outbox first, then to the backend, then the receipt."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare, hand_over, invite, outbox, receipt, sensitive
from actions.draft import Draft
from intake.transcript import transcript, with_facts_of


async def submit(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft
) -> list[EventType]:
    """Submit a confirmed draft.

    The case is on disk in the outbox before anything is sent, under the draft's id, which is also
    the idempotency key. No slot is reset before the backend has acknowledged: while it is away the
    draft waits as ``queued``, and the citizen is told so.
    """
    assert draft.draft_id is not None  # noqa: S101 - a confirmed draft was begun
    box = outbox.box()
    await box.put(draft.draft_id, "/cases", case_body(draft, tracker))
    case = await box.deliver(draft.draft_id)
    if case is None:
        draft.submission = "queued"
        dispatcher.utter_message(response="utter_queued")
        return draft.events(tracker)
    receipt.give(dispatcher, case, draft)
    kept = invite.offer_later(dispatcher, tracker.get_slot("later") or [])
    return [*hand_over.done(tracker, case), *kept]


def case_body(draft: Draft, tracker: Tracker) -> dict[str, Any]:
    """The body of ``POST /api/v1/cases`` for a draft; unknown facts are None.

    Where the citizen said no to the sensitive part, neither the story nor the answers nor the
    conversation go with the case, nor a fact that holds it: staff listen in person.
    """
    withheld = sensitive.withheld(draft)
    draft = sensitive.without(draft)
    fact = draft.facts.get
    lines = draft.earlier + transcript(tracker.events, since=draft.opened_at or 0.0)
    known = {**draft.facts, "village": draft.village}
    urgency = draft.urgency or {"level": "blue", "signals": []}
    return {
        "draft_id": draft.draft_id,
        "citizen": tracker.sender_id,
        "channel": "wechat",
        "dispute_type": draft.dispute_type,
        "urgency": {**urgency, "source": "bot"},
        "route": aftercare.route(draft),
        "applicant": {"name": fact("applicant_name"), "phone": fact("applicant_phone")},
        "respondent": {"name": fact("respondent"), "phone": None},
        "occurred_on": fact("occurred_on"),
        "town": fact("town"),
        "village": draft.village,
        "place": fact("place"),
        "amount_yuan": fact("amount_yuan"),
        "people_count": fact("people_count"),
        "narrative": draft.narrative,
        "demand": fact("demand"),
        "evidence": fact("evidence") or [],
        "answers": draft.answers,
        "consent": sensitive.consent(draft),
        "wants_human": bool(draft.wants_human),
        "transcript": [] if withheld else with_facts_of(lines, known),
    }
