"""The numbered summary a citizen confirms, and what each number stands for."""

from __future__ import annotations

from typing import Final

from rasa_sdk.executor import CollectingDispatcher

from actions.draft import Draft
from actions.say import numbered
from intake import knowledge
from intake.facts import LABELS, show
from intake.vocabulary import FACT_SLOTS

OPEN: Final = "先空着，调解员再问您"


def items(draft: Draft) -> list[tuple[str, str]]:
    """What the summary lists: (id, line); the id is ``type``, a fact slot or ``q:<id>``."""
    assert draft.dispute_type is not None  # noqa: S101 - only a begun draft is summarised
    kind = knowledge.load().dispute_types[draft.dispute_type["name"]]
    rows = [("type", f"事由：{kind.name}")]
    for slot in FACT_SLOTS:
        if slot in draft.facts:
            rows.append((slot, f"{LABELS[slot]}：{show(slot, draft.facts[slot])}"))
        elif slot in kind.needs or slot in {"applicant_name", "applicant_phone"}:
            rows.append((slot, f"{LABELS[slot]}：{OPEN}"))
    rows += [
        (f"q:{question_id}", f"{answer['question']}：{answer['answer']}")
        for question_id, answer in draft.answers.items()
        if question_id in _type_questions() and not _shown_as_fact(question_id, draft)
    ]
    return rows


def _type_questions() -> set[str]:
    return {one.id for questions in knowledge.load().questions.values() for one in questions}


def _shown_as_fact(question_id: str, draft: Draft) -> bool:
    return any(slot in draft.facts for slot in knowledge.load().question(question_id).answered_by)


def show_summary(dispatcher: CollectingDispatcher, draft: Draft) -> None:
    """Show the summary; the numbers stand for its items until the question is closed."""
    rows = items(draft)
    draft.choices = [name for name, _ in rows]
    dispatcher.utter_message(response="utter_summary", summary=numbered([line for _, line in rows]))
    times = draft.asked.get("confirm", 0)
    draft.asked["confirm"] = times + 1
    draft.open_question = "confirm"
