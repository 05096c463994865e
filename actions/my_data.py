"""「你们存了我什么」 and 「我刚才说到哪了」: what is held, shown."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.say import numbered
from actions.summary import items


class ActionSummarise(SafeAction):
    """Shows the draft in hand so far."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_summarise"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Show what has been told."""
        draft = Draft.of(tracker)
        if not draft.begun:
            if Heard.of(tracker).intent == "ask_summary":
                dispatcher.utter_message(response="utter_nothing_told")
            return []
        told = numbered([line for _, line in items(draft)])
        dispatcher.utter_message(response="utter_told_so_far", summary=told)
        return []
