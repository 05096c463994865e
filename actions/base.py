"""What every action is: one that never leaves a citizen without an answer."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import hand_over, reminders
from intake import knowledge
from intake.failures import where

log = logging.getLogger(__name__)


def after(tracker: Tracker, events: list[EventType]) -> dict[str, Any]:
    """The slots as they will be once the events have happened."""
    changed = {event["name"]: event["value"] for event in events if event.get("event") == "slot"}
    return {**tracker.slots, **changed}


class SafeAction(Action, ABC):  # type: ignore[misc]
    """An action that apologises and gives the duty phone when its code fails.

    rasa-sdk answers an exception with the whole request in the body, and Rasa goes on in silence;
    here the log gets the action's name and the error's type, never the citizen's words.
    """

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Give the receipt of a case that has arrived meanwhile, then act; on an error say so."""
        try:
            arrived = await hand_over.arrived(dispatcher, tracker)
            events = [*arrived, *await self.act(dispatcher, tracker, domain)]
            await reminders.reminders().keep(tracker.sender_id, after(tracker, events))
        except Exception as error:  # noqa: BLE001 - whatever it is, the citizen gets an answer
            log.error(  # noqa: TRY400 - a traceback's message may quote the citizen
                "action %s failed: %s", self.name(), where(error)
            )
            dispatcher.messages.clear()
            dispatcher.utter_message(response="utter_trouble", phone=knowledge.load().duty.phone)
            return []
        else:
            return events

    @abstractmethod
    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say what is to be said, and return the events that keep what was learnt."""
