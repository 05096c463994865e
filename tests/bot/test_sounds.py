"""Characters of one sound share a sign; everything else stays what it is."""

import pytest

from bot.sounds import SIGNS, table, with_sounds


@pytest.fixture(scope="module")
def signs():
    return table()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("公思", "公司"), ("物叶", "物业"), ("房冬", "房东"), ("视品", "食品"), ("欠心", "欠薪")],
)
def test_a_slip_of_the_keyboard_sounds_like_what_was_meant(signs, typed, meant):
    assert with_sounds(typed, signs).split("\n")[1] == with_sounds(meant, signs).split("\n")[1]


@pytest.mark.parametrize("text", ["", "abc 123", "😀", "，。"])
def test_what_is_no_chinese_character_stands_for_itself(signs, text):
    assert with_sounds(text, signs) == f"{text}\n{text}"


def test_the_text_itself_comes_first_and_signs_are_no_characters(signs):
    words, heard = with_sounds("欠工钱", signs).split("\n")
    assert words == "欠工钱"
    assert all(ord(sign) >= SIGNS for sign in heard)


def test_half_a_pair_of_surrogates_does_not_stop_it(signs):
    assert with_sounds("工\ud83d", signs)
