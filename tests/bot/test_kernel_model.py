"""Near texts speak for their labels, as in the library's kernel regression; slips of the keyboard are heard."""

import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge

from bot.encoder import vectors
from bot.kernel_model import KernelModel
from bot.sounds import with_sounds
from legal.likeness import kernel
from tests.bot.test_text_model import ASKED, LABELS, TEXTS


@pytest.fixture(scope="module")
def model():
    made = KernelModel(0.5, 1.0)
    made.fit(TEXTS, LABELS)
    return made


def test_scores_are_those_of_the_librarys_regression(model):
    heard = [with_sounds(text, model._signs) for text in TEXTS]
    words = model._grams.rows(heard)
    along = vectors(TEXTS) @ model._texts.axes
    together = kernel(along @ along.T, (words @ words.T).toarray()) + 1
    wanted = np.where(np.asarray(LABELS)[:, None] == np.asarray(model.labels), 1.0, -1.0)
    oracle = KernelRidge(alpha=0.5, kernel="precomputed").fit(together, wanted)
    for row, text in enumerate(TEXTS[:6]):
        assert np.allclose(
            model.scores(text), oracle.predict(together[row : row + 1])[0], atol=1e-3
        )


def test_probabilities_sum_to_one_whatever_is_asked(model):
    for text in ASKED:
        assert model.probabilities(text).sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "label"), [("林居漏水", "邻里"), ("欠公资", "欠薪"), ("离昏分家", "婚姻")]
)
def test_a_word_misspelt_by_its_sound_counts_for_its_label(model, text, label):
    assert model.ranking(text, 1)[0][0] == label


def test_what_is_written_is_read_back_with_the_same_answers(model, tmp_path):
    model.save(tmp_path)
    again = KernelModel.read(tmp_path)
    assert again.labels == model.labels
    for text in ASKED:
        assert np.allclose(again.probabilities(text), model.probabilities(text), atol=2e-2)
