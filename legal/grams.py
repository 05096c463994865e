"""Character n-grams weighted by rarity (tf-idf), kept as two plain arrays.

An n-gram of up to three characters is one number, 21 bits a character (Unicode ends at 0x10FFFF), so that
a text's n-grams are found in a sorted array in some 50 microseconds and nothing holds a hundred thousand
strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.int64]
Rows = NDArray[np.intp]
BITS: Final = 21
BLANKS: Final = re.compile(r"\s+")


@dataclass
class Grams:
    """The n-grams of a collection of texts.

    Attributes:
        known: their numbers, ascending, shape (n-grams,).
        weights: the inverse document frequency of each, shape (n-grams,).
    """

    known: Codes
    weights: Floats

    @classmethod
    def of(cls, texts: list[str], least: int = 1) -> Grams:
        """The n-grams that occur in at least so many of the texts."""
        each = [np.unique(grams(text)) for text in texts]
        known, spread = np.unique(
            np.concatenate([*each, np.zeros(0, np.int64)]), return_counts=True
        )
        known, spread = known[spread >= least], spread[spread >= least]
        return cls(known, (np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32))

    def row(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """Which of the n-grams a text has, and their weights, which make a unit vector."""
        codes, counts = np.unique(grams(text), return_counts=True)
        columns = np.searchsorted(self.known, codes)
        inside = columns < len(self.known)
        inside[inside] = self.known[columns[inside]] == codes[inside]
        columns = columns[inside]
        data = (1 + np.log(counts[inside], dtype=np.float32)) * self.weights[columns]
        return columns, data / max(float(np.sqrt(data @ data)), 1e-9)

    def rows(self, texts: list[str]) -> sp.csr_matrix:
        """:meth:`row` of many texts, shape (texts, n-grams)."""
        found = [self.row(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in found)])
        columns = np.concatenate([np.zeros(0, np.intp), *(columns for columns, _ in found)])
        data = np.concatenate([np.zeros(0, np.float32), *(data for _, data in found)])
        return sp.csr_matrix((data, columns, ends), shape=(len(texts), len(self.known)))

    def save(self, path: Path) -> None:
        """Write as a NumPy archive."""
        np.savez(path, known=self.known, weights=self.weights)

    @classmethod
    def load(cls, path: Path) -> Grams:
        """Read what :meth:`save` wrote."""
        with np.load(path) as held:
            return cls(held["known"], held["weights"])


def grams(text: str) -> Codes:
    """The n-grams of a text as numbers, with repeats, in no matter which case or spacing."""
    text = BLANKS.sub(" ", text.lower())
    one = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    first = one << 2 * BITS
    pairs = first[:-1] | one[1:] << BITS
    return np.concatenate([first, pairs, pairs[:-1] | one[2:]])
