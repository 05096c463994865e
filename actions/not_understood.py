"""When a message is not understood: a question, then a menu, then a person; never the same twice."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from intake import knowledge

STAGES: Final = ("utter_not_understood", "utter_menu", "utter_not_understood_human")


class ActionNotUnderstood(SafeAction):
    """Offers a way on; the third time in a row the way is a person."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_not_understood"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the next stage; in the middle of a draft the open question follows."""
        duty = knowledge.load().duty
        failures = int(tracker.get_slot("failures") or 0)
        stage = min(failures, len(STAGES) - 1)
        dispatcher.utter_message(response=STAGES[stage], phone=duty.phone)
        events: list[EventType] = [SlotSet("failures", float(failures + 1))]
        if tracker.get_slot("narrative") and stage == 0:
            events += await go_on(dispatcher, tracker, Draft.of(tracker))
        return events
