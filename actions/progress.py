"""How a citizen's cases stand, in words."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import outbox
from actions.backend import BackendAway, BackendRefuses
from actions.base import SafeAction
from actions.draft import Draft
from intake import knowledge
from intake.case_status import STATUS_WORDS


class ActionProgress(SafeAction):
    """Tells of the draft in hand and of the cases handed over, newest first."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_progress"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Look the citizen's cases up and say how they stand."""
        duty = knowledge.load().duty
        if Draft.of(tracker).submission:
            dispatcher.utter_message(response="utter_still_queued")
            return []
        try:
            cases = await outbox.box().backend.cases_of(tracker.sender_id)
        except (BackendAway, BackendRefuses):
            dispatcher.utter_message(response="utter_progress_away", phone=duty.phone)
            return []
        if not cases:
            dispatcher.utter_message(response="utter_no_cases")
            return []
        lines = [
            f"{case['no']}（{case['dispute_type']['name']}）：{STATUS_WORDS[case['status']]}"
            for case in cases[:3]
        ]
        dispatcher.utter_message(
            response="utter_progress", cases="\n".join(lines), phone=duty.phone
        )
        return []
