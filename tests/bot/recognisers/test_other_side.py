"""Who is complained of where he is told by a role, by what he says, or by what is his."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.sides import RespondentRecogniser

TODAY = date(2026, 11, 25)

TOLD = [
    # whoever answers or acts at the head of a clause
    ("公司后续治疗费停付了，脸和两只手都烧伤，植皮做了三回", "公司"),
    ("银行给俺的卡锁了，里头是俺卖猪的钱", "银行"),
    ("床垫说是乳胶的，卖床垫的说乳胶就薄薄一层", "卖床垫的"),
    ("学车学了一年半，驾校让我再交八百", "驾校"),
    ("厂子拖欠九几年的集资款，改制的时候说用房子抵，房子没见", "厂子"),
    ("打物业电话，先说车坏了，粪水流了三个月", "物业"),
    # a thing of his that does harm
    ("养老院的床垫漏电，把俺爹大腿烫出一串泡", "养老院"),
    # a role with the noun before it, a house by its floor
    ("保险业务员说存五年就能取，退保亏一万三", "保险业务员"),
    ("四楼的把防盗窗往外伸了半米，挡着我家的光", "四楼的"),
    ("上头那家装的太阳能漏水，顺着墙往俺家屋里渗", "上头那家"),
    # the fullest mention
    ("俺跟东院老周家的地挨着，他把埂占了", "老周家"),
    # family that goes against the citizen, not family that falls ill or buys
    ("俺妹夫手脚不老实，把俺妹打得不敢回家", "妹夫"),
    ("我与堂弟因一块自留地互不相让", "堂弟"),
    ("俺婆婆股骨头坏死换的关节，医院说是采购批次的问题", "医院"),
    ("俺爸买了三千块钱的参，店主说不保真", "店主"),
    ("二嫂子把俺娘的铺盖撂当街上", "二嫂子"),
    ("给俺闺女打也行", None),
    # who is only where one was sent, or asked to help
    ("酒店空调掉下来砸坏行李箱，酒店让我找维修公司", "酒店"),
    ("哥嫂不履行赡养义务，恳请村委会监督他们", "哥嫂"),
    ("同族兄弟借钱不还，盼望人民调解委员会先行调解", "同族兄弟"),
    ("批发商发朋友圈说跳楼价，货到了一半临期", "批发商"),
    # words that are no names
    ("门夹住我妈的胳膊，肿得老高", None),
    ("刷漆的活是刘三领的俺，刘三说他也没见着钱", "刘三"),
]


@pytest.mark.parametrize(("text", "respondent"), TOLD)
def test_who_is_complained_of(text, respondent):
    facts = RespondentRecogniser().find(Document(text, TODAY))
    assert [fact.value for fact in facts] == ([respondent] if respondent else [])
