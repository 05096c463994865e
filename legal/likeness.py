"""How alike a question is to texts: sentence vectors beside character n-grams, as one kernel.

Meaning counts by a polynomial of the cosine, which lets only near neighbours speak; the n-grams add
what the vector overlooks (two entries that differ in one word). A sum of kernels is a kernel, so kernel
ridge regression may be fitted on it (Saunders, Gammerman & Vovk 1998).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

Floats = NDArray[np.float32]
POWER: Final = 6
SHORTEST: Final = 1
LONGEST: Final = 3
BLANKS: Final = re.compile(r"\s+")
ARRAYS: Final = "likeness.npz"
GRAMS: Final = "grams.json"


@dataclass
class Likeness:
    """Texts to be compared with.

    Attributes:
        vectors: their unit vectors, shape (texts, dimensions).
        grams: column of each character n-gram.
        weights: its inverse document frequency, shape (grams,).
        rows: unit tf-idf of the texts by n-gram, shape (grams, texts): a question has few.
    """

    vectors: Floats
    grams: dict[str, int]
    weights: Floats
    rows: sp.csr_matrix

    @classmethod
    def build(cls, texts: list[str], vectors: Floats) -> Likeness:
        """Index texts, at least one with a word in it."""
        counted = CountVectorizer(analyzer=_grams, dtype=np.float32)
        counts = counted.fit_transform(texts)
        spread = np.bincount(counts.indices, minlength=counts.shape[1])
        weights = np.log((1 + len(texts)) / (1 + spread)).astype(np.float32) + 1
        grams = {gram: int(column) for gram, column in counted.vocabulary_.items()}
        return cls(vectors, grams, weights, _unit(counts, weights).T.tocsr())

    def meaning(self, vectors: Floats) -> Floats:
        """Cosines with every text, shape (questions, texts)."""
        cosines: Floats = vectors @ self.vectors.T
        return cosines

    def words(self, questions: list[str]) -> Floats:
        """Likeness of the n-grams, 0 to 1, shape (questions, texts)."""
        counts = [
            Counter(self.grams[gram] for gram in _grams(text) if gram in self.grams)
            for text in questions
        ]
        columns = np.fromiter(chain.from_iterable(counts), np.int32)
        data = np.fromiter(chain.from_iterable(count.values() for count in counts), np.float32)
        ends = np.cumsum([0, *map(len, counts)])
        rows = sp.csr_matrix((data, columns, ends), shape=(len(questions), len(self.grams)))
        return np.asarray((_unit(rows, self.weights) @ self.rows).todense(), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        (folder / GRAMS).write_text(json.dumps(self.grams, ensure_ascii=False), encoding="utf-8")
        np.savez(
            folder / ARRAYS,
            vectors=self.vectors.astype(np.float16),
            weights=self.weights,
            data=self.rows.data.astype(np.float16),
            indices=self.rows.indices,
            indptr=self.rows.indptr,
            shape=np.asarray(self.rows.shape),
        )

    @classmethod
    def load(cls, folder: Path) -> Likeness:
        """Read what :meth:`save` wrote."""
        grams = json.loads((folder / GRAMS).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS) as held:
            rows = sp.csr_matrix(
                (held["data"].astype(np.float32), held["indices"], held["indptr"]),
                shape=tuple(held["shape"]),
            )
            return cls(held["vectors"].astype(np.float32), grams, held["weights"], rows)


def kernel(meaning: Floats, words: Floats) -> Floats:
    """One likeness of both, 0 to 2."""
    together: Floats = ((1 + meaning) / 2) ** POWER + words
    return together


def _grams(text: str) -> Iterator[str]:
    """The character n-grams of a text, in no matter which case or spacing."""
    text = BLANKS.sub(" ", text.lower())
    for length in range(SHORTEST, min(LONGEST, len(text)) + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _unit(counts: sp.csr_matrix, weights: Floats) -> sp.csr_matrix:
    rows = counts.copy().astype(np.float32)
    rows.data = (1 + np.log(rows.data)) * weights[rows.indices]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sp.diags(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ rows
