"""How many people or households a matter concerns."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.headcount import HeadcountRecogniser
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

TODAY = date(2026, 11, 25)

SAID = [
    # telling, count, words
    ("俺们十五个妇女给他摘辣椒", 15, "十五个妇女"),
    ("俺娘俩给他打了一季工", 2, "娘俩"),
    ("一共仨人去干的活", 3, "一共仨人"),
    ("这条路断了，四十多口子人出不去", 40, "四十多口子人"),
    ("俺们十二个人给他干的活", 12, "十二个人"),
    ("我们仨一块入的股", 3, "我们仨"),
    ("俺俩都让他撞了", 2, "俺俩"),
    ("前后七八户都闻着臭", 7, "七八户"),
    ("二三十号人等着发工资", 20, "二三十号人"),
    ("欠俺十几个工友的钱", 10, "十几个工友"),
    ("全村200多户没水吃", 200, "200多户"),
    ("俺弟兄三个为老宅闹", 3, "弟兄三个"),
    ("就欠俺自己，就俺一家", 1, "就俺一家"),
    ("一共8个农民工没拿着钱", 8, "8个农民工"),
    ("车上5人受伤", 5, "5人"),
    ("上百人都交了钱", 100, "上百人"),
    ("三家都受影响", 3, "三家"),
    ("这单元十来户漏水", 10, "十来户"),
    ("俺们组二十一个人", 21, "二十一个人"),
    ("小区里三百多名业主", 300, "三百多名业主"),
    ("他带了六个人堵门，俺家就俺俩", 2, "俺俩"),
    ("他们来了五个人打我", 5, "五个人"),
]

NOT_SAID = [
    "有三个工友愿意作证",
    "小区有五百户",
    "俺今年六十八了",
    "拖了三个月",
    "他一个人来的",
    "两个人吵起来了",
    "第三个人说的",
    "花了三千块",
    "人家说不给",
    "每个人都知道",
    "三口猪死了",
    "家里两个小孩",
    "一人做事一人当",
    "2024年3月5号",
    "人民币三千",
    "退伍人士优先",
    "俺孩子是大二学生",
    "千家万户都用水",
    "俺俩过不下去了，想离婚",
    "买的四人餐，少了俩菜",
    "俺爹就我一个闺女",
]


def found(telling):
    return [
        (fact.value, fact.text) for fact in HeadcountRecogniser().find(Document(telling, TODAY))
    ]


@pytest.mark.parametrize(("telling", "count", "words"), SAID)
def test_people_are_counted(telling, count, words):
    assert found(telling) == [(count, words)]


@pytest.mark.parametrize("telling", NOT_SAID)
def test_what_is_no_headcount_is_left_alone(telling):
    assert found(telling) == []


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_read_in_time(name):
    text = RUBBISH[name]
    assert milliseconds(lambda: HeadcountRecogniser().find(Document(text, TODAY))) < LONGEST_MS
