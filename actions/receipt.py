"""The receipt: case number, date and time to the minute, what happens next, by whom, how to ask."""

from __future__ import annotations

from typing import Any

from dateutil.parser import isoparse
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare
from actions.draft import Draft
from intake import clock, knowledge


def give(dispatcher: CollectingDispatcher, case: dict[str, Any], draft: Draft) -> None:
    """Tell the citizen that the case has arrived; with domestic violence nothing speaks of mediation.

    The moment matters: a claim put to a mediation committee interrupts limitation on that day
    (诉讼时效规定, Art. 12).
    """
    duty = knowledge.load().duty
    dispatcher.utter_message(
        response="utter_receipt_careful" if aftercare.domestic(draft) else "utter_receipt",
        no=case["no"],
        at=clock.to_minute(isoparse(case["created_at"])),
        office=duty.name,
        phone=duty.phone,
    )
    if case["urgency"]["level"] == "red":
        dispatcher.utter_message(response="utter_receipt_red", phone=duty.phone)
