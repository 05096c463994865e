"""A message is one turn, however often it is sent and whatever dies in between."""

import urllib.error
import uuid

import pytest

STORY = "包工头刘强欠我八千块工钱，在阴平镇干的"


def test_same_message_id_again_gives_the_same_answer_and_no_second_turn(stack):
    citizen, number = uuid.uuid4().hex, uuid.uuid4().hex
    first = stack.say(citizen, STORY, message_id=number)
    again = stack.say(citizen, STORY, message_id=number)
    assert again == first
    told = "\n".join(stack.say(citizen, "我刚才说到哪了"))
    assert told.count("刘强") == 1


def test_turn_is_not_lost_while_the_action_server_is_away(stack):
    citizen, number = uuid.uuid4().hex, uuid.uuid4().hex
    stack.say(citizen, "你好")
    stack.kill("actions")
    try:
        with pytest.raises(urllib.error.HTTPError) as refused:
            stack.say(citizen, STORY, message_id=number)
        assert refused.value.code == 503
        refused.value.close()
    finally:
        stack.start("actions")
        stack.wait("actions")
    answer = "\n".join(stack.say(citizen, STORY, message_id=number))
    assert "刘强" in answer


def test_conversation_of_many_turns_keeps_its_draft_and_its_transcript(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    for number in range(30):
        stack.say(citizen, f"补充一点，第{number}天他又说没钱")
    for words in ("跳过", "跳过", "跳过", "同意", "赵大柱", "13700002222", "对"):
        said = "\n".join(stack.say(citizen, words))
    assert "登记好了" in said
    (case,) = stack.cases(citizen)
    told = [line["text"] for line in case["transcript"] if line["from"] == "citizen"]
    assert told[0] == STORY
    assert sum(text.startswith("补充一点") for text in told) == 30


def test_backend_killed_at_submission_gets_the_case_once_when_it_is_back(stack):
    citizen = uuid.uuid4().hex
    stack.say(citizen, STORY)
    for words in ("跳过", "跳过", "跳过", "同意", "赵大柱", "13700002222"):
        stack.say(citizen, words)
    stack.kill("mediation")
    try:
        said = "\n".join(stack.say(citizen, "对"))
        assert "存好了" in said
        assert "登记好了" not in said
    finally:
        stack.start("mediation")
        stack.wait("mediation")
    assert "登记好了" in "\n".join(stack.say(citizen, "好了吗"))
    assert len(stack.cases(citizen)) == 1
    stack.say(citizen, "好了吗")
    assert len(stack.cases(citizen)) == 1
