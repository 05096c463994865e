"""Withdrawing a case that was handed over: asked once, then noted at the backend."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import outbox
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import clock


class ActionWithdraw(SafeAction):
    """Asks whether the last case is to be withdrawn; a draft is stopped instead."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_withdraw"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask, naming the case."""
        case_no = tracker.get_slot("last_case")
        if case_no:
            dispatcher.utter_message(response="utter_ask_withdraw", no=case_no)
            return [SlotSet("open_question", "withdraw")]
        if Draft.of(tracker).begun:
            dispatcher.utter_message(response="utter_ask_discard")
            return [SlotSet("open_question", "cancel")]
        dispatcher.utter_message(response="utter_no_cases")
        return []


async def confirmed(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """The citizen has said yes: the wish goes to the backend through the outbox."""
    case_no = tracker.get_slot("last_case")
    key = f"withdrawal-{case_no}-{heard.message_id}"
    body = {"kind": "withdrawal", "text": heard.text, "at": clock.now().isoformat()}
    box = outbox.box()
    await box.put(key, f"/cases/{case_no}/notes", body)
    done = await box.deliver(key)
    dispatcher.utter_message(
        response="utter_withdrawn" if done else "utter_withdrawal_queued", no=case_no
    )
    draft.close_question()
    return [*draft.events(tracker), SlotSet("last_case", None)]
