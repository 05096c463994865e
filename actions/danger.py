"""Danger comes before everything: the number first, one safety question, a person alerted."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare
from actions.alerts import alert
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.take_up import take_up
from intake import knowledge


class ActionDanger(SafeAction):
    """Answers a danger with the emergency number in its first line, and alerts the duty officer.

    The story and the colour are kept, nothing is asked but whether the citizen is safe; what follows
    is :mod:`actions.aftercare`'s.
    """

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_danger"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the number, keep the words, alert."""
        heard = Heard.of(tracker)
        draft = Draft.of(tracker)
        begun = draft.begun
        draft.begin(heard.at)
        draft.close_question()
        take_up(draft, heard)
        before = (draft.danger or {}).get("path", "unclear")
        response = aftercare.begin(draft, heard.urgency["danger"] or before)
        dispatcher.utter_message(response=response, phone=knowledge.load().duty.phone)
        await alert("danger", tracker.sender_id, draft, heard, other_matter=begun)
        return draft.events(tracker)
