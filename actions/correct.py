"""Corrections, in words or by the number in the summary."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import after, say
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.summary import show_summary
from actions.take_up import take_up
from intake.facts import LABELS, show


class ActionCorrect(SafeAction):
    """Replaces what was wrong, or asks for the item whose number was given."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_correct"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Correct one thing."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        if (events := await after.taken(dispatcher, tracker, draft, heard)) is not None:
            return events
        if not draft.begun:
            dispatcher.utter_message(response="utter_nothing_to_correct")
            return []
        asked, choices = draft.open_question, draft.choices
        if heard.corrections:
            take_up(draft, heard)
            changed = "；".join(
                f"{LABELS[fact['slot']]} {show(fact['slot'], fact['value'])}"
                for fact in heard.corrections
            )
            dispatcher.utter_message(response="utter_corrected", changed=changed)
            if asked == "confirm":
                show_summary(dispatcher, draft)
        elif heard.number and asked == "confirm" and heard.number <= len(choices):
            reopen(dispatcher, draft, choices[heard.number - 1])
        else:
            show_summary(dispatcher, draft)
            dispatcher.utter_message(response="utter_which_number")
        return draft.events(tracker)


def reopen(dispatcher: CollectingDispatcher, draft: Draft, item: str) -> None:
    """Ask an item of the summary again; its old value stands until the answer comes."""
    draft.asked.pop(item, None)
    draft.confirmed = None
    if item in draft.skipped:
        draft.skipped.remove(item)
    if item in LABELS:
        draft.open_question = item
        dispatcher.utter_message(response="utter_ask_correct_value", label=LABELS[item])
    else:
        draft.answers.pop(item.removeprefix("q:"), None)
        say.ask(dispatcher, draft, item)
