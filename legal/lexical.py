"""Character BM25 (Robertson & Zaragoza 2009) over Chinese texts, by ``bm25s``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import bm25s
import numpy as np
from numpy.typing import NDArray

NOT_WORDS: Final = re.compile(r"\W+")
K1: Final = 1.2
B: Final = 0.75


def grams(text: str) -> list[str]:
    """Single characters and pairs of a text without punctuation, in order."""
    words = NOT_WORDS.sub("", text)
    return [*words, *(words[start : start + 2] for start in range(len(words) - 1))]


class Lexical:
    """A BM25 index over texts."""

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index

    @classmethod
    def build(cls, texts: list[str]) -> Lexical:
        """Index texts, at least one."""
        index = bm25s.BM25(k1=K1, b=B)
        index.index([grams(text) or [""] for text in texts], show_progress=False)
        return cls(index)

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 of every text for a question, shape (texts,); zeros where they share nothing."""
        known = [gram for gram in grams(question) if gram in self._index.vocab_dict]
        if not known:
            return np.zeros(self._index.scores["num_docs"], dtype=np.float32)
        scores: NDArray[np.float32] = np.asarray(self._index.get_scores(known), dtype=np.float32)
        return scores

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._index.save(str(folder))

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read what :meth:`save` wrote."""
        return cls(bm25s.BM25.load(str(folder)))
