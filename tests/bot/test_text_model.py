"""A text's probabilities are those of the classifier, however they are computed."""

import numpy as np
import pytest
from scipy.special import softmax

from bot.text_model import TextModel

TEXTS = ["邻居挡光", "邻居漏水", "欠工钱", "欠工资", "离婚分家", "离婚孩子"] * 4
LABELS = ["邻里", "邻里", "欠薪", "欠薪", "婚姻", "婚姻"] * 4
ASKED = ["邻居家的墙", "工钱没给", "", "😀", "离"]


@pytest.mark.parametrize("labels", [LABELS, ["a" if one == "邻里" else "b" for one in LABELS]])
def test_probabilities_of_one_text_are_those_of_the_whole_classifier(labels):
    model = TextModel(1.5, 1.0)
    model.fit(TEXTS, labels)
    oracle = model.linear(model.features(TEXTS), np.asarray(labels))
    scores = oracle.decision_function(model.features(ASKED)).reshape(len(ASKED), -1)
    scores = np.hstack([-scores / 2, scores / 2]) if scores.shape[1] == 1 else scores
    expected = softmax(scores / model.temperature, axis=1)
    for text, row in zip(ASKED, expected, strict=True):
        if text.strip():
            assert np.allclose(model.probabilities(text), row, atol=1e-4)
        assert model.probabilities(text).sum() == pytest.approx(1.0)


def test_what_is_written_is_read_back_with_the_same_answers(tmp_path):
    model = TextModel(1.5, 1.0)
    model.fit(TEXTS, LABELS)
    model.save(tmp_path / "model.npz")
    again = TextModel.read(tmp_path / "model.npz")
    assert again.labels == model.labels
    for text in ASKED:
        assert np.allclose(again.probabilities(text), model.probabilities(text), atol=1e-2)
