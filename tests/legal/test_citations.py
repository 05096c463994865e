"""A citation stands only on an article that is in force and says so."""

from datetime import date

import pytest

from legal.citations import fault_of
from legal.entries import Citation

TODAY = date(2026, 11, 25)
LAW, ARTICLE, KEY = "中华人民共和国民法典", "第一千零七十九条", "感情确已破裂"


def cited(**change):
    return Citation(**{"law": LAW, "article": ARTICLE, "key": KEY, "since": "2021-01-01"} | change)


def test_article_in_force_that_says_so_has_no_fault():
    assert fault_of(cited(), TODAY) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"article": "第九千条"}, "not in the database"),
        ({"law": "中华人民共和国没有法"}, "not in the database"),
        ({"key": "必须离婚"}, "does not say 「必须离婚」"),
        ({"since": "2027-01-01"}, "not yet in force"),
        ({"until": "2026-11-24"}, "out of force"),
        ({"verified": False, "reason": "司法解释", "until": "2026-11-24"}, "out of force"),
    ],
)
def test_fault_is_named(change, why):
    assert why in fault_of(cited(**change), TODAY)


@pytest.mark.parametrize("until", [None, "2026-11-25", "2030-01-01"])
def test_article_is_in_force_up_to_and_on_its_last_day(until):
    assert fault_of(cited(until=until), TODAY) is None


def test_what_the_database_lacks_is_held_against_its_dates_alone():
    outside = cited(law="某司法解释", verified=False, reason="数据库没有司法解释")
    assert fault_of(outside, TODAY) is None


def test_law_that_is_no_longer_in_force_is_a_fault(monkeypatch):
    from legal import statutes

    gone = statutes.Article(LAW, ARTICLE, KEY, "已废止")
    monkeypatch.setattr(statutes, "article", lambda law, number: gone)
    assert fault_of(cited(), TODAY) == "the law is 已废止"
