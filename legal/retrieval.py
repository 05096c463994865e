"""Which entry answers a question, and how sure that is.

An entry is scored by the likeness of the question to the ways in which it is asked (sentence vectors),
to its answer, and by character BM25; the weights are fitted on the entries themselves, each way of
asking held out in turn, against utterances that no entry answers. So the confidence is a probability
that the entry is right, and retrieval may abstain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from legal.entries import Entry
from legal.lexical import Lexical

Floats = NDArray[np.float32]
Encode = Callable[[list[str]], Floats]
CANDIDATES: Final = 12
ARRAYS: Final = "entries.npz"
WORDS: Final = "words"


@dataclass(frozen=True)
class Found:
    """An entry with the probability, 0 to 1, that it answers the question."""

    entry: str
    score: float


@dataclass
class Retriever:
    """The entries, indexed.

    Attributes:
        ids: of the entries.
        owner: which entry each way of asking belongs to, shape (ways,).
        ways: unit vectors of the ways of asking, shape (ways, dimensions).
        answers: unit vectors of the answers, shape (entries, dimensions).
        lexical: BM25 over the ways of asking.
        rank: weights and intercept that order candidates.
        sure: weights and intercept that give the probability.
    """

    ids: list[str]
    owner: NDArray[np.intp]
    ways: Floats
    answers: Floats
    lexical: Lexical
    rank: Floats
    sure: Floats

    @classmethod
    def fit(cls, entries: list[Entry], outside: list[str], encode: Encode) -> Retriever:
        """Index entries and fit the weights.

        Args:
            entries: those that may be given out.
            outside: utterances that no entry answers.
            encode: texts to unit vectors, shape (n, dimensions).
        """
        texts = [way for entry in entries for way in (entry.title, *entry.ask)]
        owner = np.repeat(np.arange(len(entries)), [len(entry.ask) + 1 for entry in entries])
        made = cls(
            [entry.id for entry in entries],
            owner,
            encode(texts),
            encode([entry.answer for entry in entries]),
            Lexical.build(texts),
            np.zeros(0, np.float32),
            np.zeros(0, np.float32),
        )
        made._fit_weights(texts, outside, encode(outside))
        return made

    def find(self, question: str, vector: Floats, most: int = 3) -> list[Found]:
        """The likeliest entries, best first, each with its probability.

        Args:
            question: normalised words.
            vector: its unit vector.
        """
        features, columns = self._features(question, vector, held_out=None)
        ranked = features @ self.rank[:-1] + self.rank[-1]
        order = np.argsort(-ranked)
        margin = _margins(ranked)
        sure = expit(np.column_stack([features, margin]) @ self.sure[:-1] + self.sure[-1])
        return [Found(self.ids[columns[row]], float(sure[row])) for row in order[:most]]

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        np.savez(
            folder / ARRAYS,
            ids=np.asarray(self.ids),
            owner=self.owner,
            ways=self.ways.astype(np.float16),
            answers=self.answers.astype(np.float16),
            rank=self.rank,
            sure=self.sure,
        )
        self.lexical.save(folder / WORDS)

    @classmethod
    def load(cls, folder: Path) -> Retriever:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            return cls(
                held["ids"].tolist(),
                held["owner"],
                held["ways"].astype(np.float32),
                held["answers"].astype(np.float32),
                Lexical.load(folder / WORDS),
                held["rank"],
                held["sure"],
            )

    def _features(
        self, question: str, vector: Floats, held_out: int | None
    ) -> tuple[Floats, NDArray[np.intp]]:
        """Features of the likeliest entries, shape (candidates, 5), and which entries they are."""
        near = self.ways @ vector
        words = self.lexical.scores(question)
        if held_out is not None:
            near[held_out] = -1.0
            words[held_out] = 0.0
        most = max(float(words.max()), 1e-6)
        by_entry = len(self.ids)
        best = np.full(by_entry, -1.0, dtype=np.float32)
        np.maximum.at(best, self.owner, near)
        total = np.zeros(by_entry, dtype=np.float32)
        np.add.at(total, self.owner, np.maximum(near, 0.0) ** 4)
        lexical = np.zeros(by_entry, dtype=np.float32)
        np.maximum.at(lexical, self.owner, words)
        answer = self.answers @ vector
        rough = best + 0.5 * lexical / most
        columns = np.argsort(-rough)[: min(CANDIDATES, by_entry)]
        shared = lexical[columns] / max(4.0 * len(question), 1.0)
        features = np.column_stack(
            [best[columns], total[columns], answer[columns], lexical[columns] / most, shared]
        ).astype(np.float32)
        return features, columns

    def _fit_weights(self, texts: list[str], outside: list[str], vectors: Floats) -> None:
        rows: list[Floats] = []
        right: list[NDArray[np.bool_]] = []
        for number, text in enumerate(texts):
            features, columns = self._features(text, self.ways[number].copy(), number)
            rows.append(features)
            right.append(columns == self.owner[number])
        ranker = LogisticRegression(C=10.0, class_weight="balanced", max_iter=500)
        ranker.fit(np.vstack(rows), np.concatenate(right))
        self.rank = _weights(ranker)
        for text, vector in zip(outside, vectors, strict=True):
            features, columns = self._features(text, vector, None)
            rows.append(features)
            right.append(np.zeros(len(columns), dtype=bool))
        with_margin = [
            np.column_stack([features, _margins(features @ self.rank[:-1] + self.rank[-1])])
            for features in rows
        ]
        calibrator = LogisticRegression(C=10.0, max_iter=500)
        calibrator.fit(np.vstack(with_margin), np.concatenate(right))
        self.sure = _weights(calibrator)


def _margins(ranked: Floats) -> Floats:
    """How far each candidate stands above the best of the others."""
    if len(ranked) < 2:
        return np.zeros_like(ranked)
    order = np.argsort(-ranked)
    best, second = ranked[order[0]], ranked[order[1]]
    margins: Floats = ranked - best
    margins[order[0]] = best - second
    return margins


def _weights(model: LogisticRegression) -> Floats:
    return np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)
