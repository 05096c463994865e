"""Yes, no and short answers: to whom they speak depends on the question that stands open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import after, aftercare, invite, rating, withdraw
from actions.alerts import alert
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.stop import discard
from actions.summary import show_summary
from actions.take_up import keep_words, take_up
from intake import knowledge


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
        special = await _of_its_own(dispatcher, tracker, draft, heard)
        if special is not None:
            return special
        asked = draft.open_question
        if asked in {"cancel", "delete", "withdraw"}:
            draft.close_question()
            dispatcher.utter_message(response="utter_kept")
        take_up(draft, heard)
        if not draft.begun and draft.open_question is None:
            dispatcher.utter_message(response="utter_ask_story_again")
            draft.open_question = "story"
            return draft.events(tracker)
        if asked == "guardian" and draft.minor == "alone":
            return await _child_alone(dispatcher, tracker, draft, heard)
        if asked == "confirm" and draft.open_question == "confirm" and not draft.confirmed:
            show_summary(dispatcher, draft)
            return draft.events(tracker)
        return await go_on(dispatcher, tracker, draft)


async def _of_its_own(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType] | None:
    """Answers to questions that stand outside the agenda; None where the answer belongs to it."""
    if (events := await after.taken(dispatcher, tracker, draft, heard)) is not None:
        return events
    if aftercare.pending(draft):
        keep_words(draft, heard)
        return await go_on(dispatcher, tracker, draft)
    if draft.open_question == "withdraw_which":
        return withdraw.chosen(dispatcher, tracker, draft, heard)
    if draft.open_question == "satisfaction" and draft.choices:
        return await rating.take(dispatcher, tracker, draft, heard)
    match draft.open_question, heard.intent:
        case (("cancel" | "delete"), "affirm"):
            everything = draft.open_question == "delete"
            return await discard(dispatcher, tracker, everything=everything)
        case "withdraw", "affirm":
            return await withdraw.confirmed(dispatcher, tracker, draft, heard)
        case "confirm", "deny":
            dispatcher.utter_message(response="utter_which_number")
            return []
        case "later", "deny":
            return invite.declined(dispatcher)
    return None


async def _child_alone(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """Without a grown-up nothing is stored as a case; somebody on duty is told at once."""
    dispatcher.utter_message(response="utter_child_alone", phone=knowledge.load().duty.phone)
    await alert("human_requested", tracker.sender_id, draft, heard)
    return draft.events(tracker)
