"""What is handed over carries the words of its facts, of this session and of earlier ones."""

import pytest
from rasa_sdk import Tracker

from actions.draft import Draft
from actions.submission import case_body

EARLIER = {
    "at": "2026-11-23T09:00:00+08:00",
    "from": "citizen",
    "text": "王强欠我三千",
    "facts": [
        {"slot": "respondent", "value": "王强", "text": "王强"},
        {"slot": "amount_yuan", "value": 3000, "text": "三千"},
    ],
}
HEARD = {"slot": "amount_yuan", "value": 3600, "text": "三千六", "start": 3, "end": 6}
EVENTS = [
    {
        "event": "user",
        "timestamp": 100.0,
        "text": "不对，三千六",
        "parse_data": {"corrections": [HEARD]},
    }
]


@pytest.fixture
def body():
    def make(**changes):
        draft = Draft(
            draft_id="d-1",
            narrative="王强欠我三千",
            opened_at=1.0,
            earlier=[EARLIER],
            facts={"respondent": "王强", "amount_yuan": 3600},
            consent={"at": "2026-11-24T09:00:00+08:00", "version": "1"} | changes,
        )
        tracker = Tracker("c-1", {}, {}, EVENTS, False, None, {}, "action_listen")
        return case_body(draft, tracker)

    return make


def test_each_fact_of_the_case_comes_with_its_words(body):
    assert [line["facts"] for line in body()["transcript"]] == [
        [{"slot": "respondent", "text": "王强"}],
        [{"slot": "amount_yuan", "text": "三千六"}],
    ]


def test_nothing_is_said_where_the_citizen_wants_it_left_out(body):
    assert body(sensitive=False)["transcript"] == []
