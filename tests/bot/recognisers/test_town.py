"""The town a matter belongs to, whatever people call it."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.town import TownRecogniser, find_town

TODAY = date(2026, 11, 25)

TOWNS = [
    ("我家是古邵镇的", "古邵镇", "古邵镇"),
    ("俺住古邵", "古邵镇", "古邵"),
    ("坛山办事处这边的小区", "坛山街道", "坛山办事处"),
    ("吴林街办徐楼社区", "吴林街道", "吴林街办"),
    ("流园镇的石榴地", "榴园镇", "流园镇"),
    ("在王庄镇赶集碰的", "榴园镇", "王庄镇"),
    ("峨山镇左庄", "峨山镇", "峨山镇"),
    ("俄山镇", "峨山镇", "俄山镇"),
    ("底格镇有个养鸡场", "底阁镇", "底格镇"),
    ("阴平的枣树被砍了", "阴平镇", "阴平"),
    ("在古邵卫生院看病看坏了", "古邵镇", "古邵"),
    # of two towns the one where something happened, else the citizen's own
    ("俺是古邵镇的，去年给坛山街道一个包工头干活", "古邵镇", "古邵镇"),
    ("俺是古邵镇的，给坛山街道的刘强干活", "古邵镇", "古邵镇"),
    ("我家住阴平镇，在底阁镇工地摔伤了", "底阁镇", "底阁镇"),
    ("一个峨山镇的老板在榴园镇包地，把俺的苗铲了", "榴园镇", "榴园镇"),
    ("家住吴林街道，房子买在坛山街道", "坛山街道", "坛山街道"),
    ("坛山街道一个包工头欠俺钱", "坛山街道", "坛山街道"),
]

NO_TOWN = [
    "俺家的石榴园被人占了",
    "坛山路上堵车",
    "榴园小区漏水",
    "坛山花园物业不管",
    "俺镇上有个集",
    "薛城的朋友欠我钱",
    "街道上都是垃圾",
    "阴天路滑摔的",
]

RUBBISH = ["", " ", "🏡" * 100, "\x00", "镇" * 6000, "古邵" * 3000]


@pytest.mark.parametrize(("text", "official", "words"), TOWNS)
def test_town_is_named_officially_and_quoted_as_written(text, official, words):
    (fact,) = TownRecogniser().find(Document(text, TODAY))
    assert (fact.slot, fact.value, fact.text) == ("town", official, words)
    assert text[fact.start : fact.end] == words
    assert find_town(text) == (official, fact.start, fact.end)


@pytest.mark.parametrize("text", NO_TOWN)
def test_no_town_is_guessed(text):
    assert find_town(text) is None
    assert TownRecogniser().find(Document(text, TODAY)) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    assert len(TownRecogniser().find(Document(text, TODAY))) <= 1
