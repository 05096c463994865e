"""Take up what a message brought: the story, every fact, answers, corrections, choices."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import clock, knowledge
from intake.vocabulary import DISPUTE_TYPES

TELLING: Final = frozenset({"report_dispute", "add_info", "danger"})
KEEP_FIRST: Final = frozenset(
    {"respondent", "town", "occurred_on", "amount_yuan", "applicant_name"}
)
"""Facts that a later message does not replace unless it corrects or answers."""


class ActionTakeUp(SafeAction):
    """Writes what the last message brought into the draft; says nothing."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_take_up"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Slot events for everything new."""
        draft = Draft.of(tracker)
        take_up(draft, Heard.of(tracker))
        return draft.events(tracker)


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
    if draft.begun:
        _facts(draft, heard, replace=False)
    _answer(draft, heard, asked)


def _tell(draft: Draft, heard: Heard) -> None:
    draft.begin(heard.at)
    draft.narrative = f"{draft.narrative}\n{heard.text}" if draft.narrative else heard.text
    if draft.dispute_type is None or draft.dispute_type["source"] == "bot":
        draft.dispute_type = {**heard.dispute_type, "source": "bot"}
    draft.route = heard.route
    draft.raise_urgency(heard.urgency)
    draft.confirmed = None


def _facts(draft: Draft, heard: Heard, *, replace: bool) -> None:
    for fact in heard.facts:
        slot, value = fact["slot"], fact["value"]
        if slot == "evidence":
            held = draft.facts.get("evidence", [])
            draft.facts["evidence"] = [*held, value] if value not in held else held
        elif replace or slot not in draft.facts:
            if slot in {"applicant_name", "respondent"} and heard.intent not in TELLING | {
                "inform"
            }:
                continue
            draft.facts[slot] = value
    if heard.village and not draft.village:
        draft.village = heard.village
    for fact in heard.corrections:
        draft.facts[fact["slot"]] = fact["value"]
        draft.confirmed = None


def _answer(draft: Draft, heard: Heard, asked: str | None) -> None:
    if asked is None:
        return
    if heard.intent == "skip":
        draft.skipped.append(asked)
        draft.close_question()
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
    elif asked in {"consent", "confirm"}:
        _yes_or_no(draft, heard, asked)


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
    elif asked == "confirm" and heard.intent == "affirm":
        draft.confirmed = True
        draft.close_question()
