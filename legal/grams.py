"""Character n-grams weighted by rarity (tf-idf), kept as plain JSON and arrays."""

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
SHORTEST: Final = 1
LONGEST: Final = 3
BLANKS: Final = re.compile(r"\s+")


@dataclass
class Grams:
    """The n-grams of a collection of texts.

    Attributes:
        columns: the column of each n-gram.
        weights: its inverse document frequency, shape (n-grams,).
    """

    columns: dict[str, int]
    weights: Floats

    @classmethod
    def of(cls, texts: list[str], least: int = 1) -> Grams:
        """The n-grams that occur in at least so many of the texts, of which one must have some."""
        counted = CountVectorizer(analyzer=grams, min_df=least, dtype=np.float32)
        counts = counted.fit_transform(texts)
        spread = np.bincount(counts.indices, minlength=counts.shape[1])
        weights = np.log((1 + len(texts)) / (1 + spread)).astype(np.float32) + 1
        return cls({gram: int(column) for gram, column in counted.vocabulary_.items()}, weights)

    def rows(self, texts: list[str]) -> sp.csr_matrix:
        """Unit rows, shape (texts, n-grams); zeros where a text has no known n-gram."""
        counts = [
            Counter(self.columns[gram] for gram in grams(text) if gram in self.columns)
            for text in texts
        ]
        columns = np.fromiter(chain.from_iterable(counts), np.int32)
        data = np.fromiter(chain.from_iterable(count.values() for count in counts), np.float32)
        data = (1 + np.log(data)) * self.weights[columns]
        ends = np.cumsum([0, *map(len, counts)])
        rows = sp.csr_matrix((data, columns, ends), shape=(len(texts), len(self.columns)))
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sp.diags(1 / np.maximum(lengths, 1e-9)).astype(np.float32) @ rows

    def save(self, path: Path) -> None:
        """Write as JSON."""
        held = {"columns": self.columns, "weights": [round(float(one), 4) for one in self.weights]}
        path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Grams:
        """Read what :meth:`save` wrote."""
        held = json.loads(path.read_text(encoding="utf-8"))
        return cls(held["columns"], np.asarray(held["weights"], np.float32))


def grams(text: str) -> Iterator[str]:
    """The character n-grams of a text, in no matter which case or spacing."""
    text = BLANKS.sub(" ", text.lower())
    for length in range(SHORTEST, min(LONGEST, len(text)) + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]
