"""The accurate text classifier: near texts speak for their labels, calibrated.

Kernel ridge regression from sentence vectors, n-grams and their sounds (:mod:`legal.likeness`). Beside the
linear classifier (:mod:`bot.text_model`) on the project's own test texts it names three of a hundred more types and
intents rightly (docs/decisions/0012); it takes the cube of the number of texts to fit.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedShuffleSplit

from bot import sounds
from bot.calibrated import Calibrated, temperature
from bot.encoder import vector, vectors
from bot.sounds import with_sounds
from bot.text_model import LEAST, SEED
from legal.grams import Floats, Grams
from legal.likeness import Likeness, kernel, solve

HELD_OUT: Final = 1 / 3
RECENT: Final = 16
"""Texts whose scores are kept: one message is asked about more than once."""


class KernelModel(Calibrated):
    """Fit on marked texts; give calibrated probabilities of the labels for a text.

    Args:
        regularisation: added to the diagonal of the kernel, for a label of the usual number of texts.
        balance: how far rare labels are made to count as much as common ones: 0 not at all, 1 fully.
    """

    def __init__(self, regularisation: float = 0.5, balance: float = 1.0) -> None:
        super().__init__()
        self.regularisation = regularisation
        self.balance = balance
        self._recent = lru_cache(maxsize=RECENT)(self._score)

    def fit(self, texts: list[str], labels: list[str]) -> None:
        """Fit the temperature on a held-out third, then the regression on all texts."""
        self._signs = sounds.table()
        heard = [with_sounds(text, self._signs) for text in texts]
        self._grams = Grams.of(heard, LEAST)
        rows, meaning = self._grams.rows(heard), vectors(texts)
        self.labels = sorted(set(labels))
        truth = np.searchsorted(self.labels, labels)
        split = StratifiedShuffleSplit(n_splits=1, test_size=HELD_OUT, random_state=SEED)
        fitted, held_out = next(split.split(truth, truth))
        self._regress(Likeness.build(meaning[fitted], rows[fitted]), truth[fitted])
        scores = self._judged(meaning[held_out], rows[held_out])
        self.temperature = temperature(scores, truth[held_out])
        self._regress(Likeness.build(meaning, rows), truth)
        self._recent.cache_clear()

    def scores(self, text: str) -> Floats:
        """See :meth:`bot.calibrated.Calibrated.scores`."""
        return self._recent(text)

    def _score(self, text: str) -> Floats:
        rows = self._grams.rows([with_sounds(text, self._signs)])
        return self._judged(vector(text)[None], rows)[0]

    def _judged(self, meaning: Floats, rows: sp.csr_matrix) -> Floats:
        """Scores of texts by their vectors and n-grams, shape (texts, labels)."""
        near = kernel(meaning @ self._texts.axes @ self._texts.vectors.T, self._texts.words(rows))
        scores: Floats = near @ self._belongs + self._intercept
        return scores

    def save(self, folder: Path) -> None:
        """Write into a folder: numbers and labels, no code."""
        self._grams.save(folder / "grams.npz")
        self._texts.save(folder / "texts.npz")
        np.savez(
            folder / "labels.npz",
            labels=np.asarray(self.labels),
            temperature=self.temperature,
            belongs=self._belongs.astype(np.float16),
            intercept=self._intercept,
            signs=self._signs,
        )

    @classmethod
    def read(cls, folder: Path) -> KernelModel:
        """Read what :meth:`save` wrote, to ask it; objects in a file are refused."""
        model = cls()
        model._grams = Grams.load(folder / "grams.npz")
        model._texts = Likeness.load(folder / "texts.npz")
        with np.load(folder / "labels.npz", allow_pickle=False) as held:
            model.labels = held["labels"].tolist()
            model.temperature = float(held["temperature"])
            model._belongs = held["belongs"].astype(np.float32)
            model._intercept = held["intercept"]
            model._signs = held["signs"]
        return model

    def _regress(self, texts: Likeness, truth: NDArray[np.intp]) -> None:
        wanted = np.where(truth[:, None] == np.arange(len(self.labels)), 1.0, -1.0)
        counts = np.bincount(truth, minlength=len(self.labels))
        weights = (len(truth) / (len(counts) * counts)) ** self.balance
        together = texts.together()
        together += 1.0
        together[np.diag_indices_from(together)] += self.regularisation / weights[truth]
        self._texts = texts
        self._belongs = solve(together, wanted.astype(np.float32))
        self._intercept = self._belongs.sum(axis=0)
