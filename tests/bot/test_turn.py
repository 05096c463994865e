"""What a message is for, in the light of the open question."""

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.messages import ANSWER, CORRECTIONS, FACTS, URGENCY
from bot.turn import Turn, TurnReader, read

LONG_QUESTION = (
    "去年腊月他来俺家借钱，说是进货周转不开，俺把给孩子上学的钱都拿给他了，他说过了年就还，"
    "俺前前后后去要了十来回，回回都有说头，俺能告他不"
)
ROWS = [
    # text, classifier, confidence, context, intent to act on
    ("【关注】", "gibberish", 0.9, {"kind": "subscribe"}, "subscribe"),
    ("【图片】", "gibberish", 0.9, {"kind": "image"}, "send_media"),
    ("【语音】", "gibberish", 0.9, {"kind": "voice"}, "send_voice"),
    ("俺家墙让他推倒了", "report_dispute", 0.9, {"kind": "voice"}, "report_dispute"),
    ("他拿刀来了", "report_dispute", 0.9, {"danger": "violence"}, "danger"),
    ("对，他拿刀", "affirm", 0.9, {"danger": "violence", "open_question": "consent"}, "danger"),
    (
        "发微信吧，别来电",
        "danger",
        0.6,
        {"danger": "unclear", "open_question": "safe_contact"},
        "inform",
    ),
    (
        "他又摸到门口了",
        "danger",
        0.6,
        {"danger": "unclear", "open_question": "safe_contact"},
        "danger",
    ),
    (
        "打电话叫他来，他拿刀",
        "danger",
        0.6,
        {"danger": "violence", "open_question": "safe_contact"},
        "danger",
    ),
    ("人工", "gibberish", 0.5, {}, "ask_human"),
    ("转人工", "inform", 0.5, {"open_question": "respondent", "answers": True}, "ask_human"),
    ("2", "gibberish", 0.9, {"open_question": "type"}, "inform"),
    ("第二条", "gibberish", 0.9, {"open_question": "confirm"}, "correct_info"),
    ("2", "gibberish", 0.9, {}, "gibberish"),
    ("中", "gibberish", 0.6, {"open_question": "consent"}, "affirm"),
    ("木有", "inform", 0.9, {"open_question": "confirm"}, "deny"),
    ("想把工钱要回来", "nlu_fallback", 0.3, {"facts": 1, "open_question": "confirm"}, "add_info"),
    ("撤了墙就行", "withdraw_case", 0.4, {"facts": 1, "open_question": "confirm"}, "add_info"),
    ("案子撤了吧", "withdraw_case", 0.9, {"facts": 1, "open_question": "confirm"}, "withdraw_case"),
    ("不是五千是八千", "deny", 0.5, {"corrects": True, "open_question": "confirm"}, "correct_info"),
    ("王麻子", "gibberish", 0.5, {"open_question": "respondent", "answers": True}, "inform"),
    ("为啥问这个", "ask_why", 0.8, {"open_question": "q:wages_evidence"}, "ask_why"),
    ("没有，就微信上说的", "deny", 0.5, {"open_question": "q:wages_evidence"}, "inform"),
    ("不知道", "skip", 0.9, {"open_question": "q:wages_site"}, "skip"),
    ("啊", "nlu_fallback", 0.2, {}, "nlu_fallback"),
    ("俺那个东院的他老往这边弄那个啥俺受不了", "nlu_fallback", 0.2, {}, "report_dispute"),
    ("你好", "greet", 0.9, {"open_question": "respondent"}, "greet"),
    ("怎么转移财产才好", "out_of_scope", 0.9, {}, "out_of_scope"),
    ("怎么转移财产才好", "nlu_fallback", 0.2, {"facts": 2}, "out_of_scope"),
    ("明天下雨不", "out_of_scope", 0.9, {}, "out_of_scope"),
    ("他欠俺五千不还能告他不", "ask_law", 0.9, {"facts": 1}, "ask_law"),
    (
        "去年他借走五千说好过年还，俺要了好几回都不给，能告他不",
        "ask_law",
        0.9,
        {"facts": 1},
        "ask_law",
    ),
    (
        "去年他借走五千说好过年还，俺要了好几回都不给，俺能告他不",
        "ask_law",
        0.9,
        {"facts": 2},
        "report_dispute",
    ),
    (LONG_QUESTION, "ask_law", 0.9, {"facts": 1}, "report_dispute"),
    (LONG_QUESTION, "ask_law", 0.9, {}, "ask_law"),
    ("非常满意，调解员跑了好几趟", "ask_human", 0.2, {}, "affirm"),
    ("很满意，谢谢", "thank", 0.9, {}, "thank"),
    ("对判决不满意", "ask_law", 0.3, {}, "ask_law"),
    ("那要是俺自己签了不交呢", "nlu_fallback", 0.3, {"topic": True}, "ask_law"),
    (
        "那要是没写借条呢",
        "nlu_fallback",
        0.3,
        {"topic": True, "open_question": "q:wages_people"},
        "ask_law",
    ),
    ("那要是俺自己签了不交呢", "nlu_fallback", 0.3, {}, "nlu_fallback"),
    ("那是俺爹", "nlu_fallback", 0.3, {"topic": True, "open_question": "q:wages_people"}, "inform"),
]


@pytest.mark.parametrize(("text", "intent", "confidence", "context", "expected"), ROWS)
def test_message_is_read_in_its_context(text, intent, confidence, context, expected):
    assert read(Turn(text, intent, confidence, **context))[0] == expected


@pytest.mark.parametrize(
    ("danger", "expected"),
    [(None, "report_dispute"), ("violence", "danger"), ("unclear", "danger")],
)
def test_danger_is_believed_only_where_the_urgency_of_the_words_says_so(danger, expected):
    message = Message({TEXT: "俺今年八十二了，腿脚不好"})
    ranking = [
        {"name": "danger", "confidence": 0.6},
        {"name": "report_dispute", "confidence": 0.3},
    ]
    message.set(INTENT, ranking[0])
    message.set("intent_ranking", ranking)
    message.set(URGENCY, {"level": "blue", "signals": [], "danger": danger})
    for name, value in ((FACTS, []), (CORRECTIONS, []), (ANSWER, None)):
        message.set(name, value)
    (read_message,) = TurnReader().process([message])
    assert read_message.get(INTENT)["name"] == expected
