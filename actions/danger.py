"""Danger comes before everything: the number first, one safety question, a person alerted."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.alerts import alert
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.take_up import take_up


class ActionDanger(SafeAction):
    """Answers a danger with the emergency number in its first line, and alerts the duty officer.

    The story and the colour are kept, nothing is asked but whether the citizen is safe; the intake
    goes on only when the citizen wants it.
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
        draft.begin(heard.at)
        take_up(draft, heard)
        danger = heard.urgency["danger"] or "unclear"
        times = draft.asked.get(f"danger:{danger}", 0)
        draft.asked[f"danger:{danger}"] = times + 1
        draft.open_question = "after_danger"
        dispatcher.utter_message(response=f"utter_danger_{danger}{'_again' if times else ''}")
        await alert("danger", tracker.sender_id, draft, heard)
        return draft.events(tracker)
