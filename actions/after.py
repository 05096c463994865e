"""What is said after the hand-over belongs to the case, not to a copy of it.

An answer to staff, a rating, an addition, a correction and a picture become notes of the case. A telling that
may be another matter is asked about, its words kept meanwhile (slot ``later``).
"""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cases, rating
from actions.backend import BackendAway, BackendRefuses
from actions.draft import Draft
from actions.heard import Heard

ANSWERS: Final = frozenset(
    {
        "add_info",
        "affirm",
        "correct_info",
        "deny",
        "gibberish",
        "inform",
        "nlu_fallback",
        "report_dispute",
        "send_media",
        "skip",
    }
)
"""Intents that may be an answer to what staff asked in the chat."""
OTHER_TYPE: Final = 0.5
"""A telling of another type, as sure as this, is another matter without asking."""
STORY: Final = 16
MANY: Final = 3
OWN_QUESTIONS: Final = frozenset(
    {"story", "withdraw", "withdraw_which", "later", "law_choice", "statutes"}
)


async def taken(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType] | None:
    """Take a message as belonging to a case handed over; None where it does not."""
    case_no = tracker.get_slot("last_case")
    if draft.begun or not case_no or heard.taken_up or draft.open_question in OWN_QUESTIONS:
        return None
    if draft.open_question == "which_matter":
        return await _chosen(dispatcher, tracker, draft, heard)
    if heard.intent in ANSWERS:
        known = await _known(tracker)
        asked = next((case["no"] for case in known if case["open_question"]), None)
        if asked is not None:
            done = await cases.note("answer", asked, heard)
            return _said(dispatcher, tracker, draft, "utter_answer_noted", asked, done=done)
        if (events := await _rated(dispatcher, tracker, draft, heard, known)) is not None:
            return events
    if heard.intent == "correct_info":
        done = await cases.note("correction", case_no, heard)
        return _said(dispatcher, tracker, draft, "utter_correction_noted", case_no, done=done)
    if _tells_a_story(heard):
        return _which(dispatcher, tracker, draft, heard)
    if heard.intent in {"add_info", "inform"} and draft.open_question is None:
        done = await cases.note("addition", case_no, heard)
        return _said(dispatcher, tracker, draft, "utter_addition_noted", case_no, done=done)
    return None


async def thanked(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType] | None:
    """Thanks may say how it went, too (很满意，谢谢); None where they do not."""
    if heard.intent != "thank" or draft.begun:
        return None
    return await _rated(dispatcher, tracker, draft, heard, await _known(tracker))


async def _rated(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    draft: Draft,
    heard: Heard,
    known: list[dict[str, Any]],
) -> list[EventType] | None:
    """The answer to the notice of a case's end, which asked how it went."""
    if heard.intent == "report_dispute" or not rating.rates(heard.text):
        return None
    ended = next((case["no"] for case in known if cases.awaits_rating(case)), None)
    if ended is None or draft.open_question is not None:
        return None
    draft.choices = [ended]
    return await rating.take(dispatcher, tracker, draft, heard)


def _tells_a_story(heard: Heard) -> bool:
    """Whether a message may be another matter: a telling, or an addition as full as one."""
    full = len(heard.text) >= STORY and len(heard.facts) >= MANY and "补充" not in heard.text
    return heard.intent == "report_dispute" or (
        heard.intent in {"add_info", "inform", "nlu_fallback"} and full
    )


def _which(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType] | None:
    kind = heard.dispute_type
    if kind["name"] != tracker.get_slot("last_type") and kind["confidence"] >= OTHER_TYPE:
        return None
    draft.open_question = "which_matter"
    dispatcher.utter_message(response="utter_which_matter", no=tracker.get_slot("last_case"))
    return [*draft.events(tracker), SlotSet("later", [heard.text])]


async def _chosen(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """Anything but 「新的」 (which the conversation takes up itself) adds the kept words."""
    words = "\n".join([*(tracker.get_slot("later") or []), *_more(heard)])
    case_no = tracker.get_slot("last_case")
    done = await cases.note("addition", case_no, heard, text=words)
    said = _said(dispatcher, tracker, draft, "utter_addition_noted", case_no, done=done)
    return [*said, SlotSet("later", None)]


def _more(heard: Heard) -> list[str]:
    short = heard.number is not None or heard.intent in {"affirm", "deny", "skip"}
    return [] if short or len(heard.text) <= 4 else [heard.text]


async def _known(tracker: Tracker) -> list[dict[str, Any]]:
    """The citizen's newest cases with their notes; none while the backend is away."""
    try:
        return await cases.in_full(await cases.of(tracker))
    except (BackendAway, BackendRefuses):
        return []


def _said(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    draft: Draft,
    response: str,
    case_no: str,
    *,
    done: bool,
) -> list[EventType]:
    draft.close_question()
    dispatcher.utter_message(response=response if done else "utter_note_queued", no=case_no)
    return draft.events(tracker)
