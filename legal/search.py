"""The most fitting articles in force for a question.

Sentence vectors beside character BM25, and what the entries know: an article counts more where an entry
cites it that fits the question too, and where its law is one that citizens ask about, so that the few
hundred civil articles do not drown among twenty thousand administrative ones. What it finds is quoted
verbatim and called what it is, the text of the law and no opinion.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from legal import statutes
from legal.entries import Entry
from legal.lexical import Lexical
from legal.retrieval import Encode, Floats
from legal.statutes import Article

ARRAYS: Final = "articles.npz"
NAMES: Final = "articles.json"
WORDS: Final = "words"
VECTOR_WEIGHT: Final = 1.5
"""How much meaning counts beside words; both are standardised over all articles first."""
CITED_WEIGHT: Final = 5.0
"""How much the root of the probability counts that an entry citing the article answers."""
LAW_WEIGHT: Final = 2.0
"""How much it counts that entries cite the law often, 0 to 1 on a logarithmic scale."""
Name = tuple[str, str]
"""Law and number of an article."""


class StatuteSearch:
    """All articles, indexed."""

    def __init__(self, names: list[Name], vectors: NDArray[np.float32], lexical: Lexical) -> None:
        self._names = names
        self._rows = {name: row for row, name in enumerate(names)}
        self._vectors = vectors
        self._lexical = lexical
        self._usual = np.zeros(len(names), np.float32)

    @classmethod
    def build(cls, articles: list[Article], encode: Encode) -> StatuteSearch:
        """Index articles; about 5 ms each, most of it the vector."""
        return cls(
            [(one.law, one.number) for one in articles],
            encode([one.text for one in articles]),
            Lexical.build([f"{one.law} {one.text}" for one in articles]),
        )

    def prefer(self, cited: Iterable[Entry]) -> None:
        """Count the laws that entries cite; they are the ones that citizens ask about."""
        counts = Counter(one.law for entry in cited for one in entry.citations)
        usual = np.log1p([counts[law] for law, _ in self._names]).astype(np.float32)
        self._usual = usual / max(float(usual.max()), 1e-9)

    def scores(
        self, question: str, vector: Floats, cited: Mapping[Name, float] | None = None
    ) -> Floats:
        """How well each article fits, shape (articles,); comparable within one question only.

        Args:
            question: normalised words.
            vector: their unit vector.
            cited: probability, 0 to 1, that an entry citing an article answers, by article.
        """
        meaning = _standard(self._vectors @ vector)
        words = _standard(self._lexical.scores(question))
        scores: Floats = VECTOR_WEIGHT * meaning + words + LAW_WEIGHT * self._usual
        for name, probability in (cited or {}).items():
            if name in self._rows:
                scores[self._rows[name]] += CITED_WEIGHT * probability**0.5
        return scores

    def find(
        self,
        question: str,
        vector: Floats,
        cited: Mapping[Name, float] | None = None,
        most: int = 3,
    ) -> list[Article]:
        """The best articles that are in force, best first; arguments as for :meth:`scores`."""
        scores = self.scores(question, vector, cited)
        some = min(most * 2, len(scores))
        order = np.argpartition(-scores, some - 1)[:some]
        order = order[np.argsort(-scores[order])]
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


def cited_by(entries: Mapping[str, Entry], found: Iterable[Mapping[str, Any]]) -> dict[Name, float]:
    """What entries found (rows with ``id`` and ``score``) say of the articles they cite."""
    cited: dict[Name, float] = {}
    for row in found:
        for one in {(one.law, one.article) for one in entries[row["id"]].citations}:
            cited[one] = cited.get(one, 0.0) + row["score"]
    return cited


def _standard(scores: Floats) -> Floats:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)
