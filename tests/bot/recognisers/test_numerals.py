"""Numbers in figures, in Chinese and mixed, single and vague."""

import re

import pytest

from bot.recognisers import numerals
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

NUMBERS = [
    # words, value
    ("两万五", 25000),
    ("三千六", 3600),
    ("一千零五十", 1050),
    ("三千零六", 3006),
    ("十八万八", 188000),
    ("一百二", 120),
    ("二百五十六", 256),
    ("1万2", 12000),
    ("1.2w", 12000),
    ("1w5", 15000),
    ("3k", 3000),
    ("2千", 2000),
    ("3万6千", 36000),
    ("25,000.00", 25000),
    ("壹万贰仟", 12000),
    ("叁拾伍万", 350000),
    ("三亿二千万", 320000000),
    ("廿八", 28),
    ("十", 10),
    ("三十多万", 300000),
    ("两三千", [2000, 3000]),
    ("三五百", [300, 500]),
    ("七八十", [70, 80]),
    ("一两万", [10000, 20000]),
    ("一万五六", [15000, 16000]),
    ("十几万", [110000, 190000]),
    ("几百", [200, 900]),
    ("好几万", [30000, 90000]),
    ("一三八", None),
    ("几几", None),
    ("", None),
    ("多", None),
]

LEAST = [
    ("四十", 40),
    ("十几", 10),
    ("二十几", 20),
    ("三四十", 30),
    ("好几十", 30),
    ("百十", 100),
    ("七八", 7),
    ("2.5", None),
    ("多", None),
]

STANDING = [
    # text, numbers in it
    ("借俺两万五一直不还", ["两万五"]),
    ("给两百一天", ["两百"]),
    ("欠三千一分没给", ["三千"]),
    ("2万一直拖着", ["2万"]),
    ("二十一个人", ["二十一"]),
    ("电话13806321234", ["13806321234"]),
    ("37040419650312123456", []),
]


@pytest.mark.parametrize(("words", "value"), NUMBERS)
def test_number_is_read(words, value):
    assert numerals.parse(words) == value


@pytest.mark.parametrize(("words", "value"), LEAST)
def test_lower_end_is_read(words, value):
    assert numerals.least(words) == value


@pytest.mark.parametrize(("text", "expected"), STANDING)
def test_number_ends_where_another_word_begins(text, expected):
    assert re.findall(numerals.NUMBER, text) == expected


@pytest.mark.parametrize(
    ("words", "digits"), [("幺三八〇", "1380"), ("138", "138"), ("一三两", None), ("", None)]
)
def test_digits_said_one_by_one_are_read(words, digits):
    assert numerals.digit_by_digit(words) == digits


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_read_in_time(name):
    expression, text = re.compile(numerals.NUMBER), RUBBISH[name]
    assert milliseconds(lambda: [numerals.parse(n) for n in expression.findall(text)]) < LONGEST_MS
