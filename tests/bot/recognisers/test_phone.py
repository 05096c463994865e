"""The number at which the applicant can be reached. No number here is assigned to anybody known."""

from datetime import date

import pytest

from bot.recognisers.document import Document
from bot.recognisers.phone import PhoneRecogniser
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

TODAY = date(2026, 11, 25)

SAID = [
    # telling, digits, words
    ("打给俺闺女打也行，她电话是13806320001", "13806320001", "13806320001"),
    ("俺电话13806320001", "13806320001", "13806320001"),
    ("打138 0632 0001就行", "13806320001", "138 0632 0001"),
    ("手机138-0632-0001", "13806320001", "138-0632-0001"),
    ("１３８０６３２０００１", "13806320001", "１３８０６３２０００１"),
    ("我的号幺三八零六三二零零零幺", "13806320001", "幺三八零六三二零零零幺"),
    ("一三八，零六三二，零零零一", "13806320001", "一三八，零六三二，零零零一"),
    ("+86 13806320001", "13806320001", "+86 13806320001"),
    ("家里座机0632-7700001", "06327700001", "0632-7700001"),
    ("座机（0632）7700001", "06327700001", "（0632）7700001"),
    ("电话是7700001，晚上在家", "7700001", "7700001"),
    ("老板电话13900000001，俺的是13806320001", "13806320001", "13806320001"),
    ("俺的13806320001，他的13900000001", "13806320001", "13806320001"),
    ("对方老是不接电话，可以打13806320001", "13806320001", "13806320001"),
    ("老板欠俺钱不给，13806320001", "13806320001", "13806320001"),
    ("我叫孙建，13806320001", "13806320001", "13806320001"),
    ("王建国，13806320001", "13806320001", "13806320001"),
    ("俺儿子的号是13806320001，打他的就行", "13806320001", "13806320001"),
]

NOT_SAID = [
    "王大力，电话13900000001，他欠我钱",
    "他电话13900000001打不通",
    "老板叫王刚，13900000001",
    "对方手机是13900000001",
    "身份证370404196503121233",
    "订单号2026112513806320001",
    "12345678901",
    "打12345没人管",
    "欠我13800元",
    "2026年11月25日",
    "1380632000",
    "138063200012",
    "卡号6222021608001234567",
    "电话打不通",
]


def found(telling):
    return [(fact.value, fact.text) for fact in PhoneRecogniser().find(Document(telling, TODAY))]


@pytest.mark.parametrize(("telling", "digits", "words"), SAID)
def test_own_number_is_read(telling, digits, words):
    assert found(telling) == [(digits, words)]


@pytest.mark.parametrize("telling", NOT_SAID)
def test_what_is_no_number_of_ones_own_is_left_alone(telling):
    assert found(telling) == []


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_read_in_time(name):
    text = RUBBISH[name]
    assert milliseconds(lambda: PhoneRecogniser().find(Document(text, TODAY))) < LONGEST_MS
