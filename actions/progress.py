"""How a citizen's cases stand, in words; the receipt again; how it went, once it has ended."""

from __future__ import annotations

from typing import Any

from dateutil.parser import isoparse
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cases, rating
from actions.backend import BackendAway, BackendRefuses
from actions.base import SafeAction
from actions.draft import Draft
from intake import clock, knowledge
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
        found = await look_up(dispatcher, tracker)
        if found is None:
            return []
        phone = knowledge.load().duty.phone
        known = await cases.in_full(found)
        lines = [_line(number, case, known) for number, case in enumerate(known, 1)]
        dispatcher.utter_message(response="utter_progress", cases="\n".join(lines), phone=phone)
        draft = Draft.of(tracker)
        if draft.begun:
            return []
        asked = next((case for case in known if case["open_question"]), None)
        ended = next((case for case in known if cases.unrated(case)), None)
        if asked is not None:
            draft.open_question = "staff_question"
            question = asked["open_question"]
            dispatcher.utter_message(response="utter_staff_question", question=question)
        elif ended is not None:
            rating.ask(dispatcher, draft, ended["no"])
        return [*draft.events(tracker), SlotSet("last_case", known[0]["no"])]


class ActionReceipt(SafeAction):
    """The number and the day of each case again."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_receipt"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the receipts."""
        found = await look_up(dispatcher, tracker)
        if found is None:
            return []
        lines = [f"{case['no']}，{_day(case)}登记" for case in found[: cases.MOST_LOOKED_AT]]
        phone = knowledge.load().duty.phone
        dispatcher.utter_message(response="utter_receipts", cases="\n".join(lines), phone=phone)
        return []


async def look_up(
    dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[dict[str, Any]] | None:
    """The citizen's cases; None where there is none to tell of, which has then been said."""
    if Draft.of(tracker).submission:
        dispatcher.utter_message(response="utter_still_queued")
        return None
    try:
        found = await cases.of(tracker)
    except (BackendAway, BackendRefuses):
        dispatcher.utter_message(response="utter_progress_away", phone=knowledge.load().duty.phone)
        return None
    if not found:
        begun = Draft.of(tracker).begun
        dispatcher.utter_message(response="utter_not_yet_a_case" if begun else "utter_no_cases")
        return None
    return found


def _line(number: int, case: dict[str, Any], known: list[dict[str, Any]]) -> str:
    before = f"{number} " if len(known) > 1 else ""
    words = STATUS_WORDS[case["status"]]
    return f"{before}{case['no']}（{case['dispute_type']['name']}，{_day(case)}登记）：{words}"


def _day(case: dict[str, Any]) -> str:
    local = isoparse(case["created_at"]).astimezone(clock.ZONE)
    return f"{local.month}月{local.day}日"
