"""How alike a question is to texts: sentence vectors beside character n-grams, as one kernel.

Meaning counts by a polynomial of the cosine, which lets only near neighbours speak; the n-grams add
what the vector overlooks (two entries that differ in one word). A sum of kernels is a kernel, so kernel
ridge regression may be fitted on it (Saunders, Gammerman & Vovk 1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp

from legal.grams import Floats

ARRAYS: Final = "likeness.npz"


@dataclass
class Likeness:
    """Texts to be compared with.

    Attributes:
        vectors: their unit vectors, shape (texts, dimensions).
        grams: their weights by n-gram, shape (n-grams, texts): a question has few n-grams.
    """

    vectors: Floats
    grams: sp.csr_matrix

    @classmethod
    def build(cls, vectors: Floats, rows: sp.csr_matrix) -> Likeness:
        """Index texts by their vectors and n-grams (:meth:`legal.grams.Grams.rows`)."""
        return cls(vectors, rows.T.tocsr())

    def words(self, rows: sp.csr_matrix) -> Floats:
        """Likeness of the n-grams, 0 to 1, shape (questions, texts)."""
        return np.asarray((rows @ self.grams).todense(), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        np.savez(
            folder / ARRAYS,
            vectors=self.vectors.astype(np.float16),
            data=self.grams.data.astype(np.float16),
            indices=self.grams.indices,
            indptr=self.grams.indptr,
            shape=np.asarray(self.grams.shape),
        )

    @classmethod
    def load(cls, folder: Path) -> Likeness:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            data = held["data"].astype(np.float32)
            grams = sp.csr_matrix(
                (data, held["indices"], held["indptr"]), shape=tuple(held["shape"])
            )
            return cls(held["vectors"].astype(np.float32), grams)


def kernel(meaning: Floats, words: Floats) -> Floats:
    """One likeness of both, 0 to 2: the sixth power of how near in meaning, and the words."""
    near = np.square((1 + meaning) / 2)
    together: Floats = near * near * near + words
    return together
