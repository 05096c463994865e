"""A person, at any time: the duty phone, and a flag for staff."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.alerts import alert
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import knowledge


class ActionHuman(SafeAction):
    """Gives the duty phone and the counter, and flags the draft so that staff call first."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_human"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the number, set the flag; the open question stays open."""
        duty = knowledge.load().duty
        draft = Draft.of(tracker)
        draft.wants_human = True
        dispatcher.utter_message(
            response="utter_human", phone=duty.phone, hours=duty.hours, counter=duty.counter
        )
        await alert("human_requested", tracker.sender_id, draft, Heard.of(tracker))
        return draft.events(tracker)
