"""Explicit urgency signals: which words count, and what takes them back."""

import pytest

from bot import signals

ALARMS = [
    ("他说今晚要拿刀来俺家", "weapon_threat"),
    ("他说要杀了我", "weapon_threat"),
    ("俺不想活了", "self_harm"),
    ("农药都买好了", "self_harm"),
    ("再不解决我就从楼上跳下去", "self_harm"),
    ("老公喝了酒又打我", "domestic_violence"),
    ("她家暴我好几年了", "domestic_violence"),
    ("他正在砸门", "violence_now"),
    ("救命", "violence_now"),
    ("继父猥亵我闺女", "child_or_elder_abuse"),
    ("他往俺家泼汽油", "arson_poison_explosives"),
    ("他们把俺锁在屋里", "confinement"),
    ("叫了几十个人堵俺家门口打人", "crowd"),
    ("明天俺们几十口子去堵大门", "crowd"),
    ("大不了同归于尽", "weapon_threat"),
    ("他扬言要打我", "threat"),
    ("上个月他把我打伤了", "fight_with_injury"),
]

CALM = [
    "他没打我",
    "气死我了",
    "跳楼价处理的羽绒服质量太差",
    "电视里打人的情节太多",
    "累死累活干了一年",
    "我要去上访",
    "不给钱我就去法院告他",
    "我要打12345，再不行找记者",
    "给他打了好几个电话都不接",
    "打了欠条",
    "五年前他打过我，早判了",
    "买的菜刀质量不行",
    "打死也不认账",
    "杀猪盘骗了我三万",
    "路被他堵死了，三轮车出不来",
    "他扣着我工资不给",
    "炸鸡店办的卡不给退",
    "想打官司要他赔",
    "俺爹给我踢了个电话",
    "拼命干活挣的钱",
]


@pytest.mark.parametrize(("text", "code"), ALARMS)
def test_alarm_is_heard_with_its_words(text, code):
    hits = signals.find(text)
    assert code in [hit.code for hit in hits]
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize("text", CALM)
def test_calm_text_gives_no_red_or_yellow(text):
    assert signals.find(text) == []


@pytest.mark.parametrize("text", ["", " ", "😂" * 500, "1" * 6000, "打" * 6000, "\x00刀"])
def test_rubbish_is_read_without_an_error(text):
    signals.find(text)


def test_most_urgent_signal_comes_first():
    hits = signals.find("他老是上门骂人，还说要杀了我")
    assert [hit.level for hit in hits] == ["red", "yellow"]
