"""Take up what a message brought: the story, every fact, answers, corrections, choices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import after, scanned, who
from actions.agenda import ESSENTIAL
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import clock, knowledge
from intake.vocabulary import DISPUTE_TYPES

TELLING: Final = frozenset({"report_dispute", "add_info", "danger"})
SHORTEST_KEPT: Final = 8
"""Characters; 「没事了」 after a danger is only an answer."""
SHORTEST_TELLING: Final = 6
"""Characters; what is left before a second matter and is shorter tells nothing of the first."""
ABUSE: Final = frozenset({"domestic_violence", "child_or_elder_abuse"})
"""Signals after which no guardian is asked for: it may be the one who hurts."""


class ActionTakeUp(SafeAction):
    """Writes what the last message brought into the draft, or to the case it belongs to."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_take_up"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Slot events for everything new; a second matter's words are kept for later."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        events = await after.taken(dispatcher, tracker, draft, heard)
        if events is not None:
            return events
        if heard.taken_up:
            draft.close_question()
        take_up(draft, heard)
        return [*draft.events(tracker), *_second_matter(dispatcher, tracker, heard)]


def _second_matter(
    dispatcher: CollectingDispatcher, tracker: Tracker, heard: Heard
) -> list[EventType]:
    later = list(tracker.get_slot("later") or [])
    if heard.taken_up:
        return [SlotSet("later", later[1:] or None)]
    if not heard.other_matter:
        return []
    dispatcher.utter_message(response="utter_second_matter_kept")
    return [SlotSet("later", [*later, heard.other_matter])]


def take_up(draft: Draft, heard: Heard) -> None:
    """Bring a draft up to what has just been heard."""
    asked = draft.open_question
    told = heard.intent in TELLING or (
        heard.intent in {"inform", "ask_law"} and asked in {"story", "story_more"}
    )
    if told or (heard.intent == "inform" and not draft.begun and heard.facts):
        _tell(draft, heard)
        if asked in {"story", "story_more"}:
            draft.close_question()
    elif heard.intent == "inform":
        _who(draft, heard)
    if draft.begun:
        _facts(draft, heard)
        scanned.preset(draft)
    _answer(draft, heard, asked)


def keep_words(draft: Draft, heard: Heard) -> None:
    """After a danger every longer message belongs to the story, whatever else it answers."""
    if len(heard.text) >= SHORTEST_KEPT and draft.open_question != "safe_contact":
        told = replace(heard, intent="report_dispute")
        _tell(draft, told)
        _facts(draft, told)


def _tell(draft: Draft, heard: Heard) -> None:
    told = heard.text.removesuffix(heard.other_matter or "") if heard.other_matter else heard.text
    if heard.other_matter and draft.begun and len(told) < SHORTEST_TELLING:
        return
    draft.begin(heard.at)
    draft.narrative = f"{draft.narrative}\n{told}" if draft.narrative else told
    if draft.dispute_type is None or draft.dispute_type["source"] == "bot":
        draft.dispute_type = {**heard.dispute_type, "source": "bot"}
    draft.route = heard.route
    draft.raise_urgency(heard.urgency)
    draft.confirmed = None
    _who(draft, heard)


def _who(draft: Draft, heard: Heard) -> None:
    """Note who is telling: a child, or somebody for another person."""
    teller = who.spoken_for(heard.text)
    if teller and "teller" not in draft.answers:
        draft.answers["teller"] = {"question": "谁在说", "answer": f"替{teller}说的"}
    if draft.minor is None and who.child(heard.text):
        draft.minor = "child"
    codes = {signal["code"] for signal in (draft.urgency or {}).get("signals", [])}
    if draft.minor == "child" and codes & ABUSE:
        draft.minor = "protected"


def _facts(draft: Draft, heard: Heard) -> None:
    for fact in heard.facts:
        slot, value = fact["slot"], fact["value"]
        if slot == "town":
            scanned.correct(draft, slot)
        if slot == "evidence":
            held = draft.facts.get("evidence", [])
            draft.facts["evidence"] = [*held, value] if value not in held else held
        elif slot not in draft.facts:
            if slot in {"applicant_name", "respondent"} and heard.intent not in TELLING | {
                "inform"
            }:
                continue
            draft.facts[slot] = value
    if heard.village:
        scanned.correct(draft, "village")
    if heard.village and not draft.village:
        draft.village = heard.village
    for fact in heard.corrections:
        draft.facts[fact["slot"]] = fact["value"]
        draft.confirmed = None


def _answer(draft: Draft, heard: Heard, asked: str | None) -> None:
    if asked is None:
        return
    if heard.intent == "skip" and asked == "consent_sensitive":
        _yes_or_no(draft, replace(heard, intent="deny"), asked)
    elif heard.intent == "skip":
        draft.skipped.append(asked)
        draft.close_question()
    elif asked.startswith("q:") and heard.facts and _slots(heard) <= set(ESSENTIAL):
        return  # who they are, and no word to the question: it stays open
    elif asked.startswith("q:") and heard.intent in {"inform", "affirm", "deny", "report_dispute"}:
        question = knowledge.load().question(asked.removeprefix("q:"))
        draft.answers[question.id] = {"question": question.label, "answer": heard.text}
        draft.close_question()
    elif heard.answer is not None and heard.intent == "inform":
        value = heard.answer["value"]
        draft.facts[asked] = [value] if asked == "evidence" else value
        draft.confirmed = None
        draft.close_question()
    elif asked in draft.facts and heard.intent in {"inform", "report_dispute"}:
        draft.close_question()
    elif asked == "type":
        _choose_type(draft, heard)
    elif asked in {"consent", "confirm", "consent_sensitive", "guardian"}:
        _yes_or_no(draft, heard, asked)


def _slots(heard: Heard) -> set[str]:
    return {fact["slot"] for fact in heard.facts}


def _choose_type(draft: Draft, heard: Heard) -> None:
    chosen = heard.number
    name = draft.choices[chosen - 1] if chosen and chosen <= len(draft.choices) else None
    if name is None:
        name = next((kind for kind in DISPUTE_TYPES if kind in heard.text), None)
    if name is not None and draft.dispute_type is not None:
        draft.dispute_type = {
            "name": name,
            "confidence": 1.0,
            "source": "citizen",
            "ranking": draft.dispute_type.get("ranking", []),
        }
        draft.close_question()


def _yes_or_no(draft: Draft, heard: Heard, asked: str) -> None:
    if asked == "consent" and heard.intent == "affirm":
        version = knowledge.load().consent.version
        draft.consent = {"at": clock.now().isoformat(), "version": version}
        draft.close_question()
    elif asked == "consent" and heard.intent == "deny":
        draft.consent = {"refused": True}
        draft.close_question()
    elif asked == "consent_sensitive" and draft.consent and heard.intent in {"affirm", "deny"}:
        draft.consent["sensitive"] = heard.intent == "affirm"
        draft.close_question()
    elif asked == "guardian" and heard.intent in {"affirm", "deny"}:
        draft.minor = "guarded" if heard.intent == "affirm" else "alone"
        draft.close_question()
    elif asked == "confirm" and heard.intent == "affirm":
        draft.confirmed = True
        draft.close_question()
