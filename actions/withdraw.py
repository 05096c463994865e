"""Withdrawing a case that was handed over: which one, asked once, then noted at the backend."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cases
from actions.backend import BackendAway, BackendRefuses
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.say import numbered


class ActionWithdraw(SafeAction):
    """Asks which case is to be withdrawn, and whether; a draft is stopped instead."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_withdraw"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask, naming the case."""
        draft = Draft.of(tracker)
        if draft.begun:
            dispatcher.utter_message(response="utter_ask_discard")
            return [SlotSet("open_question", "cancel")]
        found = await _withdrawable(tracker)
        if not found:
            dispatcher.utter_message(response="utter_nothing_to_withdraw")
            return []
        if len(found) == 1:
            return _ask(dispatcher, tracker, draft, found[0][0])
        draft.open_question = "withdraw_which"
        draft.choices = [no for no, _ in found]
        dispatcher.utter_message(
            response="utter_which_case", cases=numbered([f"{no}（{kind}）" for no, kind in found])
        )
        return draft.events(tracker)


def chosen(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """A number of the list of cases; anything else keeps them all."""
    number = heard.number or 0
    if 0 < number <= len(draft.choices):
        return _ask(dispatcher, tracker, draft, draft.choices[number - 1])
    draft.close_question()
    dispatcher.utter_message(response="utter_all_kept")
    return draft.events(tracker)


async def confirmed(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """The citizen has said yes: the wish goes to the backend through the outbox."""
    case_no = draft.choices[0]
    done = await cases.note("withdrawal", case_no, heard)
    dispatcher.utter_message(
        response="utter_withdrawn" if done else "utter_withdrawal_queued", no=case_no
    )
    draft.close_question()
    gone = case_no == tracker.get_slot("last_case")
    return [*draft.events(tracker), *([SlotSet("last_case", None)] if gone else [])]


def _ask(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, case_no: str
) -> list[EventType]:
    draft.open_question, draft.choices = "withdraw", [case_no]
    dispatcher.utter_message(response="utter_ask_withdraw", no=case_no)
    return draft.events(tracker)


async def _withdrawable(tracker: Tracker) -> list[tuple[str, str]]:
    """Number and type of each open case; the last one known while the backend is away."""
    try:
        return [
            (case["no"], case["dispute_type"]["name"])
            for case in await cases.of(tracker)
            if cases.is_open(case)
        ]
    except (BackendAway, BackendRefuses):
        last = tracker.get_slot("last_case")
        return [(last, tracker.get_slot("last_type") or "")] if last else []
