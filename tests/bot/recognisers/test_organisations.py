"""Names of organisations in citizens' sentences."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.organisations import OrganisationRecogniser, organisations

TODAY = date(2026, 11, 25)

NAMED = [
    ("鑫源建材有限公司欠我货款", ["鑫源建材有限公司"]),
    ("某某物业公司乱收费", ["某某物业公司"]),
    ("在古邵卫生院打的针", ["古邵卫生院"]),
    ("在淘宝店买的衣裳", ["淘宝店"]),
    ("俺在大洋服装厂干了三年", ["大洋服装厂"]),
    ("古邵镇福源养猪场往沟里排污", ["福源养猪场"]),
    ("交了天成驾校三千八", ["天成驾校"]),
    ("给宏远建筑工程有限公司送的沙子", ["宏远建筑工程有限公司"]),
    ("孩子在小太阳幼儿园上学", ["小太阳幼儿园"]),
    ("红旗农机合作社不给分红", ["红旗农机合作社"]),
    ("楼下红星烧烤店油烟大", ["红星烧烤店"]),
    ("王庄村委会和阳光物业公司都不管", ["王庄村委会", "阳光物业公司"]),
]

NONE_NAMED = [
    "公司不给交保险",
    "厂里三个月没发工资",
    "他开了个店",
    "老板跑了",
    "医院说让等等",
    "物业公司不管",
    "在家里商量",
    "俺两口子吵架",
]

RUBBISH = ["", " ", "🏭" * 100, "\x00公司", "公司" * 3000, "厂" * 6000]


def names(text):
    return [text[start:end] for start, end in organisations(Document(text, TODAY))]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_organisations_are_found_in_order(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", NONE_NAMED)
def test_a_bare_kind_is_no_name(text):
    assert names(text) == []


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_read_without_an_error(text):
    spans = organisations(Document(text, TODAY))
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_it_fills_no_slot_of_its_own():
    assert OrganisationRecogniser().find(Document("鑫源建材有限公司", TODAY)) == []
