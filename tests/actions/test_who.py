"""Who is telling: a child, somebody for another person; and what a rating's words are worth."""

import pytest

from actions.rating import rates, score_of
from actions.who import child, spoken_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我今年12岁，同学抢我手机", True),
        ("俺才十一岁", True),
        ("我上小学，老师打我", True),
        ("我今年14岁", False),
        ("我今年七十岁了", False),
        ("我儿子12岁，在学校挨打", False),
        ("俺是小学老师", False),
        ("我干了12年", False),
    ],
)
def test_child_is_who_says_to_be_one(text, expected):
    assert child(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我替俺娘来问", "娘"),
        ("帮我爸反映个事", "爸"),
        ("给工友问一下", "工友"),
        ("俺娘让人打了", None),
        ("我给我儿子买了房", None),
    ],
)
def test_somebody_speaks_for_another(text, expected):
    assert spoken_for(text) == expected


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5),
        ("4分", 4),
        ("三", 3),
        ("很满意", 5),
        ("满意", 4),
        ("还行吧", 3),
        ("不满意", 2),
        ("非常不满意", 1),
        ("他们还没来呢", None),
    ],
)
def test_words_of_a_rating_become_its_number(text, score):
    assert score_of(text) == score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", True),
        ("5分，多亏了李调解员", True),
        ("打5分", True),
        ("五分", True),
        ("四", True),
        ("很满意，谢谢", True),
        ("不满意，拖太久", True),
        ("办得不错", True),
        ("挺好的", True),
        ("还行吧", True),
        ("不评了", True),
        ("好", False),
        ("行", False),
        ("中", False),
        ("三天了还没人联系我", False),
        ("第一，他欠我钱", False),
        ("5个人一起打的", False),
        ("1、墙是他先垒的", False),
        ("他对我不好", False),
        ("满意" * 31, False),
    ],
)
def test_only_words_that_rate_by_themselves_answer_the_notice_of_the_end(text, expected):
    assert rates(text) is expected
