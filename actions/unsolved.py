"""「没解决」「没人联系我」: told to staff at once, with the other ways open to the citizen."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import cases
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import knowledge


class ActionUnsolved(SafeAction):
    """Notes the complaint to the case and asks staff to call first."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_unsolved"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Note it; without a case, invite to tell."""
        draft, duty = Draft.of(tracker), knowledge.load().duty
        case_no = tracker.get_slot("last_case")
        if not case_no:
            dispatcher.utter_message(response="utter_unsolved_elsewhere")
            draft.open_question = "story"
            return draft.events(tracker)
        done = await cases.note("human_requested", case_no, Heard.of(tracker))
        response = "utter_unsolved" if done else "utter_note_queued"
        dispatcher.utter_message(response=response, no=case_no, phone=duty.phone)
        if draft.open_question == "satisfaction":
            draft.close_question()
        return draft.events(tracker)
