"""The most fitting articles in force for a question: sentence vectors beside character BM25.

What it finds is quoted verbatim and called what it is, the text of the law and no opinion.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from legal import statutes
from legal.lexical import Lexical
from legal.retrieval import Encode, Floats
from legal.statutes import Article

ARRAYS: Final = "articles.npz"
NAMES: Final = "articles.json"
WORDS: Final = "words"
VECTOR_WEIGHT: Final = 1.3
"""How much meaning counts beside words; both are standardised over all articles first."""


class StatuteSearch:
    """All articles, indexed."""

    def __init__(
        self, names: list[tuple[str, str]], vectors: NDArray[np.float32], lexical: Lexical
    ) -> None:
        self._names = names
        self._vectors = vectors
        self._lexical = lexical

    @classmethod
    def build(cls, articles: list[Article], encode: Encode) -> StatuteSearch:
        """Index articles; about 5 ms each, most of it the vector."""
        return cls(
            [(one.law, one.number) for one in articles],
            encode([one.text for one in articles]),
            Lexical.build([f"{one.law} {one.text}" for one in articles]),
        )

    def scores(self, question: str, vector: Floats) -> Floats:
        """How well each article fits, shape (articles,); comparable within one question only."""
        meaning = self._vectors @ vector
        return VECTOR_WEIGHT * _standard(meaning) + _standard(self._lexical.scores(question))

    def find(self, question: str, vector: Floats, most: int = 3) -> list[Article]:
        """The best articles that are in force, best first."""
        order = np.argsort(-self.scores(question, vector))[: most * 2]
        found = [statutes.article(*self._names[row]) for row in order]
        return [one for one in found if one is not None and one.in_force][:most]

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / ARRAYS, vectors=self._vectors.astype(np.float16))
        (folder / NAMES).write_text(json.dumps(self._names, ensure_ascii=False), encoding="utf-8")
        self._lexical.save(folder / WORDS)

    @classmethod
    def load(cls, folder: Path) -> StatuteSearch:
        """Read what :meth:`save` wrote.

        Raises:
            FileNotFoundError: it has not been built.
        """
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS) as held:
            vectors = held["vectors"].astype(np.float32)
        return cls([(law, number) for law, number in names], vectors, Lexical.load(folder / WORDS))


def _standard(scores: Floats) -> Floats:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
