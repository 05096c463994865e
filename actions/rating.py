"""How it went: 1 to 5, with a sentence if the citizen likes.

Asked by the notice of a case's end, and once more when the citizen asks how the case stands.
"""

from __future__ import annotations

import re
from typing import Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import cases
from actions.draft import Draft
from actions.heard import Heard

_NUMBER: Final = re.compile(r"^\D{0,4}([1-5一二三四五])(?:分|星)?(?=\D|$)")
_WORDS: Final = (
    (re.compile(r"(很|非常|太|特别|十分)不满意|很差|太差"), 1),
    (re.compile(r"不(太)?满意|不好|不中|不行"), 2),
    (re.compile(r"一般|还行|凑合|将就"), 3),
    (re.compile(r"(很|非常|特别|十分)(满意|好)|太好了"), 5),
    (re.compile(r"满意|挺好|不错|中|好"), 4),
)


_DECLINED: Final = re.compile(r"不评|不想评|算了|不用评|懒得评")
_OF_ITSELF: Final = re.compile(
    r"^\D{0,2}[1-5](?:分|星)?(?:[，,。.!！\s]|$)|^\D{0,2}[一二三四五](?:分|星)|^[一二三四五][。.!！]?$"
    r"|满意|不(?:想|用)?评|懒得评"
    r"|(?:办|调解|处理|服务).{0,6}(?:好|不错|差|孬)|^(?:很|非常|特别|挺|真|太)(?:好|不错|差)|^(?:还行|一般|凑合)"
)
LONGEST: Final = 60
"""Characters; what is longer tells more than how it went."""


def score_of(text: str) -> int | None:
    """1 (very bad) to 5 (very good), None where the words say neither."""
    found = _NUMBER.match(text)
    if found:
        return "一二三四五".find(found[1]) + 1 or int(found[1])
    return next((score for words, score in _WORDS if words.search(text)), None)


def rates(text: str) -> bool:
    """Whether words say how it went, or that they do not want to, where nothing was asked just before.

    Stricter than an answer: 「好」 agrees to anything, and 「三天了」 rates nothing.
    """
    return len(text) <= LONGEST and _OF_ITSELF.search(text) is not None


def ask(dispatcher: CollectingDispatcher, draft: Draft, case_no: str) -> None:
    """Ask; the answer may be a number, a word or a sentence."""
    draft.open_question, draft.choices = "satisfaction", [case_no]
    dispatcher.utter_message(response="utter_ask_satisfaction", no=case_no)


async def take(
    dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, heard: Heard
) -> list[EventType]:
    """Note the answer; one that says neither good nor bad is not guessed at."""
    case_no, score = draft.choices[0], score_of(heard.text)
    draft.close_question()
    if _DECLINED.search(heard.text) or (score is None and heard.intent in {"deny", "skip"}):
        dispatcher.utter_message(response="utter_no_rating")
    elif score is None:
        done = await cases.note("addition", case_no, heard)
        response = "utter_addition_noted" if done else "utter_note_queued"
        dispatcher.utter_message(response=response, no=case_no)
    else:
        await cases.note("satisfaction", case_no, heard, score=score)
        response = "utter_rated_bad" if score <= 2 else "utter_rated"
        dispatcher.utter_message(response=response)
    return draft.events(tracker)
