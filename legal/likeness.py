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

from legal.grams import Floats, Grams

POWER: Final = 6
ARRAYS: Final = "likeness.npz"
GRAMS: Final = "grams.npz"


@dataclass
class Likeness:
    """Texts to be compared with.

    Attributes:
        vectors: their unit vectors, shape (texts, dimensions).
        grams: their n-grams.
        rows: their weights by n-gram, shape (n-grams, texts): a question has few n-grams.
    """

    vectors: Floats
    grams: Grams
    rows: sp.csr_matrix

    @classmethod
    def build(cls, texts: list[str], vectors: Floats) -> Likeness:
        """Index texts, at least one with a character in it."""
        grams = Grams.of(texts)
        return cls(vectors, grams, grams.rows(texts).T.tocsr())

    def meaning(self, vectors: Floats) -> Floats:
        """Cosines with every text, shape (questions, texts)."""
        cosines: Floats = vectors @ self.vectors.T
        return cosines

    def words(self, questions: list[str]) -> Floats:
        """Likeness of the n-grams, 0 to 1, shape (questions, texts)."""
        alike = self.grams.rows(questions) @ self.rows
        return np.asarray(alike.todense(), dtype=np.float32)

    def words_of(self, question: str) -> Floats:
        """:meth:`words` of one question, shape (texts,): the sum of its few n-grams' rows."""
        columns, data = self.grams.row(question)
        starts, ends = self.rows.indptr[columns], self.rows.indptr[columns + 1]
        spans = [slice(*span) for span in zip(starts, ends, strict=True)]
        texts = np.concatenate([np.zeros(0, np.int32), *(self.rows.indices[one] for one in spans)])
        alike = np.concatenate([np.zeros(0, np.float32), *(self.rows.data[one] for one in spans)])
        weighted = alike * np.repeat(data, ends - starts)
        return np.bincount(texts, weighted, self.rows.shape[1]).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        self.grams.save(folder / GRAMS)
        np.savez(
            folder / ARRAYS,
            vectors=self.vectors.astype(np.float16),
            data=self.rows.data.astype(np.float16),
            indices=self.rows.indices,
            indptr=self.rows.indptr,
            shape=np.asarray(self.rows.shape),
        )

    @classmethod
    def load(cls, folder: Path) -> Likeness:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            data = held["data"].astype(np.float32)
            rows = sp.csr_matrix(
                (data, held["indices"], held["indptr"]), shape=tuple(held["shape"])
            )
            vectors = held["vectors"].astype(np.float32)
        return cls(vectors, Grams.load(folder / GRAMS), rows)


def kernel(meaning: Floats, words: Floats) -> Floats:
    """One likeness of both, 0 to 2."""
    together: Floats = ((1 + meaning) / 2) ** POWER + words
    return together
