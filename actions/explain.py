"""「为什么问这个」 and 「说简单点」: about the open question itself."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import aftercare, say
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.summary import show_summary
from intake import knowledge
from intake.vocabulary import FACT_SLOTS

EXPLAINED: Final = frozenset(
    {
        "amount_yuan",
        "applicant_name",
        "applicant_phone",
        "consent",
        "guardian",
        "occurred_on",
        "respondent",
        "story",
        "town",
    }
)
"""Questions outside a type's own whose reason the domain tells (``utter_ask_…_why``)."""


class ActionExplain(SafeAction):
    """Says why the open question is asked; it stays open and may be skipped."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_explain"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Explain."""
        asked = tracker.get_slot("open_question")
        if asked is None:
            dispatcher.utter_message(response="utter_about")
        elif asked.startswith("q:"):
            why = knowledge.load().question(asked.removeprefix("q:")).why
            dispatcher.utter_message(text=say.explained(why))
        elif asked in EXPLAINED:
            dispatcher.utter_message(response=f"utter_ask_{asked}_why")
        else:
            dispatcher.utter_message(response="utter_why_in_general")
        return []


class ActionSlowDown(SafeAction):
    """Shorter sentences from here on, beginning with the open question."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_slow_down"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Remember the wish, then ask the open question in its short wording."""
        dispatcher.utter_message(response="utter_slow_down")
        draft = Draft.of(tracker)
        if draft.open_question == "confirm":
            show_summary(dispatcher, draft)
        elif aftercare.pending(draft):
            aftercare.follow(dispatcher, draft, Heard.of(tracker))
        elif draft.open_question in {"story", None}:
            dispatcher.utter_message(response="utter_ask_story_again")
        elif draft.open_question in {
            *FACT_SLOTS,
            "type",
            "consent",
            "consent_sensitive",
            "guardian",
        } or (draft.open_question.startswith("q:")):
            say.ask(dispatcher, draft, draft.open_question, plain=True)
        return [*draft.events(tracker), SlotSet("plain", True)]
