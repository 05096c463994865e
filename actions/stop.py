"""Stopping, starting over and deleting: asked once before anything is thrown away."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cases
from actions.base import SafeAction
from actions.draft import Draft, cleared
from actions.erasure import erase
from actions.heard import Heard

ASKED_BEFORE: Final = {"stop": "cancel", "restart": "cancel", "delete_my_data": "delete"}


class ActionAskToDiscard(SafeAction):
    """Before a draft is thrown away: asks once, and says what happens to a case already handed over."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_to_discard"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask."""
        draft = Draft.of(tracker)
        question = ASKED_BEFORE[Heard.of(tracker).intent]
        if draft.submission:
            dispatcher.utter_message(response="utter_still_queued")
            return []
        if question == "delete":
            await _ask_staff(dispatcher, tracker)
        if not draft.begun:
            if question != "delete":
                dispatcher.utter_message(response="utter_stopped")
                return [*cleared(tracker), SlotSet("later", None)]
            if not tracker.get_slot("last_case"):
                dispatcher.utter_message(response="utter_nothing_stored")
            return await erase(tracker, everything=True)
        draft.open_question = question
        dispatcher.utter_message(response="utter_ask_discard")
        return draft.events(tracker)


class ActionRestart(ActionAskToDiscard):
    """The same under the name that Rasa reserves for its intent ``restart``.

    Rasa's own ``action_restart`` throws the conversation away unasked; naming ours in the domain
    replaces it.
    """

    def name(self) -> str:
        """The reserved name."""
        return "action_restart"


async def _ask_staff(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """A case handed over is staff's to delete as far as the law lets them (个人信息保护法 47)."""
    case_no = tracker.get_slot("last_case")
    if not case_no:
        return
    text = f"申请人要求删除个人信息：{Heard.of(tracker).text}"
    done = await cases.note("addition", case_no, Heard.of(tracker), text=text)
    response = "utter_what_is_kept" if done else "utter_note_queued"
    dispatcher.utter_message(response=response, no=case_no)


async def discard(
    dispatcher: CollectingDispatcher, tracker: Tracker, *, everything: bool
) -> list[EventType]:
    """The citizen has said yes: nothing of the draft is kept, nor of a matter put off.

    Args:
        everything: as of :func:`actions.erasure.erase`.
    """
    dispatcher.utter_message(response="utter_discarded")
    return await erase(tracker, everything=everything)
