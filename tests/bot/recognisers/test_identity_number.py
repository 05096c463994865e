"""Identity numbers are hidden, whole or mistyped. The numbers are invented after the standard's rule."""

import pytest

from bot.recognisers.identity_number import CHECK, WEIGHTS, mask, valid
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds


def numbered(body):
    """A number with its check digit, computed here from the standard's table."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECK[total % 11]


WHOLE = numbered("37040419650312123")
ENDS_IN_X = next(
    number
    for number in (numbered(f"3704041965031200{last}") for last in range(10))
    if number.endswith("X")
)

MASKED = [
    # text, shown
    (WHOLE, f"370404**********{WHOLE[-2:]}"),
    (f"俺身份证{WHOLE}，电话13806320001", f"俺身份证370404**********{WHOLE[-2:]}，电话13806320001"),
    (ENDS_IN_X, f"370404**********{ENDS_IN_X[-2:]}"),
    (ENDS_IN_X.lower(), f"370404**********{ENDS_IN_X[-2:].lower()}"),
    ("370404 19650312 1230", "370404 ******** **30"),
    ("370404-1965-0312-1230", "370404-****-****-**30"),
    ("37040419650312123", "370404*********23"),
    ("370404196513321234", "370404**********34"),
    ("370404650312123", "370404*******23"),
    ("三七零四零四一九六五零三一二一二三零", "三七零四零四**********三零"),
    ("３７０４０４１９６５０３１２１２３０", "３７０４０４**********３０"),
    (f"{WHOLE}和{WHOLE}", f"370404**********{WHOLE[-2:]}和370404**********{WHOLE[-2:]}"),
]

SHOWN = [
    "",
    "电话13806320001",
    "订单202611251234567890123",
    "卡号6222021608001234567",
    "993404196513321234",
    "欠我25,000.00元",
    "2026-11-25 10:00",
]


def test_check_digit_of_the_standards_own_example_is_right():
    assert valid("11010519491231002X")
    assert not valid("110105194912310021")


@pytest.mark.parametrize(
    ("number", "right"),
    [
        (WHOLE, True),
        (ENDS_IN_X, True),
        (ENDS_IN_X.lower(), True),
        (WHOLE[:-1], False),
        (WHOLE[:-1] + ("0" if WHOLE[-1] != "0" else "1"), False),
        (numbered("37040419651332123"), False),
        (numbered("07040419650312123"), False),
        ("", False),
    ],
)
def test_number_is_valid_by_birthday_and_check_digit(number, right):
    assert valid(number) is right


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_number_is_hidden_and_nothing_moves(text, shown):
    assert mask(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize("text", SHOWN)
def test_other_numbers_stay(text):
    assert mask(text) == text


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_masked_in_time_and_keeps_its_length(name):
    text = RUBBISH[name]
    assert len(mask(text)) == len(text)
    assert milliseconds(lambda: mask(text)) < LONGEST_MS
