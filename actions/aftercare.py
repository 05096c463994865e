"""After a danger: one safety question at a time, never a form, and gently the way back.

The steps of ``draft.danger``: ``safety`` until the citizen is safe; with domestic violence ``contact``,
how to be reached without the other party knowing; ``record``, whether to write it down; then ``over``
(the usual agenda) or ``rest`` (nothing is asked, the duty officer knows). Domestic violence is not
brought to mediation (山东省反家庭暴力条例 20) and nobody contacts the other party.
"""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk.executor import CollectingDispatcher

from actions.draft import Draft
from actions.heard import Heard
from intake import knowledge

DOMESTIC: Final = "domestic_violence"
SAFE_CONTACT: Final = "safe_contact"
MOST_SAFETY_TURNS: Final = 3
TELLING: Final = 20
"""Characters; so much told after a 安全 is the story itself."""
GOES_ON: Final = frozenset({"add_info", "ask_summary", "report_dispute", "start_report"})
"""Intents by which a citizen comes back to the matter by himself."""
ANSWERED_ALREADY: Final = frozenset(
    {"ask_about_bot", "ask_law", "insult", "out_of_scope", "send_media", "send_voice", "thank"}
)
"""Intents that have been answered before the agenda is asked what comes next."""
STAYING: Final = ("utter_stay", "utter_stay_more")


def begin(draft: Draft, path: str) -> str:
    """Take a danger up; returns the response to give, never the one given last."""
    before = draft.danger or {"turns": 0, "times": 0}
    times = before.get("times", 0) if before.get("path") == path else 0
    draft.danger = {"path": path, "step": "safety", "turns": 0, "times": times + 1}
    draft.open_question = "after_danger"
    wordings = (f"utter_danger_{path}", f"utter_danger_{path}_again", "utter_danger_stay")
    return wordings[times if times < 2 else 1 + times % 2]


def pending(draft: Draft) -> bool:
    """Whether the danger still comes before the agenda."""
    return bool(draft.danger) and draft.danger.get("step") != "over"


def domestic(draft: Draft) -> bool:
    """Whether the draft tells of domestic violence: discreet, and not for mediation."""
    codes = {signal["code"] for signal in (draft.urgency or {}).get("signals", [])}
    return DOMESTIC in codes or bool(draft.danger and draft.danger.get("path") == DOMESTIC)


def route(draft: Draft) -> dict[str, Any] | None:
    """The draft's route; domestic violence stays with the emergency route, whatever is told later."""
    if domestic(draft):
        rule = next(one for one in knowledge.load().routes if one.name == "emergency")
        return {"name": rule.name, "reason": "涉家庭暴力，不作调解，先保安全"}
    return draft.route


def follow(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> bool:
    """The next word after a danger.

    Returns:
        Whether the agenda goes on from here.
    """
    assert draft.danger is not None  # noqa: S101 - pending() was asked first
    return _STEPS[draft.danger["step"]](dispatcher, draft, heard)


def _safety(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> bool:
    danger = _danger(draft)
    if heard.intent == "affirm" or "安全" in heard.text.replace("不安全", ""):
        told = len(heard.text) >= TELLING and danger["path"] not in {"self_harm", DOMESTIC}
        return _over(draft) if told else _safe(dispatcher, draft)
    danger["turns"] += 1
    if heard.intent == "deny":
        dispatcher.utter_message(
            response="utter_not_safe" if danger["turns"] % 2 else "utter_not_safe_again",
            phone=knowledge.load().duty.phone,
        )
    elif danger["turns"] < MOST_SAFETY_TURNS:
        dispatcher.utter_message(response=STAYING[(danger["turns"] - 1) % 2])
    else:
        return _safe(dispatcher, draft)
    draft.open_question = "after_danger"
    return False


def _safe(dispatcher: CollectingDispatcher, draft: Draft) -> bool:
    if _danger(draft)["path"] == DOMESTIC and SAFE_CONTACT not in draft.answers:
        _step(draft, "contact", SAFE_CONTACT)
        dispatcher.utter_message(response="utter_ask_safe_contact")
        return False
    _step(draft, "record", "danger_record")
    dispatcher.utter_message(response="utter_ask_danger_record")
    return False


def _contact(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> bool:
    if heard.intent not in {"skip", "deny"}:
        draft.answers[SAFE_CONTACT] = {"question": "怎样联系才安全", "answer": heard.text}
        dispatcher.utter_message(response="utter_safe_contact_noted")
    _step(draft, "record", "danger_record")
    dispatcher.utter_message(response="utter_ask_danger_record")
    return False


def _record(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> bool:
    danger = _danger(draft)
    if heard.intent in GOES_ON | {"affirm"} or (heard.intent == "inform" and heard.facts):
        return _over(draft)
    danger["turns"] += 1
    if heard.intent in {"deny", "skip", "stop", "goodbye"} or danger["turns"] > MOST_SAFETY_TURNS:
        _step(draft, "rest", None)
        dispatcher.utter_message(response="utter_rest")
    else:
        dispatcher.utter_message(response="utter_ask_danger_record_again")
    return False


def _rest(dispatcher: CollectingDispatcher, draft: Draft, heard: Heard) -> bool:
    if heard.intent in GOES_ON:
        return _over(draft)
    if heard.intent not in ANSWERED_ALREADY:
        dispatcher.utter_message(response="utter_here")
    return False


_STEPS: Final = {"safety": _safety, "contact": _contact, "record": _record, "rest": _rest}


def _over(draft: Draft) -> bool:
    _step(draft, "over", None)
    return True


def _step(draft: Draft, step: str, question: str | None) -> None:
    _danger(draft).update(step=step, turns=0)
    draft.close_question()
    draft.open_question = question


def _danger(draft: Draft) -> dict[str, Any]:
    assert draft.danger is not None  # noqa: S101 - only called while a danger stands
    return draft.danger
