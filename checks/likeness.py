"""How alike texts are: Jaccard likeness of their character trigrams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

BATCH: Final = 512


def alike(left: list[str], right: list[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs that are at least so alike, as (row of left, row of right, likeness 0 to 1).

    Texts shorter than three characters are compared by their one or two characters.
    """
    if not left or not right:
        return
    trigrams = CountVectorizer(analyzer=_grams, binary=True, dtype=np.int32)
    trigrams.fit([*left, *right])
    rows, columns = trigrams.transform(left), trigrams.transform(right)
    sizes = np.asarray(columns.sum(axis=1)).ravel()
    for start in range(0, rows.shape[0], BATCH):
        batch = rows[start : start + BATCH]
        shared = (batch @ columns.T).tocoo()
        own = np.asarray(batch.sum(axis=1)).ravel()
        likeness = shared.data / (own[shared.row] + sizes[shared.col] - shared.data)
        for row, column, value in zip(shared.row, shared.col, likeness, strict=True):
            if value >= least:
                yield start + int(row), int(column), float(value)


def _grams(text: str) -> list[str]:
    if len(text) < 3:
        return [text]
    return [text[start : start + 3] for start in range(len(text) - 2)]
