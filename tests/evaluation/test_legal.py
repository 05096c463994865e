"""Answers, offers and refusals are counted as what they are."""

import numpy as np
import pytest

from evaluation import legal
from legal.lexical import Lexical
from legal.search import StatuteSearch

FOUND = {
    "right": [("a", 0.9), ("b", 0.05)],
    "wrong": [("b", 0.9), ("a", 0.05)],
    "offer": [("b", 0.3), ("c", 0.25), ("a", 0.2)],
    "none": [("a", 0.1), ("b", 0.05)],
}


def find(text):
    return [{"id": name, "title": name, "score": score} for name, score in FOUND[text]]


def figures(lines):
    return {line.measure.split(": ", 1)[1]: (line.figure, line.rows) for line in lines}


def test_answerable_questions():
    rows = [{"text": text, "entry": "a"} for text in FOUND]
    assert figures(legal.answerable(rows, find)) == {
        "right entry first": (0.5, 4),
        "right entry in three": (1.0, 4),
        "answered": (0.5, 4),
        "offered": (0.25, 4),
        "refused": (0.25, 4),
        "answers that are right": (0.5, 2),
        "offers that hold the right one": (1.0, 1),
        "wrong answers given out": (0.25, 4),
    }


def test_outside_questions():
    rows = [{"text": text} for text in ("right", "offer", "none", "none")]
    assert figures(legal.outside(rows, find)) == {
        "refused": (0.5, 4),
        "offered titles": (0.25, 4),
        "answered": (0.25, 4),
    }


@pytest.mark.parametrize(
    ("name", "law", "number"),
    [
        ("《某条例》第十七条", "某条例", "第十七条"),
        ("中华人民共和国民法典第五十四条", "中华人民共和国民法典", "第五十四条"),
    ],
)
def test_pool_is_read_as_articles(name, law, number):
    (article,) = legal.pool([{"id": name, "text": "正文"}])
    assert (article.law, article.number, article.text) == (law, number, "正文")
    assert article.in_force


def test_recall_is_the_share_of_a_question_s_articles_among_its_best():
    articles = legal.pool(
        [
            {"id": "甲法第一条", "text": "拖欠工资的，由人社部门责令支付"},
            {"id": "乙法第二条", "text": "夫妻感情破裂的，准予离婚"},
        ]
    )
    vectors = np.eye(2, dtype=np.float32)
    search = StatuteSearch.build(articles, lambda texts: vectors)
    rows = [{"text": "工资拖欠", "gold": ["甲法第一条", "乙法第二条"]}]
    lines = legal.statutes(
        rows,
        search,
        ["甲法第一条", "乙法第二条"],
        Lexical.build([one.text for one in articles]),
        encode=lambda text: vectors[0],
        cited=lambda text: {},
    )
    assert {line.measure: line.figure for line in lines} == {
        "search: Recall@1": 0.5,
        "search: Recall@10": 1.0,
        "character BM25: Recall@1": 0.5,
        "character BM25: Recall@10": 1.0,
    }
