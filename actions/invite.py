"""Menu words and set phrases: the invitation to tell, to ask, to ask without a name, to tell more."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft

MINE_TO_CLOSE = frozenset({"menu", "readings", "satisfaction", "withdraw_which"})


class ActionStartReport(SafeAction):
    """「我要反映」「登记」: invites to tell, or goes on with the draft in hand."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_start_report"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Invite; a consent that was refused may be asked for again, since the citizen wants it."""
        draft = Draft.of(tracker)
        if draft.begun:
            if draft.consent and draft.consent.get("refused"):
                draft.consent = None
                draft.asked.pop("refused", None)
            return await go_on(dispatcher, tracker, draft)
        response = "utter_ask_story_again" if draft.open_question == "story" else "utter_ask_story"
        dispatcher.utter_message(response=response)
        draft.choices, draft.open_question = [], "story"
        return [*draft.events(tracker), SlotSet("failures", None)]


class ActionStartLaw(SafeAction):
    """「法律咨询」: invites to ask; what was told so far stays."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_start_law"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Invite."""
        draft = Draft.of(tracker)
        dispatcher.utter_message(response="utter_ask_law")
        if draft.open_question in MINE_TO_CLOSE:
            draft.close_question()
        return draft.events(tracker)


class ActionOtherMatter(SafeAction):
    """「还有个事」: the next one is taken up after the one in hand."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_other_matter"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Keep the order: first this, then that."""
        draft = Draft.of(tracker)
        if draft.begun and not draft.submission:
            dispatcher.utter_message(response="utter_one_after_the_other")
            return await go_on(dispatcher, tracker, draft)
        draft.choices, draft.open_question = [], "story"
        dispatcher.utter_message(response="utter_ask_other_story")
        return draft.events(tracker)


class ActionAnonymous(SafeAction):
    """Asking without a name: possible, and said so; nothing is stored as a case."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_anonymous"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say what needs a name and what does not."""
        draft = Draft.of(tracker)
        dispatcher.utter_message(response="utter_anonymous")
        if not draft.begun:
            return []
        draft.skipped += [
            slot for slot in ("applicant_name", "applicant_phone") if slot not in draft.skipped
        ]
        return await go_on(dispatcher, tracker, draft)


def offer_later(dispatcher: CollectingDispatcher, later: list[str]) -> list[EventType]:
    """After a receipt: offer the matter whose words were kept."""
    if not later:
        return []
    words = later[0] if len(later[0]) <= 20 else f"{later[0][:20]}…"
    dispatcher.utter_message(response="utter_offer_later", words=words)
    return [SlotSet("open_question", "later")]


def declined(dispatcher: CollectingDispatcher) -> list[EventType]:
    """The citizen does not want the kept matter taken up; its words are forgotten."""
    dispatcher.utter_message(response="utter_later_dropped")
    return [SlotSet("open_question", None), SlotSet("later", None)]
