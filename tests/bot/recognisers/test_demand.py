"""What citizens want, in their own words, and what only looks like it."""

from datetime import date

import pytest

from bot.recognisers.demand import DemandRecogniser
from bot.recognisers.document import Document

TODAY = date(2026, 11, 25)

DEMANDS = [
    ("机子不好使，我要把机子退了", "要把机子退了"),
    ("我们十来户联名要求他晚上停机", "要求他晚上停机"),
    ("逼我走，我想要经济补偿", "想要经济补偿"),
    ("让他站着不准坐，要求学校给孩子道歉", "要求学校给孩子道歉"),
    ("干了半年一分没给，我想要回工钱", "想要回工钱"),
    ("他家墙盖到俺地里了，让他把墙拆了", "让他把墙拆了"),
    ("把我打住院了，赔我医药费", "赔我医药费"),
    ("俺不图钱，俺就想要个说法", "就想要个说法"),
    ("要求物业把电梯修好", "要求物业把电梯修好"),
    ("希望政府给俺做主", "希望政府给俺做主"),
    ("过不下去了，我想离婚", "想离婚"),
    ("他提的离婚，我不想离婚", "不想离婚"),
    ("我的诉求是恢复原状", "恢复原状"),
    ("把押金退给我就行", "把押金退给我"),
    ("叫他把路让开", "叫他把路让开"),
    ("求领导给俺解决解决", "求领导给俺解决解决"),
    ("能不能帮我要回工钱", "帮我要回工钱"),
    ("我想要回工钱该找谁", "想要回工钱"),
    ("买的是假货，退一赔三", "退一赔三"),
    ("想让俺大哥把赡养费给了", "想让俺大哥把赡养费给了"),
    ("现在就盼着赶紧把工资发了", "就盼着赶紧把工资发了"),
    ("赔礼道歉", "赔礼道歉"),
    ("物业应该把电梯修好", "把电梯修好"),
    ("想讨回俺的血汗钱", "想讨回俺的血汗钱"),
    ("日子没法过，我要离婚", "要离婚"),
    ("我要求老板把工资结清但是他不接电话", "要求老板把工资结清"),
    ("请你们帮俺调解调解", "请你们帮俺调解调解"),
    # a clause that adds a deed belongs to it, one that goes on telling does not
    ("要求解除租约，退还两个月房租", "要求解除租约，退还两个月房租"),
    ("我想离婚，孩子跟我过", "想离婚，孩子跟我过"),
    ("就想要个说法，别的不图", "就想要个说法"),
    ("要求退款，他一直不给", "要求退款"),
    ("他家得给俺修好这堵墙", "给俺修好这堵墙"),
    ("诉求：恢复供电，赔偿损失", "恢复供电，赔偿损失"),
    ("俺要退货", "要退货"),
]

NO_DEMAND = [
    # questions of law
    "我能要求赔偿吗",
    "他应该赔我多少钱",
    "我想问问这样违法不",
    "我想咨询一下离婚的事",
    "怎么要求他赔钱",
    # what the other side wants
    "房东要我搬走",
    "老板想让我签字",
    "他要求我赔他两千",
    "对方希望私了",
    # telling, not wanting
    "我去找他要钱他不给",
    "想着去年的事就生气",
    "当时想要个儿子",
    "俺不想活了",
    "要是不赔我就去告他",
    "他不还我钱",
    "没想到他跑了",
    "想请问一下劳动法",
    "债权人要求债务人提供担保",
    "只要二十元工本费",
    "让他出钱他不出",
    "界石让邻居往俺这边挪了两尺",
    "叫他拆墙，他说不拆",
]

RUBBISH = ["", " ", "🙏" * 100, "\x00", "想要" * 3000, "让他" * 3000, "要" * 6000, "赔我" * 2000]


@pytest.mark.parametrize(("text", "demand"), DEMANDS)
def test_demand_is_quoted(text, demand):
    (fact,) = DemandRecogniser().find(Document(text, TODAY))
    assert fact.slot == "demand"
    assert fact.value == fact.text == text[fact.start : fact.end] == demand


@pytest.mark.parametrize("text", NO_DEMAND)
def test_what_is_no_wish_of_the_citizen_is_no_demand(text):
    assert DemandRecogniser().find(Document(text, TODAY)) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    assert len(DemandRecogniser().find(Document(text, TODAY))) <= 1


def test_a_wish_comes_before_a_bare_claim():
    text = "赔我医药费，我想要个说法"
    (fact,) = DemandRecogniser().find(Document(text, TODAY))
    assert fact.value == "想要个说法"
