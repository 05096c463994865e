"""Which entry answers a question, if one does.

A first sieve says which topics the question is about (:mod:`legal.topics`); on the shelves of the likeliest
ones regression over all their ways of asking says how far it belongs to each entry (:mod:`legal.shelf`).
Beside both count the nearest way of asking and the sentences of the answer. Their weights are fitted on a
sixth of the ways of asking, held out of first regressions. Whether any entry answers it is another
question: ``gate.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from legal.entries import Entry
from legal.grams import Floats, Grams, Rows
from legal.likeness import Likeness
from legal.shelf import Shelf, best_of
from legal.spoken import plain
from legal.topics import Topics

Encode = Callable[[list[str]], Floats]
SIEVE: Final = 5
"""Topics whose shelves are searched."""
SHRINK: Final = 1e-3
HELD_OUT: Final = 6
"""Of so many ways an entry is asked, one is held out of the first regressions."""
BATCH: Final = 256
"""Questions looked up at once in fitting: their likeness to all ways of asking is held."""
ABSENT: Final = -1e3
"""What a feature is for entries on shelves that are not searched."""
ARRAYS: Final = "entries.npz"
GRAMS: Final = "grams.npz"
WAYS: Final = "ways.npz"
SHELF: Final = "shelf_{}.npz"
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
        place: the number of each entry's topic, shape (entries,).
        grams: the n-grams of all ways of asking.
        topics: the sieve.
        ways: the ways of asking, topic by topic.
        shelves: one a topic.
        speaker: which entry each sentence of an answer belongs to, ascending, shape (sentences,).
        sentences: unit vectors of these sentences, shape (sentences, dimensions).
        rank: weights that order entries, one a feature.
    """

    ids: list[str]
    place: Rows
    grams: Grams
    topics: Topics
    ways: Likeness
    shelves: list[Shelf]
    speaker: Rows
    sentences: Floats
    rank: Floats

    @classmethod
    def fit(cls, entries: list[Entry], encode: Encode) -> Retriever:
        """Index entries and fit the weights.

        Args:
            entries: those that may be given out, of at least two topics.
            encode: texts to unit vectors, shape (n, dimensions).
        """
        entries = sorted(entries, key=lambda entry: entry.topic)
        said = [
            (number, plain(sentence))
            for number, entry in enumerate(entries)
            for sentence in SENTENCE.split(f"{entry.answer}\n{entry.detail}\n{entry.next_step}")
            if sentence.strip()
        ]
        names = sorted({entry.topic for entry in entries})
        asked = _Asked.of(entries, encode)
        first = np.arange(len(asked.owner)) - np.searchsorted(asked.owner, asked.owner)
        held_out = first % HELD_OUT == 1
        made = cls(
            ids=[entry.id for entry in entries],
            place=np.asarray([names.index(entry.topic) for entry in entries]),
            grams=Grams.of(asked.texts),
            topics=Topics(Grams.of([]), asked.vectors[:0], asked.vectors[0, :0]),
            ways=Likeness.build(asked.vectors[:0], sp.csr_matrix((0, 0))),
            shelves=[],
            speaker=np.asarray([number for number, _ in said]),
            sentences=encode([sentence for _, sentence in said]),
            rank=np.zeros(0, np.float32),
        )
        made._fit_regressions(asked.where(~held_out))
        made._fit_rank(asked.where(held_out))
        made._fit_regressions(asked)
        return made

    def find(self, question: str, vector: Floats, most: int = 3) -> list[Found]:
        """The likeliest entries, best first, each with its probability.

        Args:
            question: normalised, plain words (:func:`legal.spoken.plain`).
            vector: their unit vector.
        """
        features = self._features([question], vector[None])[0]
        sure = softmax(features @ self.rank)
        return [Found(self.ids[row], float(sure[row])) for row in np.argsort(-sure)[:most]]

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        np.savez(
            folder / ARRAYS,
            ids=np.asarray(self.ids),
            place=self.place,
            speaker=self.speaker,
            sentences=self.sentences.astype(np.float16),
            rank=self.rank,
        )
        self.grams.save(folder / GRAMS)
        self.topics.save(folder)
        self.ways.save(folder / WAYS)
        for number, shelf in enumerate(self.shelves):
            shelf.save(folder / SHELF.format(number))

    @classmethod
    def load(cls, folder: Path) -> Retriever:
        """Read what :meth:`save` wrote."""
        with np.load(folder / ARRAYS) as held:
            place = held["place"]
            return cls(
                ids=held["ids"].tolist(),
                place=place,
                grams=Grams.load(folder / GRAMS),
                topics=Topics.load(folder),
                ways=Likeness.load(folder / WAYS),
                shelves=[
                    Shelf.load(folder / SHELF.format(number)) for number in range(place.max() + 1)
                ],
                speaker=held["speaker"],
                sentences=held["sentences"].astype(np.float32),
                rank=held["rank"],
            )

    def _features(self, questions: list[str], vectors: Floats) -> Floats:
        """What speaks for each entry, shape (questions, entries, 4)."""
        along = vectors @ self.ways.axes
        words = self.ways.words(self.grams.rows(questions))
        topic = self.topics.scores(questions, vectors)
        likely = np.argsort(-topic, axis=1)[:, :SIEVE]
        shape = (len(questions), len(self.ids))
        belongs, nearest = np.full(shape, ABSENT, np.float32), np.zeros(shape, np.float32)
        for number in np.unique(likely):
            shelf = self.shelves[number]
            rows = np.flatnonzero((likely == number).any(axis=1))
            cells = np.ix_(rows, shelf.entries)
            meaning = along[rows] @ self.ways.vectors[shelf.ways].T
            belongs[cells], nearest[cells] = shelf.look(meaning, words[rows, shelf.ways])
        answer = best_of(vectors @ self.sentences.T, self.speaker)
        return np.stack([belongs, nearest, answer, topic[:, self.place]], axis=2)

    def _fit_regressions(self, asked: _Asked) -> None:
        place = self.place[asked.owner]
        self.topics = Topics.fit(asked.texts, asked.vectors, place)
        self.ways = Likeness.build(asked.vectors, self.grams.rows(asked.texts))
        ends = np.searchsorted(place, np.arange(self.place.max() + 2))
        self.shelves = [
            Shelf.fit(slice(first, last), asked.owner[first:last], self.ways)
            for first, last in pairwise(ends)
        ]

    def _fit_rank(self, asked: _Asked) -> None:
        """Weights of a conditional logit (McFadden 1974) that put the right entry first."""
        features = np.concatenate(
            [
                self._features(
                    asked.texts[first : first + BATCH], asked.vectors[first : first + BATCH]
                )
                for first in range(0, len(asked.texts), BATCH)
            ]
        )
        rows = np.arange(len(asked.owner))
        searched = features[:, :, 0] > ABSENT
        known = searched[rows, asked.owner]
        scale = features[searched].std(axis=0) + 1e-9
        features, chosen = features[known] / scale, asked.owner[known]
        rows = np.arange(len(chosen))

        def loss(weights: Floats) -> tuple[float, Floats]:
            logs = log_softmax(features @ weights, axis=1)
            expected = np.einsum("ne,nef->nf", np.exp(logs), features)
            slope = (expected - features[rows, chosen]).mean(axis=0) + 2 * SHRINK * weights
            return float(-logs[rows, chosen].mean() + SHRINK * weights @ weights), slope

        fitted = minimize(loss, np.ones(features.shape[2]), jac=True, method="L-BFGS-B").x
        self.rank = (fitted / scale).astype(np.float32)


@dataclass(frozen=True)
class _Asked:
    """Ways of asking: texts in plain words, their vectors, and the number of each one's entry."""

    texts: list[str]
    vectors: Floats
    owner: Rows

    @classmethod
    def of(cls, entries: list[Entry], encode: Encode) -> _Asked:
        asked = [
            (number, plain(way))
            for number, entry in enumerate(entries)
            for way in (entry.title, *entry.ask)
        ]
        texts = [way for _, way in asked]
        return cls(texts, encode(texts), np.asarray([number for number, _ in asked]))

    def where(self, chosen: NDArray[np.bool_]) -> _Asked:
        rows = np.flatnonzero(chosen)
        return _Asked([self.texts[row] for row in rows], self.vectors[rows], self.owner[rows])
