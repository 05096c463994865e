"""How alike a text is to others: sentence vectors beside character n-grams, as one kernel.

Meaning counts by a polynomial of the cosine, which lets only near neighbours speak; the n-grams add
what the vector overlooks (two entries that differ in one word). A sum of kernels is a kernel, so kernel
ridge regression may be fitted on it (Saunders, Gammerman & Vovk 1998).

Vectors are compared along the axes on which the texts differ most (principal axes, not centred): 192 of
512 found as much in measuring, and take a third of the memory and time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from scipy.linalg.lapack import spotrf, spotrs

from legal.grams import Floats

AXES: Final = 192
BLOCK: Final = 1024
"""Rows of a kernel matrix that are made at once."""


@dataclass
class Likeness:
    """Texts to be compared with.

    Attributes:
        axes: orthonormal, shape (dimensions, axes).
        vectors: the texts' unit vectors along the axes, shape (texts, axes).
        grams: their weights by n-gram, shape (n-grams, texts): a question has few n-grams.
    """

    axes: Floats
    vectors: Floats
    grams: sp.csr_matrix

    @classmethod
    def build(cls, vectors: Floats, rows: sp.csr_matrix) -> Likeness:
        """Index texts by their vectors and n-grams (:meth:`legal.grams.Grams.rows`)."""
        _, axes = np.linalg.eigh(vectors.T @ vectors)
        axes = np.ascontiguousarray(axes[:, -AXES:])
        return cls(axes, vectors @ axes, rows.T.tocsr())

    def words(self, rows: sp.csr_matrix) -> Floats:
        """Likeness of the n-grams, 0 to 1, shape (questions, texts)."""
        return np.asarray((rows @ self.grams).todense(), dtype=np.float32)

    def together(self) -> Floats:
        """The kernel matrix of the texts among themselves, shape (texts, texts), up to the diagonal."""
        made = np.zeros((len(self.vectors), len(self.vectors)), np.float32)
        rows = self.grams.T.tocsr()
        for first in range(0, len(made), BLOCK):
            some = slice(first, first + BLOCK)
            left = slice(0, first + BLOCK)
            words = (rows[some] @ rows[left].T).toarray()
            made[some, left] = kernel(self.vectors[some] @ self.vectors[left].T, words)
        return made

    def save(self, path: Path) -> None:
        """Write as a NumPy archive."""
        np.savez(
            path,
            axes=self.axes.astype(np.float16),
            vectors=self.vectors.astype(np.float16),
            data=self.grams.data.astype(np.float16),
            indices=self.grams.indices,
            indptr=self.grams.indptr,
            shape=np.asarray(self.grams.shape),
        )

    @classmethod
    def load(cls, path: Path) -> Likeness:
        """Read what :meth:`save` wrote."""
        with np.load(path) as held:
            data = held["data"].astype(np.float32)
            grams = sp.csr_matrix(
                (data, held["indices"], held["indptr"]), shape=tuple(held["shape"])
            )
            axes, vectors = held["axes"].astype(np.float32), held["vectors"].astype(np.float32)
            return cls(axes, vectors, grams)


def kernel(meaning: Floats, words: Floats) -> Floats:
    """One likeness of both, 0 to 2: the sixth power of how near in meaning, and the words."""
    near = np.square((1 + meaning) / 2)
    together: Floats = near * near * near + words
    return together


def solve(together: Floats, wanted: Floats) -> Floats:
    """Coefficients that a symmetric positive matrix takes to what is wanted; the matrix is used up.

    Args:
        together: shape (texts, texts), in rows, read up to the diagonal only.
        wanted: shape (texts, labels).
    """
    factor, _ = spotrf(together.T, lower=0, overwrite_a=1)
    found, _ = spotrs(factor, wanted, lower=0)
    return np.ascontiguousarray(found)
