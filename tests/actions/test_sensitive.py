"""What is left out of a case where the citizen said no to the sensitive part."""

import pytest

from actions import sensitive
from actions.draft import Draft

TOLD = Draft(
    draft_id="d-1",
    narrative="骑车让他撞骨折了",
    answers={"injury": {"question": "伤情", "answer": "骨折住院"}},
    facts={
        "respondent": "王强",
        "amount_yuan": 3600,
        "demand": "要他赔骨折的医药费",
        "evidence": ["病历", "转账记录"],
    },
    urgency={
        "level": "yellow",
        "signals": [
            {"code": "injury", "text": "骨折住院", "start": 0, "end": 4},
            {"code": "threat", "text": "要找人打我", "start": 6, "end": 11},
        ],
    },
)


def told(consent):
    return sensitive.without(
        Draft(
            draft_id=TOLD.draft_id,
            narrative=TOLD.narrative,
            answers=TOLD.answers,
            facts=TOLD.facts,
            urgency=TOLD.urgency,
            consent=consent,
        )
    )


def test_after_a_no_facts_that_hold_it_are_left_out_and_others_stay():
    assert told({"sensitive": False}).facts == {
        "respondent": "王强",
        "amount_yuan": 3600,
        "evidence": ["转账记录"],
    }


def test_after_a_no_story_and_answers_are_left_out_whole():
    left = told({"sensitive": False})
    assert (left.narrative, left.answers) == (sensitive.TOLD_IN_PERSON, {})


def test_after_a_no_the_urgency_keeps_its_reason_without_the_words():
    signals = told({"sensitive": False}).urgency["signals"]
    assert [(one["code"], one["text"]) for one in signals] == [
        ("injury", sensitive.LEFT_OUT),
        ("threat", "要找人打我"),
    ]


@pytest.mark.parametrize("consent", [{"sensitive": True}, {}, None])
def test_otherwise_everything_is_handed_over(consent):
    left = told(consent)
    assert (left.narrative, left.facts, left.urgency) == (TOLD.narrative, TOLD.facts, TOLD.urgency)
