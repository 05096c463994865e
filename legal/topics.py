"""Which topic of the entries a question is about.

Ridge regression over sentence vector and character n-grams, one score a topic. It is a first sieve: the
shelves of the likeliest topics are then searched (:mod:`legal.shelf`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import Ridge

from legal.grams import Floats, Grams, Rows

RIDGE: Final = 2.0
LEAST: Final = 2
ARRAYS: Final = "topics.npz"
GRAMS: Final = "topic_grams.npz"


@dataclass
class Topics:
    """The fitted classifier.

    Attributes:
        grams: the n-grams it knows.
        weights: shape (n-grams + dimensions, topics).
        intercept: shape (topics,).
    """

    grams: Grams
    weights: Floats
    intercept: Floats

    @classmethod
    def fit(cls, texts: list[str], vectors: Floats, topics: Rows) -> Topics:
        """Fit on texts of at least two topics.

        Args:
            texts: normalised, plain words.
            vectors: their unit vectors, shape (texts, dimensions).
            topics: the number of each text's topic, from 0 without a gap, shape (texts,).
        """
        grams = Grams.of(texts, LEAST)
        rows = sp.hstack([grams.rows(texts), sp.csr_matrix(vectors)], format="csr")
        wanted = np.where(topics[:, None] == np.arange(topics.max() + 1), 1.0, -1.0)
        model = Ridge(alpha=RIDGE, solver="sparse_cg", tol=1e-2).fit(rows, wanted)
        return cls(grams, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))

    def scores(self, texts: list[str], vectors: Floats) -> Floats:
        """How far each text belongs to each topic, about -1 to 1, shape (texts, topics)."""
        known = len(self.grams.known)
        words = np.asarray(self.grams.rows(texts) @ self.weights[:known])
        scores: Floats = words + vectors @ self.weights[known:] + self.intercept
        return scores

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        self.grams.save(folder / GRAMS)
        np.savez(folder / ARRAYS, weights=self.weights.astype(np.float16), intercept=self.intercept)

    @classmethod
    def load(cls, folder: Path) -> Topics:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            weights = held["weights"].astype(np.float32, order="C")  # else every look copies them
            return cls(Grams.load(folder / GRAMS), weights, held["intercept"])
