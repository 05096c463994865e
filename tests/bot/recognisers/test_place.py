"""Where it happened, below the town."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.place import PlaceRecogniser

TODAY = date(2026, 11, 25)

PLACES = [
    ("家住坛山街道锦江华府3号楼1单元，天天漏水", "锦江华府3号楼1单元"),
    ("在榴园镇318乡道让三轮车刮了", "318乡道"),
    ("赶底阁集让摊子上的油烫了", "底阁集"),
    ("俺娘在安康护理院摔断了腿", "安康护理院"),
    ("俺孙子在峄城四中楼梯上让人推倒了", "峄城四中楼梯"),
    ("东岭村后山上的坟让挖机挖了", "东岭村后山"),
    # without a name, where something happened; beside something that is known
    ("孩子在学校被人推倒磕破了头", "学校"),
    ("我在浴池滑倒了", "浴池"),
    ("在峨山镇老粮所对面撞的", "老粮所对面"),
    ("在丽水花园2号楼1单元402漏水", "丽水花园2号楼1单元402"),
    ("在峄城区人民医院门口被撞", "峄城区人民医院门口"),
    ("南孙村村口的桥塌了", "南孙村村口"),
    # with a name
    ("古邵镇李庄村东头的路被他堵死了", "李庄村东头"),
    ("在阳光花园3号楼2单元，楼上漏水", "阳光花园3号楼2单元"),
    ("峄州大道和承水路交叉口撞的", "峄州大道和承水路交叉口"),
    ("枣庄市峄城区坛山街道承水路，门口停车", "承水路"),
    ("在万豪国际工地干活摔的", "万豪国际工地"),
    ("在206国道边上让车撞了", "206国道"),
    ("南大门菜市场的摊位不给退", "南大门菜市场"),
    ("俺是王楼的，在阴平镇斜屋村跟人打架", "斜屋村"),
    ("俺村东头的水沟叫人填了", "村东头"),
    ("坛山小区门口修路", "坛山小区门口"),
    ("在古邵卫生院打针打坏了", "古邵卫生院"),
    ("家住底阁镇褚楼村三组，地界不清", "褚楼村三组"),
    ("阴平镇政府西边路口撞的", "阴平镇政府西边路口"),
    ("在沃尔玛超市门口滑倒了", "沃尔玛超市门口"),
    ("在供销社家属院住", "供销社家属院"),
    ("坛山街道香江花园12号楼一单元漏水", "香江花园12号楼一单元"),
    ("我们是坛山街道峄城新村小区的业主", "峄城新村小区"),
    ("阴平镇金陵寺村的石榴地", "金陵寺村"),
]

NOWHERE = [
    "在商场买的鞋开胶了",
    "健身房倒闭了",
    "坐公交十二路来的",
    "我住六楼",
    "俺是古邵镇的",
    "他欠俺钱不还",
    "在路上碰见他",
    "工地老板不给钱",
    "走了好多弯路",
    "没有别的门路",
    "在小区里散步",
    "一条街的人都知道",
    "枣庄市峄城区",
    "道路太窄",
    "跑路了",
    "断了俺的生路",
    "去镇政府反映过",
    "超市不给退",
]

RUBBISH = ["", " ", "🛣️" * 100, "\x00路", "路" * 6000, "村东头" * 2000]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_place_is_quoted(text, place):
    (fact,) = PlaceRecogniser().find(Document(text, TODAY))
    assert fact.slot == "place"
    assert fact.value == fact.text == text[fact.start : fact.end]
    assert fact.value.startswith(place)


@pytest.mark.parametrize("text", NOWHERE)
def test_no_place_is_guessed(text):
    assert PlaceRecogniser().find(Document(text, TODAY)) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    assert len(PlaceRecogniser().find(Document(text, TODAY))) <= 1
