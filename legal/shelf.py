"""The entries of one topic, and how far a question belongs to each of them.

Kernel ridge regression over the topic's ways of asking (:mod:`legal.likeness`), exact: a topic has one or
two thousand of them, where all together would take the cube of twenty times as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.linalg.lapack import spotrf, spotrs

from legal.grams import Floats, Rows
from legal.likeness import Likeness, kernel

RIDGE: Final = 1.0
ARRAYS: Final = "shelf.npz"


@dataclass
class Shelf:
    """One topic.

    Attributes:
        entries: the numbers of its entries, ascending, shape (entries,).
        owner: which of them each way of asking belongs to, ascending, shape (ways,).
        likeness: the ways of asking.
        belongs: how far each of them speaks for each entry, shape (ways, entries).
    """

    entries: Rows
    owner: Rows
    likeness: Likeness
    belongs: Floats

    @classmethod
    def fit(cls, owner: Rows, vectors: Floats, rows: sp.csr_matrix) -> Shelf:
        """Fit on the topic's ways of asking.

        Args:
            owner: the number of each one's entry, ascending, shape (ways,).
            vectors: their unit vectors, shape (ways, dimensions).
            rows: their n-grams, shape (ways, n-grams).
        """
        entries, position = np.unique(owner, return_inverse=True)
        likeness = Likeness.build(vectors, rows)
        together = kernel(likeness.meaning(vectors), likeness.words(rows))
        return cls(entries, position, likeness, ridge(together, position, len(entries)))

    def look(self, vectors: Floats, rows: sp.csr_matrix) -> tuple[Floats, Floats]:
        """How far questions belong to each entry, and the cosine of its nearest way of asking.

        Args:
            vectors: of the questions, shape (questions, dimensions).
            rows: their n-grams, shape (questions, n-grams).

        Returns:
            Two arrays of shape (questions, entries).
        """
        meaning = self.likeness.meaning(vectors)
        alike = kernel(meaning, self.likeness.words(rows))
        return alike @ self.belongs, best_of(meaning, self.owner)

    def save(self, folder: Path) -> None:
        """Write into a folder of its own."""
        folder.mkdir()
        self.likeness.save(folder)
        np.savez(folder / "shelf.npz", entries=self.entries, owner=self.owner, belongs=self.belongs)

    @classmethod
    def load(cls, folder: Path) -> Shelf:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            return cls(held["entries"], held["owner"], Likeness.load(folder), held["belongs"])


def best_of(values: Floats, owner: Rows) -> Floats:
    """The highest value of each owner, shape (questions, owners); each owns at least one column."""
    best: Floats = np.maximum.reduceat(values, np.flatnonzero(np.diff(owner, prepend=-1)), axis=1)
    return best


def ridge(likeness: Floats, owner: Rows, entries: int) -> Floats:
    """Kernel ridge regression from each way of asking to its entry; ``likeness`` is used up.

    Returns:
        The coefficients, shape (ways, entries).
    """
    wanted = np.zeros((len(likeness), entries), np.float32)
    wanted[np.arange(len(owner)), owner] = 1.0
    likeness[np.diag_indices_from(likeness)] += RIDGE
    factor, _ = spotrf(likeness.T, lower=1, overwrite_a=1)
    belongs, _ = spotrs(factor, wanted, lower=1)
    return np.ascontiguousarray(belongs)
