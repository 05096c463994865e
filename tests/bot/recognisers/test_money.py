"""Of all the amounts in a telling the one in dispute."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.money import MoneyRecogniser
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

TODAY = date(2026, 11, 25)

SAID = [
    # telling, value, words
    ("老孙去年借俺两万五一直没还", 25000, "两万五"),
    ("干了一季活，三千六的工钱到这会儿没见着", 3600, "三千六"),
    ("饲料款八千来块，要了多少趟都不给", 8000, "八千来块"),
    ("他从我这拿走1.2w说周转", 12000, "1.2w"),
    ("网上借给他1w5，人拉黑我了", 15000, "1w5"),
    ("欠条上写的人民币壹万贰仟元整", 12000, "壹万贰仟元整"),
    ("拖着俺的沙子款25,000.00元不结", 25000, "25,000.00元"),
    ("其实也就两三千块钱的事", [2000, 3000], "两三千块钱"),
    ("彩礼给了十八万八，过门仨月就走了", 188000, "十八万八"),
    ("就三四百块钱他都赖着不给", [300, 400], "三四百块钱"),
    ("修车自己垫了5000多", 5000, "5000多"),
    ("前前后后让他骗了好几万", [30000, 90000], "好几万"),
    ("欠了俺十几万", [110000, 190000], "十几万"),
    ("十来万块钱打水漂了", 100000, "十来万块钱"),
    ("欠俺三到五万，账没算清", [30000, 50000], "三到五万"),
    ("要俺赔三千到五千块", [3000, 5000], "三千到五千块"),
    ("差俺三、四千块钱货款", [3000, 4000], "三、四千块钱"),
    ("共欠运费叁万伍仟捌佰元", 35800, "叁万伍仟捌佰元"),
    ("押金1500不退", 1500, "1500"),
    ("微信转给他８０００元", 8000, "８０００元"),
    ("他欠我２万塊錢", 20000, "２万塊錢"),
    ("定金交了2000，车没提着", 2000, "2000"),
    ("¥3,580的洗衣机用了两天就坏", 3580, "¥3,580"),
    ("买了件三十九块九的褂子", 39.9, "三十九块九"),
    ("欠俺五百", 500, "五百"),
    ("工地上一共拖俺们百十万", 1100000, "百十万"),
    ("他该俺一万二千五", 12500, "一万二千五"),
    ("他就差我50", 50, "50"),
    ("家里让水泡了，损失一万多", 10000, "一万多"),
    ("赔了我万把块钱", 10000, "万把块钱"),
    ("上千块钱的假酒", 1000, "上千块钱"),
]

CHOSEN = [
    # telling with several amounts, value, words
    ("一共借他三万，还了一万二，还剩一万八没给", 18000, "一万八"),
    ("他只肯赔五百，俺要三千", 3000, "三千"),
    ("花了三万多医药费，老板光给了五千", 30000, "三万多"),
    ("货款总共46000，先付了两万", 46000, "46000"),
    ("借款10万元，月息2分", 100000, "10万元"),
    ("本金五万，利息说好一分五", 50000, "五万"),
    ("俺有三亩二分地，承包费欠俺两千四", 2400, "两千四"),
    ("2024年借出去的2万", 20000, "2万"),
    ("俺六个人一共欠了四万八", 48000, "四万八"),
    ("卖给他三千斤花生，一万一，钱没给", 11000, "一万一"),
    ("手机号13806321234，他欠俺600", 600, "600"),
]

PRODUCTS = [
    # price by time and the time, value, words
    ("一个月三千欠了四个月", 12000, "一个月三千欠了四个月"),
    ("他家干了三个月，一个月4500，一分没给", 13500, "三个月，一个月4500"),
    ("一天二百，干了三十天没给钱", 6000, "一天二百，干了三十天"),
    ("房租每月八百，拖了半年", 4800, "每月八百，拖了半年"),
    ("月薪4000，压了俩月，共欠8000", 8000, "8000"),
    ("租金一年两千四，欠了三年", 7200, "一年两千四，欠了三年"),
    ("一个月三千二，干了两个半月", 8000, "一个月三千二，干了两个半月"),
    ("抚养费一个月600，从来不给", 600, "600"),
]

NOT_SAID = [
    "物业费一平米一块五，太贵了",
    "白菜三块五一斤",
    "去年五月的事，到这会没个说法",
    "俺有三亩二分地让他占了",
    "打12345也没人管",
    "俺电话13806321234",
    "身份证370404196503121233",
    "千万要帮帮俺",
    "万一他跑了咋整",
    "要30%的违约金，他不认",
    "骂俺二百五",
    "要账跑了八百趟",
    "拉了一万块砖",
    "2023年他就不认账了",
    "俺今年六十八了",
    "住在12号楼3单元502室",
    "村里一千二百口人都知道",
    "恁可得替俺老百姓说话",
    "上百户都没房产证",
    "投诉到12345也没用",
    "同一块承包地分给了两家",
    "十万火急",
    "2012年12月每月都交物业费",
    "俺村120万老百姓",
    "充电器300w的一插就烧",
    "门口那三块地",
    "他扬言要十倍报复",
]


def found(telling):
    return [(fact.value, fact.text) for fact in MoneyRecogniser().find(Document(telling, TODAY))]


@pytest.mark.parametrize(("telling", "value", "words"), SAID + CHOSEN + PRODUCTS)
def test_amount_in_dispute_is_read(telling, value, words):
    assert found(telling) == [(value, words)]


@pytest.mark.parametrize("telling", NOT_SAID)
def test_what_is_no_amount_in_dispute_is_left_alone(telling):
    assert found(telling) == []


@pytest.mark.parametrize(("telling", "words"), [(row[0], row[2]) for row in SAID])
def test_words_are_quoted_from_the_telling(telling, words):
    (fact,) = MoneyRecogniser().find(Document(telling, TODAY))
    assert telling[fact.start : fact.end] == fact.text == words


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_read_in_time(name):
    text = RUBBISH[name]
    assert milliseconds(lambda: MoneyRecogniser().find(Document(text, TODAY))) < LONGEST_MS
