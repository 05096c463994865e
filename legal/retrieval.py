"""Which entry answers a question, if one does.

Kernel ridge regression over all ways of asking (``likeness.py``) says how far a question belongs to each
entry; beside it count the nearest way of asking, the sentences of the answer, and how far the question
belongs to the entry's topic. Their weights are fitted on a sixth of the ways of asking, held out of the
regression. Whether any entry answers it is another question: ``gate.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotrs
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from legal.entries import Entry
from legal.grams import Floats
from legal.likeness import Likeness, kernel
from legal.spoken import plain

Encode = Callable[[list[str]], Floats]
Rows = NDArray[np.intp]
CANDIDATES: Final = 30
RIDGE: Final = 1.0
SHRINK: Final = 1e-3
BATCH: Final = 512
HELD_OUT: Final = 6
"""Of so many ways an entry is asked, one is held out of the first regression."""
ARRAYS: Final = "entries.npz"
SENTENCE: Final = re.compile(r"[。；！？\n]")


@dataclass(frozen=True)
class Found:
    """An entry with the probability, 0 to 1, that it is the one, if any entry answers."""

    entry: str
    score: float


@dataclass
class Retriever:
    """The entries, indexed.

    Attributes:
        ids: of the entries.
        topics: the number of each entry's topic, shape (entries,).
        owner: which entry each way of asking belongs to, ascending, shape (ways,).
        likeness: the ways of asking.
        belongs: how far each of them speaks for each entry, shape (ways, entries).
        speaker: which entry each sentence of an answer belongs to, ascending, shape (sentences,).
        sentences: unit vectors of these sentences, shape (sentences, dimensions).
        rank: weights that order candidates, one a feature.
    """

    ids: list[str]
    topics: Rows
    owner: Rows
    likeness: Likeness
    belongs: Floats
    speaker: Rows
    sentences: Floats
    rank: Floats

    @classmethod
    def fit(cls, entries: list[Entry], encode: Encode) -> Retriever:
        """Index entries and fit the weights.

        Args:
            entries: those that may be given out, at least two.
            encode: texts to unit vectors, shape (n, dimensions).
        """
        asked = [
            (number, plain(way))
            for number, entry in enumerate(entries)
            for way in (entry.title, *entry.ask)
        ]
        said = [
            (number, plain(sentence))
            for number, entry in enumerate(entries)
            for sentence in SENTENCE.split(f"{entry.answer}\n{entry.detail}\n{entry.next_step}")
            if sentence.strip()
        ]
        texts = [way for _, way in asked]
        names = sorted({entry.topic for entry in entries})
        made = cls(
            ids=[entry.id for entry in entries],
            topics=np.asarray([names.index(entry.topic) for entry in entries]),
            owner=np.asarray([number for number, _ in asked]),
            likeness=Likeness.build(texts, encode(texts)),
            belongs=np.zeros(0, np.float32),
            speaker=np.asarray([number for number, _ in said]),
            sentences=encode([sentence for _, sentence in said]),
            rank=np.zeros(0, np.float32),
        )
        made._fit_weights(texts)
        return made

    def find(self, question: str, vector: Floats, most: int = 3) -> list[Found]:
        """The likeliest entries, best first, each with its probability.

        Args:
            question: normalised, plain words (:func:`legal.spoken.plain`).
            vector: their unit vector.
        """
        meaning = self.likeness.meaning(vector.reshape(1, -1))
        belongs = kernel(meaning, self.likeness.words_of(question)) @ self.belongs
        nearest = _best_of(meaning, self.owner)
        features, columns = self._features(vector.reshape(1, -1), belongs, nearest)
        sure = softmax(features[0] @ self.rank)
        return [
            Found(self.ids[columns[0, row]], float(sure[row])) for row in np.argsort(-sure)[:most]
        ]

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        np.savez(
            folder / ARRAYS,
            ids=np.asarray(self.ids),
            topics=self.topics,
            owner=self.owner,
            belongs=self.belongs.astype(np.float16),
            speaker=self.speaker,
            sentences=self.sentences.astype(np.float16),
            rank=self.rank,
        )
        self.likeness.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Retriever:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            return cls(
                ids=held["ids"].tolist(),
                topics=held["topics"],
                owner=held["owner"],
                likeness=Likeness.load(folder),
                belongs=held["belongs"].astype(np.float32),
                speaker=held["speaker"],
                sentences=held["sentences"].astype(np.float32),
                rank=held["rank"],
            )

    def _features(self, vectors: Floats, belongs: Floats, nearest: Floats) -> tuple[Floats, Rows]:
        """What speaks for the likeliest entries.

        Returns:
            Features, shape (questions, candidates, 4), and which entries the candidates are.
        """
        member = (self.topics[:, None] == np.arange(self.topics.max() + 1)).astype(np.float32)
        topic = (belongs @ member)[:, self.topics]
        answer = _best_of(vectors @ self.sentences.T, self.speaker)
        columns = np.argsort(-belongs, axis=1)[:, :CANDIDATES]
        features = [
            np.take_along_axis(feature, columns, axis=1)
            for feature in (belongs, nearest, answer, topic)
        ]
        return np.stack(features, axis=2), columns

    def _fit_weights(self, texts: list[str]) -> None:
        """Fit the weights on ways of asking held out of a first regression, then the regression."""
        likeness = self._likeness(texts)
        position = np.arange(len(texts)) - np.searchsorted(self.owner, self.owner)
        held_out = position % HELD_OUT == 1
        fitted = ~held_out
        belongs = likeness[np.ix_(held_out, fitted)] @ _ridge(
            likeness[np.ix_(fitted, fitted)], self.owner[fitted], len(self.ids)
        )
        vectors = self.likeness.vectors[held_out]
        nearest = _best_of(self.likeness.meaning(vectors)[:, fitted], self.owner[fitted])
        features, columns = self._features(vectors, belongs, nearest)
        self.rank = _fit_rank(features, columns == self.owner[held_out, None])
        self.belongs = _ridge(likeness, self.owner, len(self.ids))

    def _likeness(self, texts: list[str]) -> Floats:
        """Every way of asking beside every other, shape (ways, ways)."""
        likeness = np.zeros((len(texts), len(texts)), np.float32)
        for start in range(0, len(texts), BATCH):
            rows = slice(start, start + BATCH)
            meaning = self.likeness.meaning(self.likeness.vectors[rows])
            likeness[rows] = kernel(meaning, self.likeness.words(texts[rows]))
        return likeness


def _best_of(values: Floats, owner: Rows) -> Floats:
    """The highest value of each entry, shape (questions, entries); each owns at least one column."""
    best: Floats = np.maximum.reduceat(values, np.flatnonzero(np.diff(owner, prepend=-1)), axis=1)
    return best


def _ridge(likeness: Floats, owner: Rows, entries: int) -> Floats:
    """Kernel ridge regression from each way of asking to its entry; ``likeness`` is used up.

    Returns:
        The coefficients, shape (ways, entries).
    """
    wanted = np.zeros((len(likeness), entries), np.float32)
    wanted[np.arange(len(owner)), owner] = 1.0
    likeness[np.diag_indices_from(likeness)] += RIDGE
    factor, _ = spotrf(likeness.T, lower=1, overwrite_a=1)
    belongs, _ = spotrs(factor, wanted, lower=1)
    return np.ascontiguousarray(belongs)


def _fit_rank(features: Floats, right: NDArray[np.bool_]) -> Floats:
    """Weights of a conditional logit (McFadden 1974) that put the right candidate first.

    Args:
        features: shape (questions, candidates, features).
        right: which candidate is the right one, shape (questions, candidates).
    """
    known = right.any(axis=1)
    scale = features.std(axis=(0, 1)) + 1e-9
    rows, chosen = features[known] / scale, right[known].argmax(axis=1)
    numbers = np.arange(len(rows))

    def loss(weights: Floats) -> tuple[float, Floats]:
        logs = log_softmax(rows @ weights, axis=1)
        expected = np.einsum("nc,ncf->nf", np.exp(logs), rows)
        slope = (expected - rows[numbers, chosen]).mean(axis=0) + 2 * SHRINK * weights
        return float(-logs[numbers, chosen].mean() + SHRINK * weights @ weights), slope

    fitted = minimize(loss, np.zeros(features.shape[2]), jac=True, method="L-BFGS-B").x
    weights: Floats = (fitted / scale).astype(np.float32)
    return weights
