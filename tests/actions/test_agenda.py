"""What is asked next: only what is missing, in the order of its use."""

import pytest

from actions.agenda import MOST_ASKS, Step, next_step
from actions.draft import Draft
from intake import knowledge

KNOWLEDGE = knowledge.load()
STORY = "去年给坛山街道一个包工头刘强干活，干了三个月，一万八的工钱到现在没给"


def told(**more):
    values = {
        "draft_id": "d",
        "narrative": STORY,
        "dispute_type": {"name": "拖欠农民工工资", "confidence": 0.9, "source": "bot"},
        "facts": {"respondent": "刘强", "amount_yuan": 18000, "town": "古邵镇"},
    }
    return Draft(**{**values, **more})


CONSENTED = {"consent": {"at": "2026-11-24T10:00:00+08:00", "version": "1"}}
ANSWERED = {
    "answers": {
        k: {"question": "?", "answer": "!"}
        for k in ("wages_evidence", "wages_people", "wages_site")
    }
}
NAMED = {
    "facts": {
        "respondent": "刘强",
        "amount_yuan": 18000,
        "town": "古邵镇",
        "applicant_name": "王秀兰",
        "applicant_phone": "13800000000",
    }
}

ROWS = [
    ("nothing told, nothing asked", Draft(), Step("nothing")),
    ("invited to tell", Draft(open_question="story"), Step("ask", "story")),
    (
        "a short story is asked about once",
        told(narrative="欠我钱", facts={}),
        Step("ask", "story_more"),
    ),
    (
        "only once",
        told(narrative="欠我钱", facts={}, asked={"story_more": 1}),
        Step("ask", "respondent"),
    ),
    (
        "an unsure type is chosen by the citizen",
        told(dispute_type={"name": "合同", "confidence": 0.3, "source": "bot"}),
        Step("ask", "type"),
    ),
    (
        "not when the citizen has chosen",
        told(dispute_type={"name": "合同", "confidence": 0.3, "source": "citizen"}),
        Step("ask", "q:contract_paper"),
    ),
    (
        "a missing need first",
        told(facts={"amount_yuan": 1, "town": "古邵镇"}),
        Step("ask", "respondent"),
    ),
    ("then the type's own question", told(), Step("ask", "q:wages_evidence")),
    (
        "not one that a fact answers",
        told(
            facts={"respondent": "刘强", "amount_yuan": 1, "town": "古邵镇", "evidence": ["欠条"]}
        ),
        Step("ask", "q:wages_people"),
    ),
    (
        "not one that the story answers",
        told(narrative=STORY + "，没打欠条，在榴花小区工地", skipped=["q:wages_people"]),
        Step("ask", "consent"),
    ),
    ("consent before a name", told(**ANSWERED), Step("ask", "consent")),
    (
        "danger before everything",
        told(danger={"path": "violence", "step": "safety"}),
        Step("aftercare"),
    ),
    (
        "the agenda again once the citizen comes back",
        told(danger={"path": "violence", "step": "over"}),
        Step("ask", "q:wages_evidence"),
    ),
    ("a child's grown-up first", told(minor="child"), Step("ask", "guardian")),
    ("a child alone is asked for nothing", told(**ANSWERED, minor="alone"), Step("nothing")),
    (
        "a child whose guardian may be the danger consents alone",
        told(**ANSWERED, minor="protected"),
        Step("ask", "consent"),
    ),
    (
        "sensitive matters are asked about separately",
        told(**{**ANSWERED, **CONSENTED, **NAMED}, narrative=STORY + "，累得住院了"),
        Step("ask", "consent_sensitive"),
    ),
    (
        "once",
        told(
            **{**ANSWERED, **NAMED},
            narrative=STORY + "，累得住院了",
            consent={**CONSENTED["consent"], "sensitive": False},
        ),
        Step("summary"),
    ),
    ("no consent, nothing more", told(**ANSWERED, consent={"refused": True}), Step("nothing")),
    ("then the name", told(**ANSWERED, **CONSENTED), Step("ask", "applicant_name")),
    ("all known: the summary", told(**{**ANSWERED, **CONSENTED, **NAMED}), Step("summary")),
    (
        "confirmed: hand over",
        told(**{**ANSWERED, **CONSENTED, **NAMED}, confirmed=True),
        Step("submit"),
    ),
    ("handed over: wait", told(submission="queued"), Step("wait")),
]


@pytest.mark.parametrize(("why", "draft", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_next_step(why, draft, expected):
    assert next_step(draft, KNOWLEDGE) == expected


@pytest.mark.parametrize("name", KNOWLEDGE.dispute_types)
def test_every_type_reaches_the_summary_when_every_question_is_skipped(name):
    draft = told(
        dispute_type={"name": name, "confidence": 1.0, "source": "citizen"}, facts={}, **CONSENTED
    )
    asked = []
    while (step := next_step(draft, KNOWLEDGE)).kind == "ask":
        assert step.question not in asked, "asked twice although skipped"
        asked.append(step.question)
        draft.skipped.append(step.question)
    assert step == Step("summary")
    assert 2 <= len(asked) <= 9


def test_a_question_left_unanswered_is_given_up_for_staff():
    draft = told(asked={"q:wages_evidence": MOST_ASKS})
    assert next_step(draft, KNOWLEDGE) == Step("ask", "q:wages_people")
