"""What is still missing, in the order of its use: the next step of a draft.

A pure function of the draft and the district's knowledge, so that a table can test it. A question is
asked, asked again in fewer words, then explained; after that it is left open for staff. Nothing that
is known, answered, skipped or superfluous is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from actions import aftercare, sensitive
from actions.draft import Draft
from intake.knowledge import Knowledge, Question

MOST_ASKS: Final = 3
SHORT_STORY: Final = 12
"""A telling shorter than this, with hardly a fact in it, is asked about once more."""
SURE_TYPE: Final = 0.45
"""Below this confidence the citizen chooses among the most likely types."""
ESSENTIAL: Final = ("applicant_name", "applicant_phone")

Kind = Literal["aftercare", "ask", "summary", "submit", "wait", "nothing"]


@dataclass(frozen=True)
class Step:
    """What to do next.

    Attributes:
        kind: follow up a danger, ask a question, show the summary, submit, wait for the backend's
            acknowledgement, or nothing (no draft, no consent, a child without a grown-up).
        question: the id of the question to ask: ``story``, ``story_more``, ``type``, a fact slot,
            ``q:<id>`` of a type's own question, ``guardian``, ``consent`` or ``consent_sensitive``.
    """

    kind: Kind
    question: str = ""


def next_step(draft: Draft, knowledge: Knowledge) -> Step:
    """The one thing to do now."""
    if draft.submission:
        return Step("wait")
    if aftercare.pending(draft):
        return Step("aftercare")
    if not draft.begun:
        return Step("ask", "story") if draft.open_question == "story" else Step("nothing")
    if draft.minor == "child" and _may_ask(draft, "guardian"):
        return Step("ask", "guardian")
    for question in _questions(draft, knowledge):
        if _may_ask(draft, question):
            return Step("ask", question)
    if (step := _agreement(draft)) is not None:
        return step
    for slot in ESSENTIAL:
        if slot not in draft.facts and _may_ask(draft, slot):
            return Step("ask", slot)
    return Step("submit") if draft.confirmed else Step("summary")


def _agreement(draft: Draft) -> Step | None:
    """What must be agreed to before anything is stored: by whom, to what, to the sensitive part."""
    if draft.consent is None and draft.minor not in {"alone", "child"}:
        return Step("ask", "consent")
    if draft.consent is None or draft.consent.get("refused"):
        return Step("nothing")
    if "sensitive" not in draft.consent and sensitive.holds_sensitive(draft):
        return Step("ask", "consent_sensitive")
    return None


def _questions(draft: Draft, knowledge: Knowledge) -> list[str]:
    assert draft.dispute_type is not None  # noqa: S101 - a begun draft has been classified
    wanted = []
    if len(draft.narrative or "") < SHORT_STORY and len(draft.facts) < 2:
        wanted.append("story_more")
    if draft.dispute_type["confidence"] < SURE_TYPE and draft.dispute_type["source"] == "bot":
        wanted.append("type")
    kind = knowledge.dispute_types[draft.dispute_type["name"]]
    wanted += [slot for slot in kind.needs if slot not in draft.facts]
    wanted += [
        f"q:{question.id}"
        for question in knowledge.questions[kind.name]
        if question.id not in draft.answers and not _superfluous(question, draft)
    ]
    return wanted


def _superfluous(question: Question, draft: Draft) -> bool:
    if any(slot in draft.facts for slot in question.answered_by):
        return True
    return any(words in (draft.narrative or "") for words in question.answered_words)


def _may_ask(draft: Draft, question: str) -> bool:
    most = 1 if question == "story_more" else MOST_ASKS
    return question not in draft.skipped and draft.asked.get(question, 0) < most
