"""Staff ask, and end a case; the citizen answers and says how it went, in the chat."""

import json
import sqlite3
import uuid
from contextlib import closing

import pytest

from mediation.vault.keyring import Keyring


@pytest.fixture
def citizen(stack):
    """Someone with one case handed over."""
    key = uuid.uuid4().hex
    for words in (
        "包工头刘强欠我五千块工钱，有欠条，就我一个人，在阴平镇中学工地干的",
        "同意",
        "赵大柱",
        "13700002222",
        "对",
    ):
        stack.say(key, words)
    return key


def at_the_desk(stack, citizen, statement, *values):
    """What the console writes when staff ask or end a case, without a browser."""
    (case,) = stack.cases(citizen)
    with closing(sqlite3.connect(stack.logs / "mediation.db", timeout=10)) as database:
        database.execute(statement, (*values, case["no"]))
        database.commit()


def sealed(stack, text):
    """A text as the backend keeps it."""
    return Keyring.parse(stack.environment["MEDIATION_DATA_KEYS"]).seal(text)


ASK = (
    "INSERT INTO notes (kind, at, who, text, case_id)"
    " SELECT 'question', '2026-11-25 09:00:00.000000', 'li.na', ?, id FROM cases WHERE no = ?"
)
END = "UPDATE cases SET status = ? WHERE no = ?"


def noted(stack, citizen):
    (case,) = stack.cases(citizen)
    return [(note["kind"], note["text"], note["score"]) for note in case["notes"]]


@pytest.mark.parametrize("words", ["欠条在俺媳妇那", "有", "原件丢了，只有照片"])
def test_words_after_a_question_of_staff_are_its_answer(stack, citizen, words):
    at_the_desk(stack, citizen, ASK, sealed(stack, "欠条原件在谁手里"))
    assert "转给调解员" in "\n".join(stack.say(citizen, words))
    assert noted(stack, citizen)[-1] == ("answer", words, None)
    assert stack.cases(citizen)[0]["open_question"] is None


def test_progress_names_the_question_that_waits(stack, citizen):
    at_the_desk(stack, citizen, ASK, sealed(stack, "欠条原件在谁手里"))
    assert "欠条原件在谁手里" in "\n".join(stack.say(citizen, "进度"))
    stack.say(citizen, "在俺手里")
    assert noted(stack, citizen)[-1][0] == "answer"


@pytest.mark.parametrize(
    ("words", "score"), [("5", 5), ("很满意，多亏了李调解员", 5), ("不满意，拖太久", 2)]
)
def test_end_of_a_case_is_rated_once(stack, citizen, words, score):
    at_the_desk(stack, citizen, END, "closed")
    assert "回1到5" in "\n".join(stack.say(citizen, "进度"))
    stack.say(citizen, words)
    assert noted(stack, citizen)[-1] == ("satisfaction", words, score)
    assert "回1到5" not in "\n".join(stack.say(citizen, "进度"))


def test_rating_is_not_forced_on_anybody(stack, citizen):
    at_the_desk(stack, citizen, END, "closed")
    stack.say(citizen, "进度")
    assert "不评也没事" in "\n".join(stack.say(citizen, "算了不评了"))
    assert noted(stack, citizen) == []


def test_not_solved_is_told_to_staff(stack, citizen):
    at_the_desk(stack, citizen, END, "closed")
    stack.say(citizen, "进度")
    assert "优先联系您" in "\n".join(stack.say(citizen, "没解决"))
    assert noted(stack, citizen)[-1][0] == "human_requested"


def test_the_desk_has_the_words_that_each_fact_was_read_from(stack, citizen):
    (case,) = stack.cases(citizen)
    keyring = Keyring.parse(stack.environment["MEDIATION_DATA_KEYS"])
    with closing(sqlite3.connect(stack.logs / "mediation.db", timeout=10)) as database:
        rows = database.execute(
            "SELECT facts FROM transcript_lines JOIN cases ON cases.id = case_id WHERE no = ?",
            (case["no"],),
        ).fetchall()
    words = {
        fact["slot"]: fact["text"] for (facts,) in rows for fact in json.loads(keyring.open(facts))
    }
    assert words["applicant_phone"] == "13700002222"
    assert words["respondent"] == "刘强"
    assert words["amount_yuan"].startswith("五千")
    assert words["town"].startswith("阴平")
