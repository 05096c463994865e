"""The data card counts what is there; a tenth may come or go before it must be counted anew."""

import re

import pytest

from intake.vocabulary import DISPUTE_TYPES
from tests.docs.counts import BEGIN, END, counted
from tests.docs.pages import read

SLACK = 0.1
ROW = re.compile(r"^\| `?([^`|]+?)`?(?: [a-z ]+)? \| (\d+) \|$", re.MULTILINE)
CARD = read("data/README.md").partition(BEGIN)[2].partition(END)[0]
STATED = {name: int(number) for name, number in ROW.findall(CARD)}
INTENTS, TYPES, GENRES, _ = counted()


@pytest.mark.parametrize(
    ("name", "number"),
    [*INTENTS.items(), *TYPES.items(), *((f"data/nlu/{name}/", n) for name, n in GENRES.items())],
)
def test_a_count_is_as_stated(name, number):
    assert STATED[name] == pytest.approx(number, rel=SLACK, abs=3)


def test_nothing_is_stated_that_is_not_there():
    known = {*INTENTS, *TYPES, *(f"data/nlu/{name}/" for name in GENRES)}
    assert set(STATED) == known
    assert set(TYPES) == set(DISPUTE_TYPES)
