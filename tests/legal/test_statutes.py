"""The statute database is only read, and quoted as it stands."""

import sqlite3

import pytest

from legal import statutes, wording
from legal.entries import Citation, Entry

LAW, NUMBER = "中华人民共和国民法典", "第一千零七十九条"


def test_article_is_found_with_its_text_and_status():
    found = statutes.article(LAW, NUMBER)
    assert found.in_force
    assert "感情确已破裂" in found.text


@pytest.mark.parametrize(
    "name", [("", ""), (LAW, "第九千条"), ("'; DROP TABLE articles; --", NUMBER), (LAW, "1079")]
)
def test_what_is_no_article_is_none(name):
    assert statutes.article(*name) is None


@pytest.mark.parametrize(
    "change", ["DELETE FROM articles", "UPDATE articles SET article_text = ''"]
)
def test_database_cannot_be_written(change):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        statutes._connection().execute(change)


def test_articles_in_force_are_all_in_force_and_many():
    found = statutes.all_in_force()
    assert len(found) > 20_000
    assert all(one.in_force for one in found)


@pytest.mark.parametrize(
    ("law", "number", "last_words"),
    [
        ("中华人民共和国民事诉讼法", "第一百二十一条", "收取诉讼费用的办法另行制定。"),
        (LAW, "第一千二百五十八条", "应当承担侵权责任。"),
    ],
)
def test_heading_of_the_next_part_is_not_quoted(law, number, last_words):
    assert statutes.article(law, number).text.endswith(last_words)


def entry(*cited):
    return Entry(
        id="one",
        title="怎么判离婚",
        ask=[],
        answer="调解不成，感情确已破裂的，应当准许。",
        detail="",
        citations=list(cited),
        next_step="打12348问律师。",
    )


def test_original_is_the_article_verbatim():
    text = wording.original(entry(Citation(LAW, NUMBER, "感情", "2021-01-01")))
    row = statutes._connection().execute(
        "SELECT article_text FROM articles WHERE law_name = ? AND article_no = ? AND status = ?",
        (LAW, NUMBER, statutes.IN_FORCE),
    )
    assert text == [f"{LAW}{NUMBER}\n{row.fetchone()[0]}"]


def test_article_that_the_database_lacks_is_not_quoted():
    lacking = Citation("某条例", "第一条", "无", "2021-01-01", verified=False, reason="条例")
    assert wording.original(entry(lacking)) == []


def test_article_cited_for_two_of_its_words_is_named_and_quoted_once():
    twice = entry(*(Citation(LAW, NUMBER, key, "2021-01-01") for key in ("感情", "离婚")))
    assert wording.answer(twice).count("第一千零七十九条") == 1
    assert len(wording.original(twice)) == 1


def test_answer_names_its_article_with_date_and_the_next_door():
    text = wording.answer(entry(Citation(LAW, NUMBER, "感情", "2021-01-01")))
    assert text.splitlines()[1:] == [
        "依据：《民法典》第一千零七十九条（2021年1月1日起施行）。",
        "下一步：打12348问律师。",
    ]
