"""A text's probabilities are those of the classifier, however they are computed."""

import numpy as np
import pytest
from scipy.special import softmax

from bot.encoder import vectors
from bot.text_model import TextModel

TEXTS = ["邻居挡光", "邻居漏水", "欠工钱", "欠工资", "离婚分家", "离婚孩子"] * 4
LABELS = ["邻里", "邻里", "欠薪", "欠薪", "婚姻", "婚姻"] * 4
ASKED = ["邻居家的墙", "工钱没给", "", "😀", "离"]


@pytest.mark.parametrize("kind", ["ridge", "logistic"])
@pytest.mark.parametrize("labels", [LABELS, ["a" if one == "邻里" else "b" for one in LABELS]])
def test_probabilities_of_one_text_are_those_of_the_whole_classifier(kind, labels):
    model = TextModel(1.5, 1.0, kind)
    model.fit(TEXTS, labels)
    rows = model._features(model._n_grams.transform(ASKED), vectors(ASKED))
    expected = softmax(model._scores(model._classifier, rows) / model.temperature, axis=1)
    for text, row in zip(ASKED, expected, strict=True):
        if text.strip():
            assert np.allclose(model.probabilities(text), row, atol=1e-6)
        assert model.probabilities(text).sum() == pytest.approx(1.0)
