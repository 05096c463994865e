"""Yes, no and short answers: to whom they speak depends on the question that stands open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import withdraw
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.stop import discard
from actions.summary import show_summary
from actions.take_up import take_up


class ActionAnswer(SafeAction):
    """Takes an affirm, deny, inform or skip to the open question."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer the open question, then go on with the agenda unless something else is due."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        asked = draft.open_question
        if asked in {"cancel", "delete"} and heard.intent == "affirm":
            return discard(dispatcher, tracker)
        if asked == "withdraw" and heard.intent == "affirm":
            return await withdraw.confirmed(dispatcher, tracker, draft, heard)
        if asked == "confirm" and heard.intent == "deny":
            dispatcher.utter_message(response="utter_which_number")
            return []
        if asked == "after_danger":
            return await _after_danger(dispatcher, tracker, draft, heard)
        if asked in {"cancel", "delete", "withdraw"}:
            draft.close_question()
            dispatcher.utter_message(response="utter_kept")
        if not draft.begun and asked is None and heard.intent in {"affirm", "deny", "skip"}:
            dispatcher.utter_message(response="utter_ask_story_again")
            return [SlotSet("open_question", "story")]
        take_up(draft, heard)
        if asked == "confirm" and draft.open_question == "confirm" and not draft.confirmed:
            show_summary(dispatcher, draft)
            return draft.events(tracker)
        return await go_on(dispatcher, tracker, draft)


async def _after_danger(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    if heard.intent == "deny":
        dispatcher.utter_message(response="utter_not_safe")
        return []
    draft.close_question()
    take_up(draft, heard)
    return await go_on(dispatcher, tracker, draft)
