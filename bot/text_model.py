"""The quick text classifier: sentence vector beside character n-grams, calibrated.

A linear classifier over both (Wang & Manning 2012 showed how far n-grams carry; the vector adds
meaning where words differ): ridge regression, which fits in seconds where logistic regression takes half
a minute, and was at least as accurate on rows held out of the training text. The temperature is fitted on a
held-out fifth. Where the labels have many neighbours, :mod:`bot.kernel_model` is more accurate and slower to fit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import StratifiedShuffleSplit

from bot.calibrated import Calibrated, temperature
from bot.encoder import vector, vectors
from legal.grams import Floats, Grams

SEED: Final = 20261124
LEAST: Final = 2
"""In how many texts an n-gram has to stand to count."""
NONE: Final = np.zeros(0, np.float32)


class TextModel(Calibrated):
    """Fit on marked texts; give calibrated probabilities of the labels for a text.

    Args:
        n_gram_weight: how much the character n-grams count beside the unit sentence vector.
        regularisation: scikit-learn's ``alpha``.
        balance: how far rare labels are made to count as much as common ones: 0 not at all, 1 fully.
    """

    def __init__(
        self,
        n_gram_weight: float = 1.0,
        regularisation: float = 1.0,
        balance: float = 1.0,
    ) -> None:
        super().__init__()
        self.n_gram_weight = n_gram_weight
        self.regularisation = regularisation
        self.balance = balance
        self._grams = Grams(np.zeros(0, np.int64), NONE)
        self._words = self._meaning = NONE
        self._intercept = NONE

    def fit(self, texts: list[str], labels: list[str]) -> None:
        """Fit the temperature on a held-out fifth, then the classifier on all texts."""
        self._grams = Grams.of(texts, LEAST)
        rows = self.features(texts)
        truth = np.asarray(labels)
        self.temperature = temperature(*self._held_out_scores(rows, truth))
        fitted = self.linear(rows, truth)
        weights = np.ascontiguousarray(_both(fitted.coef_.T), np.float32)
        known = len(self._grams.known)
        self.labels = [str(label) for label in fitted.classes_]
        self._words, self._meaning = weights[:known], weights[known:]
        self._intercept = _both(fitted.intercept_.reshape(1, -1))[0].astype(np.float32)

    def scores(self, text: str) -> Floats:
        """See :meth:`bot.calibrated.Calibrated.scores`."""
        return self.by_words(text) + vector(text) @ self._meaning

    def by_words(self, text: str) -> Floats:
        """What the n-grams alone say for each label, uncalibrated: a text needs no vector for it."""
        columns, data = self._grams.row(text)
        scores: Floats = (data * self.n_gram_weight) @ self._words[columns] + self._intercept
        return scores

    def save(self, path: Path) -> None:
        """Write what :meth:`read` needs as a NumPy archive: numbers and labels, no code."""
        np.savez(
            path,
            n_gram_weight=self.n_gram_weight,
            temperature=self.temperature,
            labels=np.asarray(self.labels),
            known=self._grams.known,
            rarity=self._grams.weights,
            words=self._words.astype(np.float16),
            meaning=self._meaning,
            intercept=self._intercept,
        )

    @classmethod
    def read(cls, path: Path) -> TextModel:
        """Read what :meth:`save` wrote, to ask it; objects in a file are refused."""
        with np.load(path, allow_pickle=False) as held:
            model = cls(float(held["n_gram_weight"]))
            model.temperature = float(held["temperature"])
            model.labels = held["labels"].tolist()
            model._grams = Grams(held["known"], held["rarity"])
            model._words = held["words"].astype(np.float32)
            model._meaning, model._intercept = held["meaning"], held["intercept"]
        return model

    def features(self, texts: list[str]) -> sp.csr_matrix:
        """N-grams and vectors side by side, shape (texts, n-grams + dimensions)."""
        words = self._grams.rows(texts) * self.n_gram_weight
        return sp.hstack([words, sp.csr_matrix(vectors(texts))], format="csr")

    def linear(self, rows: sp.csr_matrix, truth: NDArray[Any]) -> RidgeClassifier:
        """scikit-learn's classifier with this model's settings, fitted."""
        labels, counts = np.unique(truth, return_counts=True)
        weights = (len(truth) / (len(labels) * counts)) ** self.balance
        model = RidgeClassifier(alpha=self.regularisation, solver="sparse_cg", tol=1e-3)
        return model.fit(rows, truth, sample_weight=weights[np.searchsorted(labels, truth)])

    def _held_out_scores(
        self, rows: sp.csr_matrix, truth: NDArray[Any]
    ) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        split = StratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=SEED)
        fitted, held_out = next(split.split(rows, truth))
        model = self.linear(rows[fitted], truth[fitted])
        scores = model.decision_function(rows[held_out])
        columns = np.searchsorted(model.classes_, truth[held_out])
        return _both(scores.reshape(len(scores), -1)), columns


def _both(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """One column a label: of two labels scikit-learn scores only the second."""
    return np.hstack([-scores / 2, scores / 2]) if scores.shape[1] == 1 else scores
