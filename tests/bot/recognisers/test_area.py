"""Areas as they are said of fields, yards and flats, in 亩."""

import pytest

from bot.recognisers.area import areas
from tests.bot.recognisers.rubbish import LONGEST_MS, RUBBISH, milliseconds

SAID = [
    # telling, areas in 亩, words
    ("俺家三亩地让他占了", [3], ["三亩地"]),
    ("一共两亩三分地", [2.3], ["两亩三分地"]),
    ("承包了15.6亩", [15.6], ["15.6亩"]),
    ("二亩半菜园", [2.5], ["二亩半"]),
    ("占了俺三分地", [0.3], ["三分地"]),
    ("半亩石榴园", [0.5], ["半亩"]),
    ("四五亩荒地", [[4, 5]], ["四五亩"]),
    ("十几亩林子", [[11, 19]], ["十几亩"]),
    ("流转两公顷", [30], ["两公顷"]),
    ("院子二百平方米", [0.3], ["二百平方米"]),
    ("房子120平，地三亩二", [0.18, 3.2], ["120平", "三亩二"]),
    ("亩数不对，他家5亩俺家4亩", [5, 4], ["5亩", "4亩"]),
]

NOT_SAID = ["月息三分", "三分钟就到", "他考了八十分", "一平房", "阴平镇的", "十分气人", "亩产"]


@pytest.mark.parametrize(("telling", "mu", "words"), SAID)
def test_area_is_read(telling, mu, words):
    found = areas(telling)
    assert [area.mu for area in found] == mu
    assert [telling[area.start : area.end] for area in found] == words


@pytest.mark.parametrize("telling", NOT_SAID)
def test_what_is_no_area_is_left_alone(telling):
    assert areas(telling) == []


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_read_in_time(name):
    text = RUBBISH[name]
    assert milliseconds(lambda: areas(text)) < LONGEST_MS
