"""How the actions speak: sentences of the domain, questions in their three wordings."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk.executor import CollectingDispatcher

from actions.draft import Draft
from intake import knowledge
from intake.vocabulary import DISPUTE_TYPES

WORDINGS: Final = ("", "_again", "_why")
"""A question is asked, asked again in fewer words, then explained with leave to skip it."""
NONE_OF_THESE: Final = "都不是，是别的事"


def ask(
    dispatcher: CollectingDispatcher, draft: Draft, question: str, *, plain: bool = False
) -> None:
    """Ask a question in the wording that fits how often it has been asked, and note that.

    Args:
        question: as in :class:`actions.agenda.Step`.
        plain: the citizen asked for simpler sentences: begin with the short wording.
    """
    times = draft.asked.get(question, 0)
    draft.asked[question] = times + 1
    draft.open_question = question
    wording = min(times + (1 if plain and times == 0 else 0), len(WORDINGS) - 1)
    if question.startswith("q:"):
        own = knowledge.load().question(question.removeprefix("q:"))
        dispatcher.utter_message(text=(own.ask, own.again, explained(own.why))[wording])
    elif question == "consent":
        consent = knowledge.load().consent
        dispatcher.utter_message(text=(consent.text, consent.again)[min(wording, 1)])
    elif question == "consent_sensitive":
        consent = knowledge.load().consent
        text = (consent.sensitive, consent.sensitive_again)[min(wording, 1)]
        dispatcher.utter_message(text=text)
    elif (
        question == "applicant_name"
        and "teller" in draft.answers
        and wording < WORDINGS.index("_why")
    ):
        dispatcher.utter_message(response=f"utter_ask_applicant_name_for{WORDINGS[wording]}")
    elif question == "type":
        offer_types(dispatcher, draft)
    else:
        dispatcher.utter_message(response=f"utter_ask_{question}{WORDINGS[wording]}")


def explained(why: str) -> str:
    """The reason for a question, with leave not to answer it."""
    return f"{why}不清楚、不想说都行，回“跳过”就接着往下。"


def offer_types(dispatcher: CollectingDispatcher, draft: Draft) -> None:
    """The three most likely types in plain words, by number, with a way out."""
    names = [entry["name"] for entry in (draft.dispute_type or {}).get("ranking", [])][:3]
    names = [name for name in names if name != DISPUTE_TYPES[-1]]
    types = knowledge.load().dispute_types
    draft.choices = [*names, DISPUTE_TYPES[-1]]
    lines = [f"{number} {types[name].plain}" for number, name in enumerate(names, 1)]
    lines.append(f"{len(names) + 1} {NONE_OF_THESE}")
    dispatcher.utter_message(response="utter_ask_type", choices="\n".join(lines))


def numbered(lines: list[Any]) -> str:
    """Lines with their numbers, one a line."""
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))
