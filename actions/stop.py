"""Stopping, starting over and deleting: asked once before anything is thrown away."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction
from actions.draft import Draft, cleared
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
            dispatcher.utter_message(response="utter_what_is_kept")
        if not draft.begun:
            dispatcher.utter_message(
                response="utter_nothing_stored" if question == "delete" else "utter_stopped"
            )
            return cleared(tracker)
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


def discard(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """The citizen has said yes: nothing of the draft is kept."""
    dispatcher.utter_message(response="utter_discarded")
    return cleared(tracker)
