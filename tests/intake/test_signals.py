"""Explicit urgency signals: which words count, and what takes them back."""

import pytest

from intake import signals

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
    ("有没有不难受的自杀办法", "self_harm"),
    ("看完电影我更想死了", "self_harm"),
    ("想紫砂", "self_harm"),
    ("i want to kill myself", "self_harm"),
    ("室友割腕了", "self_harm"),
    ("我想把他弄死", "weapon_threat"),
    ("真盼着我老板快点死", "weapon_threat"),
    ("他掐着我脖子", "domestic_violence"),
    ("他从五年前开始就打我，现在还打", "fight_with_injury"),
    ("大伙商量好了，去铁路上躺着", "crowd"),
    ("他把俺娘推倒了", "fight_with_injury"),
    ("房东撂下话，说这事不算完", "threat"),
    ("他让俺回去自己掂量掂量", "threat"),
    ("他说下回来的就不是他一个人了", "threat"),
    ("说我再上去敲一次试试", "threat"),
    ("他推倒过俺爹，今年又要种麦了", "fight_with_injury"),
    ("小区停暖二十天了", "cannot_live_on"),
    ("水停了半个多月", "cannot_live_on"),
    ("他关上门打了我半个多小时", "domestic_violence"),
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
    "我没想过自杀",
    "想死你了",
    "买的紫砂壶漏水",
    "活动费不退",
    "昨天看的电影，男主最后自杀了",
    "课文里屈原投江了",
    "十年前我也想过轻生，现在都好了",
    "背后捅刀子的合伙人",
    "最后砍价砍到三千",
    "豁出去花多少钱也要打官司",
    "这事闹得你死我活的",
    "电梯把我妈困在里头半小时",
    "锄头铲地，铁锨挖沟",
    "抬棺材的要钱",
    "俺几个去信访局递材料",
    "小时候我爸打我挺狠，如今分地又轮不到我",
    "公司活不起了，要裁人",
    "他天天在门口拿刀劈柴，吵得慌",
    "当年约定停一年的生意再开",
]


@pytest.mark.parametrize(("text", "code"), ALARMS)
def test_alarm_is_heard_with_its_words(text, code):
    hits = signals.find(text)
    assert code in [hit.code for hit in hits]
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize("text", CALM)
def test_calm_text_gives_no_red_or_yellow(text):
    assert signals.find(text) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("他正在打我", "red"),
        ("他上个月打了我", "yellow"),
        ("老公上个月打了我", "red"),
        ("去堵厂门", "red"),
        ("车把厂门堵了", None),
        ("天天堵俺家门口骂", "yellow"),
    ],
)
def test_level_is_that_of_what_happens_and_to_whom(text, level):
    assert next((hit.level for hit in signals.find(text)), None) == level


@pytest.mark.parametrize("text", ["", " ", "😂" * 500, "1" * 6000, "打" * 6000, "\x00刀"])
def test_rubbish_is_read_without_an_error(text):
    signals.find(text)


def test_most_urgent_signal_comes_first():
    hits = signals.find("他老是上门骂人，还说要杀了我")
    assert [hit.level for hit in hits] == ["red", "yellow"]
