"""The next step of the draft: a question, the summary, or the hand-over."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import after, aftercare, say, submission
from actions.agenda import next_step
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.summary import show_summary
from intake import knowledge
from intake.facts import LABELS, show

TOLD_BACK: Final = ("respondent", "town", "occurred_on", "amount_yuan", "people_count")


class ActionAskNext(SafeAction):
    """Says what was taken up, then asks for the one thing that is missing next."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_next"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One step of the agenda."""
        draft = Draft.of(tracker)
        rated = await after.thanked(dispatcher, tracker, draft, Heard.of(tracker))
        return rated if rated is not None else await go_on(dispatcher, tracker, draft)


async def go_on(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft
) -> list[EventType]:
    """Do the agenda's next step for a draft, and return the events that keep it."""
    step = next_step(draft, knowledge.load())
    if step.kind == "aftercare":
        if not aftercare.follow(dispatcher, draft, Heard.of(tracker)):
            return draft.events(tracker)
        step = next_step(draft, knowledge.load())
    if step.kind == "wait":
        dispatcher.utter_message(response="utter_still_queued")
        return []
    if step.kind == "submit":
        return await submission.submit(dispatcher, tracker, draft)
    if step.kind == "ask":
        _acknowledge(dispatcher, draft, Heard.of(tracker))
        if step.question == "consent":
            _tell_route(dispatcher, draft)
        say.ask(dispatcher, draft, step.question, plain=bool(tracker.get_slot("plain")))
    elif step.kind == "summary":
        show_summary(dispatcher, draft)
    elif draft.consent and draft.consent.get("refused") and not draft.asked.get("refused"):
        draft.asked["refused"] = 1
        dispatcher.utter_message(response="utter_consent_refused")
    return draft.events(tracker)


def _acknowledge(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> None:
    """On the first telling: that it was heard, and what was understood."""
    if heard.intent != "report_dispute" or draft.asked.get("heard") or draft.danger:
        return
    draft.asked["heard"] = 1
    assert draft.dispute_type is not None  # noqa: S101 - a telling has been classified
    noted = [
        f"{LABELS[slot]} {show(slot, draft.facts[slot])}"
        for slot in TOLD_BACK
        if slot in draft.facts
    ]
    heard_line = knowledge.load().dispute_types[draft.dispute_type["name"]].heard
    told_back = f"先记下：{'；'.join(noted)}。" if noted else ""
    dispatcher.utter_message(text=f"{heard_line}{told_back}")


def _tell_route(dispatcher: CollectingDispatcher, draft: Draft) -> None:
    """Where the matter belongs to another door: which one, once, and that it may be written down."""
    name = (draft.route or {}).get("name", "mediation")
    if name in {"mediation", "emergency"} or draft.asked.get("route"):
        return
    draft.asked["route"] = 1
    rule = next(one for one in knowledge.load().routes if one.name == name)
    dispatcher.utter_message(response="utter_route", tell=rule.tell)
