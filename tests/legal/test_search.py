"""Articles are found by words, by meaning, and by the entries that cite them."""

import numpy as np
import pytest

from legal import statutes
from legal.entries import Citation, Entry
from legal.search import StatuteSearch, cited_by

LAW = "中华人民共和国民法典"
NUMBERS = ["第一千零七十九条", "第六百六十八条", "第二百八十八条"]
OTHER = ("中华人民共和国劳动法", "第五十条")
FLAT = np.ones(4, np.float32) / 2


def flat(texts):
    """Vectors that tell nothing apart, so that words alone decide."""
    return np.tile(FLAT, (len(texts), 1))


@pytest.fixture(scope="module")
def search():
    names = [*((LAW, number) for number in NUMBERS), OTHER]
    return StatuteSearch.build([statutes.article(*name) for name in names], flat)


def entry(*names):
    return Entry(
        id="one",
        title="问",
        ask=[],
        answer="答",
        detail="",
        citations=[Citation(law, number, "", "2021-01-01") for law, number in names],
        next_step="",
    )


def test_article_with_the_question_s_words_comes_first_and_verbatim(search):
    first = search.find("夫妻感情确已破裂，一方要求离婚", FLAT)[0]
    assert (first.law, first.number) == (LAW, NUMBERS[0])
    assert first == statutes.article(LAW, NUMBERS[0])


def test_article_cited_by_an_entry_that_fits_comes_first(search):
    cited = cited_by({"one": entry((LAW, NUMBERS[2]))}, [{"id": "one", "score": 0.9}])
    assert search.find("不知道怎么说", FLAT, cited)[0].number == NUMBERS[2]


def test_article_outside_the_index_that_an_entry_cites_is_no_harm(search):
    assert len(search.find("离婚", FLAT, {("没有这部法", "第一条"): 1.0})) == 3


def test_article_cited_twice_by_an_entry_counts_once():
    twice = {"one": entry((LAW, NUMBERS[0]), (LAW, NUMBERS[0]))}
    assert cited_by(twice, [{"id": "one", "score": 0.4}]) == {(LAW, NUMBERS[0]): 0.4}


def test_laws_that_entries_cite_come_before_the_others(search, tmp_path):
    search.save(tmp_path)
    read = StatuteSearch.load(tmp_path)
    read.prefer([entry(OTHER)])
    assert (read.find("不知道怎么说", FLAT)[0].law) == OTHER[0]


def test_missing_index_is_named(tmp_path):
    with pytest.raises(FileNotFoundError):
        StatuteSearch.load(tmp_path)
