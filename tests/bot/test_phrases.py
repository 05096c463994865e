"""Words that mean one thing: menu taps, set phrases, whether a danger is over, bare names."""

import pytest

from bot import phrases
from wechat.menu import TAPS

ROWS = [
    ("我要反映", None, "start_report"),
    ("登记", None, "start_report"),
    ("登记", "q:wages_site", None),
    ("法律咨询", "story", "start_law"),
    ("进度", None, "check_progress"),
    ("案号是多少", None, "ask_receipt"),
    ("还有个事", "q:wages_evidence", "other_matter"),
    ("到现在没人联系我", None, "unsolved"),
    ("没解决", "q:neighbour_tried", None),
    ("能匿名吗", None, "ask_anonymous"),
    ("不想留名字", "applicant_name", None),
    ("继续", None, "ask_summary"),
    ("继续", "q:wages_site", "ask_summary"),
    ("俺家墙让他推倒了", None, None),
    ("", None, None),
    ("登" * 3000, None, None),
]


@pytest.mark.parametrize(("text", "asked", "expected"), ROWS)
def test_set_phrase_is_read_in_the_light_of_the_open_question(text, asked, expected):
    assert phrases.intent_of(text, asked) == expected


@pytest.mark.parametrize("text", [TAPS["REPORT"], TAPS["ASK_LAW"], TAPS["PROGRESS"]])
def test_every_tap_of_the_menu_is_a_set_phrase(text):
    assert phrases.intent_of(text, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安全了", "affirm"),
        ("他走了", "affirm"),
        ("工友陪着我呢", "affirm"),
        ("警察来了", "affirm"),
        ("不安全", "deny"),
        ("没人", "deny"),
        ("他还在门口砸", "deny"),
        ("俺是古邵镇的", None),
    ],
)
def test_safety_is_read_from_plain_words(text, expected):
    assert phrases.safety(text) == expected


@pytest.mark.parametrize("text", ["李有才", "欧阳建国", "王芳", "张三"])
def test_surname_and_given_name_are_a_name(text):
    assert phrases.bare_name(text)


@pytest.mark.parametrize(
    "text", ["登记", "不说", "谢谢", "王", "高兴得很呢", "13700002222", "问那干啥"]
)
def test_other_words_are_no_name(text):
    assert not phrases.bare_name(text)


@pytest.mark.parametrize("text", ["不知道", "不留", "跳过", "俺忘了", "说不清", "不方便说"])
def test_wish_not_to_answer_is_understood(text):
    assert phrases.skips(text)


@pytest.mark.parametrize("text", ["不知道他叫啥，就喊老王", "没有", "不给"])
def test_more_than_that_is_an_answer(text):
    assert not phrases.skips(text)
