"""Urgency of a message: what the classifier adds, when it has to be surer, and the test rows."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from bot import urgency
from bot.urgency import UrgencyAssessor, parts, sentences
from checks import training_text
from intake.vocabulary import LEVELS

TEST_ROWS = Path(__file__).parent.parent / "data" / "urgency.jsonl"
CALM_STORY = (
    "去年借给他两万块钱，说好秋后还，到现在没有信。我有欠条，也有聊天记录，就想把钱要回来。"
)


@pytest.fixture(scope="module")
def assessor():
    """An assessor fitted on a sample of the training text, small enough for a test."""
    examples = training_text.rows()
    danger = [row.text for row in examples if row.intent == urgency.DANGER][::4]
    calm = [row.text for row in examples if row.intent != urgency.DANGER][::8]
    fitted = UrgencyAssessor(UrgencyAssessor.get_default_config(), None, None)
    fitted.fit(danger + calm, [urgency.DANGER] * len(danger) + [urgency.CALM] * len(calm))
    return fitted


@pytest.fixture(scope="module")
def rows():
    return [json.loads(line) for line in TEST_ROWS.read_text(encoding="utf-8").splitlines()]


class Sure:
    """A classifier of one opinion, to show which texts are put to it and what they need."""

    def __init__(self, probability):
        self.probability_ = probability
        self.asked = []

    def probability(self, text, label):
        assert label == urgency.DANGER
        self.asked.append(text)
        return self.probability_


def unfitted(probability):
    assessor = UrgencyAssessor(UrgencyAssessor.get_default_config(), None, None)
    assessor._model = Sure(probability)
    return assessor


@pytest.mark.parametrize(
    ("text", "probability", "level"),
    [
        ("信放在枕头底下了", 0.6, "red"),
        ("信放在枕头底下了", 0.3, "blue"),
        ("作业多得累死了", 0.6, "blue"),
        ("作业多得累死了", 0.9, "red"),
        ("明天我去信访局", 0.9, "blue"),
        ("我要打12345", 0.9, "blue"),
        ("他扬言要打我", 0.9, "yellow"),
        ("他扬言要打我", 0.99, "red"),
    ],
)
def test_classifier_needs_to_be_surer_where_words_have_been_read(text, probability, level):
    assert unfitted(probability).assess(text)["level"] == level


@pytest.mark.parametrize(
    ("linear", "second", "level"),
    [
        (0.7, 0.7, "red"),
        (0.9, 0.05, "blue"),
        (0.05, 0.9, "blue"),
        (0.4, 0.9, "red"),
        (0.0, 0.99, "blue"),
    ],
)
def test_two_classifiers_are_heard_and_neither_decides_alone(linear, second, level):
    assessed = unfitted(linear).assess("信放在枕头底下了", lambda words: second)
    assert assessed["level"] == level


def test_explicit_danger_is_not_put_to_the_classifier():
    assessor = unfitted(0.0)
    assert assessor.assess("俺不想活了")["danger"] == "self_harm"
    assert assessor._model.asked == []


def test_danger_without_a_dangerous_word_is_heard_and_takes_the_unclear_path(assessor):
    assessed = assessor.assess("把后事都交代给弟弟了，孩子拜托你们，我先走了")
    assert assessed["danger"] == "unclear"
    assert assessed["signals"][0]["code"] == "indirect_danger"


def test_dangerous_sentence_in_a_long_calm_story_is_the_signal(assessor):
    sentence = "遗物都收拾好了，孩子送到姥姥家了，我今晚就走，别找我。"
    text = CALM_STORY + sentence + CALM_STORY
    signal = assessor.assess(text)["signals"][0]
    assert signal["text"] == sentence
    assert text[signal["start"] : signal["end"]] == sentence


@pytest.mark.parametrize(
    "text",
    [CALM_STORY, CALM_STORY * 3, "我要去上访", "再不给钱我就去法院起诉", "你好", "四千二百块"],
)
def test_calm_text_stays_blue(assessor, text):
    assert assessor.assess(text) == {"level": "blue", "signals": [], "danger": None}


def test_stored_assessor_says_the_same_when_loaded(assessor, tmp_path):
    storage, resource = LocalModelStorage(tmp_path), Resource("urgency")
    assessor._storage, assessor._resource = storage, resource
    assessor.keep()
    loaded = UrgencyAssessor.load(UrgencyAssessor.get_default_config(), storage, resource, None)
    for text in ("我先走了，孩子拜托你们", CALM_STORY * 3):
        assert loaded.assess(text) == assessor.assess(text)


@pytest.mark.parametrize("text", ["", " ", "。。。！！", "😂" * 500, "\x00", "a b " * 900])
def test_rubbish_is_assessed_without_an_error(assessor, text):
    assert assessor.assess(text)["level"] in LEVELS


def test_sentences_tell_their_places():
    text = "他走了。我怎么办？ 算了"
    assert [text[start:end] for start, end in sentences(text)] == ["他走了。", "我怎么办？", "算了"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("太短不拆", []),
        (
            "楼上漏水泡了俺家的吊顶，找他他说管不着，再找就不开门了",
            ["楼上漏水泡了俺家的吊顶", "找他他说管不着"],
        ),
        ("没有句号的长话" * 12, []),
    ],
)
def test_calm_example_teaches_by_its_parts(text, expected):
    assert parts(text) == expected


def test_test_rows_are_many_enough_of_every_kind(rows):
    levels = Counter(row["level"] for row in rows)
    kinds = Counter((row["level"], row["note"].split(":")[0]) for row in rows)
    assert len(rows) >= 300
    assert levels["red"] >= 90
    assert levels["yellow"] >= 40
    assert kinds["red", "calm-sounding"] >= 60
    assert kinds["blue", "alarming-sounding"] >= 60


def test_test_rows_are_well_formed(rows):
    assert all(set(row) == {"text", "level", "note"} for row in rows)
    assert {row["level"] for row in rows} == set(LEVELS)
    assert len({row["text"] for row in rows}) == len(rows)


def test_no_test_row_stands_in_the_training_text(rows):
    training = [row.text for row in training_text.rows()]
    assert training_text.leaks(training, [(row["text"], TEST_ROWS.name) for row in rows]) == []
