"""The entries of one topic, and how far a question belongs to each of them.

Kernel ridge regression over the topic's ways of asking (:mod:`legal.likeness`), exact: a topic has one or
two thousand of them, where all together would take the cube of twenty times as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from legal.grams import Floats, Rows
from legal.likeness import Likeness, kernel, solve

RIDGE: Final = 1.0


@dataclass
class Shelf:
    """One topic.

    Attributes:
        ways: where its ways of asking stand among those of all topics.
        entries: the numbers of its entries, ascending, shape (entries,).
        owner: which of them each way of asking belongs to, ascending, shape (ways,).
        belongs: how far each of them speaks for each entry, shape (ways, entries).
    """

    ways: slice
    entries: Rows
    owner: Rows
    belongs: Floats

    @classmethod
    def fit(cls, ways: slice, owner: Rows, likeness: Likeness) -> Shelf:
        """Fit on the topic's ways of asking.

        Args:
            ways: where they stand among those of all topics.
            owner: the number of each one's entry, ascending, shape (ways,).
            likeness: the ways of asking of all topics.
        """
        entries, position = np.unique(owner, return_inverse=True)
        vectors, grams = likeness.vectors[ways], likeness.grams[:, ways]
        together = kernel(vectors @ vectors.T, (grams.T @ grams).toarray())
        return cls(ways, entries, position, ridge(together, position, len(entries)))

    def look(self, meaning: Floats, words: Floats) -> tuple[Floats, Floats]:
        """How far questions belong to each entry, and the cosine of its nearest way of asking.

        Args:
            meaning: cosines of the questions with the topic's ways of asking, shape (questions, ways).
            words: likeness of their n-grams, shape (questions, ways).

        Returns:
            Two arrays of shape (questions, entries).
        """
        return kernel(meaning, words) @ self.belongs, best_of(meaning, self.owner)

    def save(self, path: Path) -> None:
        """Write as a NumPy archive."""
        np.savez(
            path,
            ways=np.asarray([self.ways.start, self.ways.stop]),
            entries=self.entries,
            owner=self.owner,
            belongs=self.belongs,
        )

    @classmethod
    def load(cls, path: Path) -> Shelf:
        """Read what :meth:`save` wrote."""
        with np.load(path) as held:
            return cls(slice(*held["ways"]), held["entries"], held["owner"], held["belongs"])


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
    return solve(likeness, wanted)
