"""Two matters in one message: split where the words say so, and nowhere else."""

import pytest

from bot.matters import split

TWO = [
    "包工头欠我八千。还有个事，邻居把俺家墙推倒了",
    "包工头欠我八千，另外还有件事，邻居把俺家墙推倒了",
    "包工头欠我八千，再说个别的事：邻居把俺家墙推倒了",
    "包工头欠我八千，另一件事是邻居把俺家墙推倒了",
]
ONE = [
    "他欠我钱，另外他还打了我",
    "还有个事",
    "他欠我钱，还有利息没给",
    "为这个事俺找过村里，还有派出所",
]


@pytest.mark.parametrize("text", TWO)
def test_second_matter_begins_where_it_is_announced(text):
    first, other = split(text)
    assert text.startswith(first)
    assert "欠我八千" in first
    assert other.startswith("邻居")


@pytest.mark.parametrize("text", ONE)
def test_one_matter_stays_whole(text):
    assert split(text) == (text, "")
