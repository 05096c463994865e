"""When a message is not understood: readings, then a menu, then a person; never the same twice."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import after
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.say import numbered
from intake import knowledge

READINGS: Final = {
    "report_dispute": ("start_report", "说一件烦心的事"),
    "ask_law": ("start_law", "问法律上的事"),
    "check_progress": ("check_progress", "问事情办得咋样了"),
    "withdraw_case": ("withdraw_case", "把登记过的事撤回来"),
    "ask_my_data": ("ask_my_data", "看看这里存了您什么"),
    "ask_human": ("ask_human", "找真人说话"),
    "ask_about_bot": ("ask_about_bot", "问我是谁、收不收钱"),
}
"""What the classifier may have meant → what a chosen number does, and how it is called."""
MENU: Final = ("start_report", "start_law", "check_progress", "ask_human")
MOST_READINGS: Final = 3


class ActionNotUnderstood(SafeAction):
    """Offers a way on; the third time in a row the way is a person."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_not_understood"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the next stage; in the middle of a draft the open question follows."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        events = await after.taken(dispatcher, tracker, draft, heard)
        if events is not None:
            return events
        failures = int(tracker.get_slot("failures") or 0)
        counted = SlotSet("failures", float(failures + 1))
        phone = knowledge.load().duty.phone
        if draft.begun:
            stages = ("utter_not_understood", "utter_not_understood_here")
            further = "utter_not_understood_human"
            response = stages[failures] if failures < len(stages) else further
            dispatcher.utter_message(response=response, phone=phone)
            if failures >= len(stages):
                return [counted]
            return [*await go_on(dispatcher, tracker, draft), counted]
        if failures == 0:
            _offer(dispatcher, draft, heard)
        elif failures == 1:
            draft.open_question, draft.choices = "menu", list(MENU)
            dispatcher.utter_message(response="utter_menu")
        else:
            dispatcher.utter_message(response="utter_not_understood_human", phone=phone)
        return [*draft.events(tracker), counted]


def _offer(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> None:
    likely = [READINGS[name] for name in heard.readings if name in READINGS][:MOST_READINGS]
    if len(likely) < 2:
        dispatcher.utter_message(response="utter_not_understood")
        return
    draft.open_question, draft.choices = "readings", [intent for intent, _ in likely]
    dispatcher.utter_message(
        response="utter_readings", choices=numbered([plain for _, plain in likely])
    )
