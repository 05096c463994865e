"""Villages and communities in citizens' sentences."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.village import VillageRecogniser, find_village, village_in

TODAY = date(2026, 11, 25)

VILLAGES = [
    ("我是古邵镇李庄村的", "李庄村"),
    ("俺是大官庄的", "大官庄"),
    ("俺家在斜屋村东头", "斜屋村"),
    ("阴平镇金陵寺村修路占地", "金陵寺村"),
    ("坛山街道徐楼社区的楼", "徐楼社区"),
    ("住在南关社区", "南关社区"),
    ("俺是王楼的，跟邻居闹矛盾", "王楼"),
    ("峨山镇左庄村民组的地", "左庄"),
    ("肖桥村村委会不给盖章", "肖桥村"),
    ("跟张庄的人打起来了", "张庄"),
    ("家住底阁镇褚楼村三组", "褚楼村"),
    ("俺是李庄的，在后土河村摔伤的", "后土河村"),
    ("收石榴时徐庄的贩子赊了一车", "徐庄"),
    ("榴园镇王府山村打井", "王府山村"),
    ("事发地点：榴园镇北孙庄", "北孙庄"),
    ("我在上海打工，家是底阁镇张楼的", "张楼"),
    ("到石头寨赶集", "石头寨"),
]

NONE_NAMED = [
    "俺村里的书记不管",
    "我们村有个鱼塘",
    "枣庄的法院",
    "去台儿庄玩",
    "农村的房子",
    "村委会不管",
    "全村都知道",
    "隔壁村的人",
    "俺们三个村的人",
    "社区不管这事",
    "他经营一个饭庄",
    "合同没到期村委要收回去",
    "俺是种地的",
    "而且村里不让盖",
    "店里正常营业",
    "俺是外地来的",
]

RUBBISH = ["", " ", "🌾" * 100, "\x00村", "村" * 6000, "庄村" * 3000]


@pytest.mark.parametrize(("text", "village"), VILLAGES)
def test_village_is_quoted(text, village):
    name, start, end = find_village(Document(text, TODAY))
    assert name == text[start:end] == village_in(text) == village


@pytest.mark.parametrize("text", NONE_NAMED)
def test_words_with_village_in_them_are_none(text):
    assert find_village(Document(text, TODAY)) is None
    assert village_in(text) is None


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    found = find_village(Document(text, TODAY))
    assert found is None or found[0] == text[found[1] : found[2]]


def test_it_fills_no_slot_of_its_own():
    assert VillageRecogniser().find(Document("古邵镇李庄村", TODAY)) == []
