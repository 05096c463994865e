"""Words that replace what is known, and words that only sound like it."""

from datetime import date

import pytest

from bot.recognisers.corrections import corrections
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

TODAY = date(2026, 11, 25)
KNOWN = {
    "applicant_name": "满秀荣",
    "applicant_phone": "13806320001",
    "respondent": "王刚",
    "occurred_on": "2025-01-01/2025-12-31",
    "town": "底阁镇",
    "place": "上刘庄村",
    "amount_yuan": 5000,
    "people_count": 3,
    "demand": "还钱",
    "evidence": ["欠条"],
}

CORRECTING = [
    # message, slot, value, words
    ("不是五千是八千", "amount_yuan", 8000, "八千"),
    ("不是5000，是8000元", "amount_yuan", 8000, "8000元"),
    ("是八千，不是五千", "amount_yuan", 8000, "八千"),
    ("金额改成两万", "amount_yuan", 20000, "两万"),
    ("钱数不对，是六千五", "amount_yuan", 6500, "六千五"),
    ("俺说错了，8000", "amount_yuan", 8000, "8000"),
    ("少写了一个零", "amount_yuan", 50000, "少写了一个零"),
    ("多打了个0", "amount_yuan", 500, "多打了个0"),
    ("电话最后一位是8", "applicant_phone", "13806320008", "最后一位是8"),
    ("电话后两位是五六", "applicant_phone", "13806320056", "后两位是五六"),
    ("尾号是8888", "applicant_phone", "13806328888", "尾号是8888"),
    ("手机号第三位是9", "applicant_phone", "13906320001", "手机号第三位是9"),
    ("电话写错了，是13906320002", "applicant_phone", "13906320002", "13906320002"),
    ("名字写错了叫满秀英", "applicant_name", "满秀英", "满秀英"),
    ("我叫满秀英，不叫满秀荣", "applicant_name", "满秀英", "满秀英"),
    ("对方不叫王刚，叫王强", "respondent", "王强", "王强"),
    ("对方名字错了，应该是王强", "respondent", "王强", "王强"),
    ("镇应该是阴平", "town", "阴平镇", "阴平"),
    ("不是底阁，是古邵的", "town", "古邵镇", "古邵"),
    ("时间是前年不是去年", "occurred_on", "2024-01-01/2024-12-31", "前年"),
    ("日子不对，应该是3月5号", "occurred_on", "2026-03-05", "3月5号"),
    ("第2条错了，是前年的事", "occurred_on", "2024-01-01/2024-12-31", "前年"),
    ("第三条改成两万", "amount_yuan", 20000, "两万"),
    ("不是三个人，是五个人", "people_count", 5, "五个人"),
    ("人数改成十二个", "people_count", 12, "十二个"),
    ("不是上刘庄村，是下刘庄村", "place", "下刘庄村", "下刘庄村"),
    ("要求改成赔礼道歉", "demand", "赔礼道歉", "赔礼道歉"),
    ("证据改成收据", "evidence", ["收据"], "收据"),
]

NOT_CORRECTING = [
    "都对",
    "不是",
    "不是五千",
    "是不是五千",
    "金额是五千，没错",
    "不是去年就是前年",
    "不是钱的事，是他骂人",
    "不是俺打的他，是他先动的手",
    "他做得不对，去年还打过俺",
    "他应该是故意的",
    "他不是俺村的，是外村的",
    "他欠俺钱不还，又不是没钱",
    "俺男人不在家，出去打工了",
    "这不是错了吗",
    "为啥说不对",
    "你说错了",
    "他写错了名字",
    "改天再说",
    "转账的时候多打了一个零，钱到他那边就不给退了",
    "😀不是😀是😀",
    "",
    "俺男人不是五年前走的，是让他们气走的，当时家里三个孩子，老的老小的小，俺一个人拉扯，地也没人种，债也还不上，实在没法了才来找恁们",
]


@pytest.mark.parametrize(("message", "slot", "value", "words"), CORRECTING)
def test_known_fact_is_replaced(message, slot, value, words):
    (fact,) = corrections(message, KNOWN, TODAY)
    assert (fact.slot, fact.value, fact.text) == (slot, value, words)
    assert message[fact.start : fact.end] == words


@pytest.mark.parametrize("message", NOT_CORRECTING)
def test_nothing_is_replaced_where_nothing_is_corrected(message):
    assert corrections(message, KNOWN, TODAY) == []


@pytest.mark.parametrize(("message", "slot"), [(row[0], row[1]) for row in CORRECTING])
def test_what_is_not_known_is_not_corrected(message, slot):
    others = {name: value for name, value in KNOWN.items() if name != slot}
    assert slot not in [fact.slot for fact in corrections(message, others, TODAY)]


def test_same_value_again_corrects_nothing():
    assert corrections("金额改成五千", KNOWN, TODAY) == []


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_corrects_nothing_and_is_read_in_time(name):
    text = RUBBISH[name]
    assert corrections(text, KNOWN, TODAY) == []
    assert milliseconds(lambda: corrections(text, KNOWN, TODAY)) < LONGEST_MS
