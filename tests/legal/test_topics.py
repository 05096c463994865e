"""The sieve names the topic a question is about, and a stored one names the same."""

import numpy as np
import pytest

from legal.topics import Topics
from tests.legal.test_retrieval import encode

TEXTS = ["拖欠工资", "工资不发", "加班没有工资", "楼上漏水", "漏水泡了墙", "屋顶漏水"]
TOPICS = np.asarray([0, 0, 0, 1, 1, 1])


@pytest.fixture(scope="module")
def topics():
    return Topics.fit(TEXTS, encode(TEXTS), TOPICS)


@pytest.mark.parametrize(("text", "topic"), [("工资拖到年底", 0), ("厨房漏水", 1)])
def test_topic_of_a_question_scores_highest(topics, text, topic):
    assert topics.scores([text], encode([text]))[0].argmax() == topic


def test_stored_topics_score_the_same(topics, tmp_path):
    topics.save(tmp_path)
    read = Topics.load(tmp_path)
    assert np.allclose(
        read.scores(TEXTS, encode(TEXTS)), topics.scores(TEXTS, encode(TEXTS)), atol=1e-2
    )


def test_rubbish_is_scored_without_an_error(topics):
    assert np.isfinite(topics.scores(["", "\x00", "a" * 5000], encode(["", "", ""]))).all()
