"""Legal questions: an entry's own answer, a choice of titles, or an honest 「答不准」 with the right door."""

from __future__ import annotations

import re
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import outbox, switched
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from actions.say import numbered
from actions.take_up import take_up
from intake import clock
from legal import asking, wording
from legal.decision import ANSWER_FROM, decide
from legal.declined import declines
from legal.entries import Entry, load

SURE_ON_THE_WAY: Final = 0.75
"""A short telling that also asks is answered only when its entry is this likely."""
LONGEST_QUESTION: Final = 2000
"""Characters that the backend takes of a question."""
MORE: Final = re.compile(r"详细|详情|多说|细说|展开")
ORIGINAL: Final = re.compile(r"原文|法条")
USELESS: Final = re.compile(r"没用|没有用|不管用")
RATED: Final = {"useful": "utter_rated_useful", "useless": "utter_rated_useless"}


class ActionAnswerLaw(SafeAction):
    """Answers a legal question, or offers titles, or says that it cannot."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer_law"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer by the decision over what was found; an open draft goes on after an answer."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        decision = decide(await switched.left(heard.law))
        if decision.kind == "answer":
            return await _given(dispatcher, tracker, draft, load()[decision.entries[0]], heard.text)
        if decision.kind == "offer":
            titles = [load()[name].title for name in decision.entries]
            draft.open_question, draft.choices = "law_choice", list(decision.entries)
            dispatcher.utter_message(response="utter_law_offer", choices=numbered(titles))
            return [*draft.events(tracker), SlotSet("law_question", heard.text)]
        return await _unanswered(dispatcher, tracker, draft, heard.text)


class ActionOutOfScope(SafeAction):
    """Says that a matter is not ours, and for a declined question which door is the right one."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_out_of_scope"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Name the door; what was open stays open."""
        if refused := declines(Heard.of(tracker).text):
            dispatcher.utter_message(text=refused.door)
        else:
            dispatcher.utter_message(response="utter_out_of_scope")
        return []


class ActionLawOnTheWay(SafeAction):
    """Answers the question in a story, when it is one and its entry is sure, or names another door."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_law_on_the_way"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answer, or say nothing."""
        heard = Heard.of(tracker)
        if not heard.law or not asking.asks(heard.text):
            return []
        question = asking.question_in(heard.text)
        if refused := declines(question or heard.text):
            dispatcher.utter_message(text=refused.door)
            return []
        sure = ANSWER_FROM if question else SURE_ON_THE_WAY
        if heard.law[0]["score"] < sure:
            return []
        found = await switched.left(heard.law)
        decision = decide(found)
        if decision.kind != "answer" or found[0]["score"] < sure:
            return []
        entry = load()[decision.entries[0]]
        dispatcher.utter_message(text=wording.answer(entry))
        asked = question or heard.text
        await _report(tracker, "answered", asked, entry.id)
        return [SlotSet("law_topic", entry.id), SlotSet("law_question", asked)]


class ActionLawFollowup(SafeAction):
    """详细, 原文, 有用, 没用, a chosen number, or the wish to see articles."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_law_followup"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Do what the word asks for, for the topic that was answered last."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        if draft.open_question == "law_choice" and heard.number is not None:
            return await _chosen(dispatcher, tracker, draft, heard)
        if draft.open_question == "statutes":
            return await _articles(dispatcher, tracker, draft)
        entry = load().get(tracker.get_slot("law_topic") or "")
        if entry is None:
            return []
        more, original = MORE.search(heard.text), ORIGINAL.search(heard.text)
        if (more or original) and entry.id in await switched.off():
            dispatcher.utter_message(response="utter_law_unanswered")
        elif more:
            dispatcher.utter_message(text=entry.detail)
        elif original:
            for text in wording.original(entry) or [
                "这几条法条库里暂时没有原文，可以打12348问律师。"
            ]:
                dispatcher.utter_message(text=text)
        else:
            rating = "useless" if USELESS.search(heard.text) else "useful"
            question = tracker.get_slot("law_question") or heard.text
            await _report(tracker, rating, question, entry.id)
            dispatcher.utter_message(response=RATED[rating])
        return []


async def _given(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, entry: Entry, question: str
) -> list[EventType]:
    dispatcher.utter_message(text=wording.answer(entry))
    events: list[EventType] = [SlotSet("law_topic", entry.id), SlotSet("law_question", question)]
    await _report(tracker, "answered", question, entry.id)
    if draft.begun:
        take_up(draft, Heard.of(tracker))
        return [*await go_on(dispatcher, tracker, draft), *events]
    dispatcher.utter_message(response="utter_law_more")
    draft.close_question()
    return [*draft.events(tracker), *events]


async def _unanswered(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, question: str
) -> list[EventType]:
    refused = declines(question)
    if refused:
        dispatcher.utter_message(text=refused.door)
    else:
        await _report(tracker, "unanswered", question, None)
        dispatcher.utter_message(response="utter_law_unanswered")
    if draft.begun:
        return await go_on(dispatcher, tracker, draft)
    if refused:
        draft.close_question()
        return draft.events(tracker)
    draft.open_question = "statutes"
    return [*draft.events(tracker), SlotSet("law_question", question)]


async def _chosen(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    number, choices = heard.number or 0, draft.choices
    question = tracker.get_slot("law_question") or heard.text
    draft.close_question()
    chosen = choices[number - 1] if 0 < number <= len(choices) else None
    if chosen and chosen in load() and chosen not in await switched.off():
        return await _given(dispatcher, tracker, draft, load()[chosen], question)
    return await _unanswered(dispatcher, tracker, draft, question)


async def _articles(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft
) -> list[EventType]:
    found = tracker.latest_message.get("statutes") or []
    draft.close_question()
    if not found:
        dispatcher.utter_message(response="utter_no_articles")
    else:
        dispatcher.utter_message(response="utter_articles")
        for one in found:
            dispatcher.utter_message(text=f"{one['law']}{one['number']}\n{one['text']}")
    return [*draft.events(tracker), SlotSet("law_question", None)]


async def _report(tracker: Tracker, kind: str, question: str, entry: str | None) -> None:
    """Tell staff what was asked: unanswered questions and ratings become better entries."""
    key = f"question-{tracker.sender_id}-{Heard.of(tracker).message_id}"
    body = {
        "kind": kind,
        "text": question[:LONGEST_QUESTION],
        "entry": entry,
        "at": clock.now().isoformat(),
    }
    await outbox.box().put(key, "/questions", body)
