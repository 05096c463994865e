"""What entries may answer is told from what they may not, and stays told apart when stored."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from legal.gate import Gate
from legal.grams import Grams, grams

OURS = [
    "欠我工资不给",
    "工资拖欠找谁",
    "邻居漏水不赔",
    "漏水赔多少",
    "离婚孩子归谁",
    "离婚要多久",
] * 2
OTHER = [
    "今天天气怎么样",
    "明天下雨吗",
    "红烧肉怎么做",
    "股票涨不涨",
    "感冒吃什么药",
    "讲个笑话",
] * 2
BLANK = np.zeros(4, np.float32)


@pytest.fixture(scope="module")
def gate():
    texts = OURS + OTHER
    vectors = np.zeros((len(texts), 4), np.float32)
    return Gate.fit(texts, vectors, [True] * len(OURS) + [False] * len(OTHER))


@pytest.mark.parametrize(
    ("text", "ours"),
    [("工资不给", True), ("楼上漏水", True), ("离婚", True), ("天气", False), ("做红烧肉", False)],
)
def test_ours_is_likelier_than_not(gate, text, ours):
    assert (gate.probability(text, BLANK) > 0.5) is ours


@pytest.mark.parametrize("rubbish", ["", " ", "\x00", "\U0001f600" * 3000])
def test_rubbish_has_a_probability(gate, rubbish):
    assert 0.0 <= gate.probability(rubbish, BLANK) <= 1.0


def test_stored_gate_says_the_same(gate, tmp_path):
    gate.save(tmp_path)
    read = Gate.load(tmp_path)
    for text in (*OURS, *OTHER):
        before = gate.probability(text, BLANK)
        assert read.probability(text, BLANK) == pytest.approx(before, abs=0.01)


def test_n_grams_are_up_to_three_characters_long():
    words = ["ａ", "b", "借", "条", "ａb", "b借", "借条", "ａb借", "b借条"]
    numbers = [sum(ord(one) << 21 * (2 - at) for at, one in enumerate(word)) for word in words]
    assert grams("ＡB借条").tolist() == numbers


@pytest.mark.parametrize("text", ["", "借", "借条", "\ud800", "👨‍👩‍👧", "a \n\t b", "\x00"])
def test_any_text_has_its_n_grams(text):
    assert len(Grams.of(["借条", "收条"]).row(text)[0]) <= 3 * len(text)


@pytest.mark.parametrize("text", ["借条丢了", "没写借条借条", "xyz", ""])
def test_a_row_is_what_scikit_learn_makes_of_the_text(text):
    texts = ["借条丢了", "借条没写", "写了收条"]
    oracle = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True).fit(texts)
    columns, data = Grams.of(texts).row(text)
    assert sorted(data) == pytest.approx(sorted(oracle.transform([text]).data), abs=1e-5)
    assert len(set(columns)) == len(columns)


def test_rows_are_unit_rows_and_empty_where_nothing_is_known():
    known = Grams.of(["借条丢了", "借条没写"])
    rows = known.rows(["借条", "xyz", ""])
    assert rows.shape == (3, len(known.known))
    assert np.sqrt(rows.multiply(rows).sum(axis=1)).ravel().tolist()[0] == pytest.approx([1, 0, 0])
