"""Names of persons in citizens' sentences."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.people import PeopleRecogniser, person_names

TODAY = date(2026, 11, 25)

NAMED = [
    # where LAC cuts wrongly and a name must stand
    ("邻居渠克勤占了俺半尺地", ["渠克勤"]),
    ("去年借给种守田两万块", ["种守田"]),
    ("于开放把俺家的墙扒了", ["于开放"]),
    ("邻居李爱国家的狗咬人", ["李爱国"]),
    ("邻居李大柱把水沟堵了", ["李大柱"]),
    ("我叫孙秀云，找小李要过好几回", ["孙秀云", "小李"]),
    ("张老三和王麻子打起来了", ["张老三", "王麻子"]),
    ("刘二借俺五千块", ["刘二"]),
    ("老赵家的狗天天叫", ["老赵"]),
    ("王老板说过两天给", ["王老板"]),
    ("找刘书记说过，也找过孙主任", ["刘书记", "孙主任"]),
    ("村支书种衍全", ["种衍全"]),
    ("邻居单小军打我", ["单小军"]),
    ("俺对象訾猛天天打麻将", ["訾猛"]),
    ("合伙人司马健跑了", ["司马健"]),
    ("申请人：褚福来 联系人：褚福全", ["褚福来", "褚福全"]),
    ("张总不接电话，王姐也不接", ["张总", "王姐"]),
    ("我是谢春梅，谢谢您", ["谢春梅"]),
]

NOBODY = [
    "隔壁把路堵了",
    "老婆在医院生孩子",
    "岳父母天天来",
    "你好小峄",
    "他们家老是欺负俺",
    "我在古邵镇李庄住",
    "包工头跑了",
    "万一他不给呢",
    "周三去的派出所，周六又去",
    "在工地施工的时候摔的",
    "高三的孩子马上高考",
    "石料厂太吵",
    "买了个小金库理财",
    "俺老家在农村",
    "老板不给钱",
    "金额不对",
    "时间太长了记不清",
    "他是个老赖",
    "单位不给交保险",
]

RUBBISH = ["", " ", "👍" * 100, "\x00", "老" * 6000, "王" * 6000, "叫" * 50]


def names(text):
    return [text[start:end] for start, end in person_names(Document(text, TODAY))]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_persons_are_found_in_order(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_look_like_a_name_are_none(text):
    assert names(text) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    spans = person_names(Document(text, TODAY))
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_it_fills_no_slot_of_its_own():
    assert PeopleRecogniser().find(Document("我叫孙秀云", TODAY)) == []
