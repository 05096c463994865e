"""The opening: who 小峄 is, once; then the invitation to tell."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare, scanned
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard


class ActionGreet(SafeAction):
    """Introduces the bot to someone new; welcomes back someone in the middle of a draft."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_greet"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Greet according to what is open."""
        draft = Draft.of(tracker)
        place = scanned.note(draft, Heard.of(tracker).scene)
        if aftercare.pending(draft):
            return await go_on(dispatcher, tracker, draft)
        if draft.begun:
            dispatcher.utter_message(response="utter_welcome_back")
            scanned.preset(draft)
            return await go_on(dispatcher, tracker, draft)
        if tracker.get_slot("last_case"):
            dispatcher.utter_message(response="utter_known")
            return draft.events(tracker)
        if draft.open_question == "story":
            dispatcher.utter_message(response="utter_hello_again")
            return draft.events(tracker)
        dispatcher.utter_message(response="utter_introduction")
        if place:
            dispatcher.utter_message(response="utter_scanned", place=place.replace(" ", ""))
        dispatcher.utter_message(response="utter_ask_story")
        draft.open_question = "story"
        return draft.events(tracker)
