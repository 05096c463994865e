"""Whether a question is one that entries answer at all.

Ridge regression over sentence vector and character n-grams, between our questions and tellings on one
side and everything else on the other; a logistic curve over held-out halves makes it a probability (Platt
1999). It is told apart from which entry answers: a long telling is like none of them and still ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.special import expit
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import StratifiedKFold

from legal.grams import Floats, Grams

RIDGE: Final = 0.7
LEAST: Final = 2
SEED: Final = 20261124
ARRAYS: Final = "gate.npz"
GRAMS: Final = "gate_grams.npz"


@dataclass
class Gate:
    """The fitted classifier.

    Attributes:
        grams: the n-grams it knows.
        weights: one for each n-gram and dimension of the vector, then the intercept.
        curve: slope and intercept from score to log odds.
    """

    grams: Grams
    weights: Floats
    curve: Floats

    @classmethod
    def fit(cls, texts: list[str], vectors: Floats, ours: list[bool]) -> Gate:
        """Fit on texts in plain words, some of ours and some not, at least two of each.

        Args:
            texts: normalised, plain words.
            vectors: their unit vectors, shape (texts, dimensions).
            ours: whether entries may answer them.
        """
        grams = Grams.of(texts, min(LEAST, len(texts)))
        rows = sp.hstack([grams.rows(texts), sp.csr_matrix(vectors)], format="csr")
        truth = np.asarray(ours)
        scores = np.zeros(len(texts))
        halves = StratifiedKFold(2, shuffle=True, random_state=SEED)
        for fitted, held_out in halves.split(texts, truth):
            model = _model().fit(rows[fitted], truth[fitted])
            scores[held_out] = model.decision_function(rows[held_out])
        curve = LogisticRegression(class_weight="balanced").fit(scores[:, None], truth)
        model = _model().fit(rows, truth)
        return cls(
            grams,
            np.append(model.coef_.ravel(), model.intercept_).astype(np.float32),
            np.asarray([curve.coef_[0, 0], curve.intercept_[0]], np.float32),
        )

    def probability(self, text: str, vector: Floats) -> float:
        """That entries answer a text in plain words, 0 to 1; 0.5 would be a coin."""
        columns, data = self.grams.row(text)
        meaning = vector @ self.weights[len(self.grams.known) : -1]
        slope, intercept = self.curve
        score = data @ self.weights[columns] + meaning + self.weights[-1]
        return float(expit(slope * score + intercept))

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        self.grams.save(folder / GRAMS)
        np.savez(folder / ARRAYS, weights=self.weights, curve=self.curve)

    @classmethod
    def load(cls, folder: Path) -> Gate:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            return cls(Grams.load(folder / GRAMS), held["weights"], held["curve"])


def _model() -> RidgeClassifier:
    return RidgeClassifier(alpha=RIDGE, class_weight="balanced", solver="sparse_cg", tol=1e-3)
