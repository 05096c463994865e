"""What the entries say to a message, and the articles of law where the citizen wants them.

Two questions, two models: does an entry answer this at all (:mod:`legal.gate`), and which one
(:mod:`legal.retrieval`). The score of an entry is the product, so that it stays a probability.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import TrainedComponent
from bot.encoder import vector, vectors
from bot.fingerprint import files_hash
from bot.messages import LAW, STATUTES, slot, text_of
from legal import asking, declined, entries, gate, likeness, retrieval, shelf, spoken, topics
from legal.declined import declines
from legal.gate import Gate
from legal.retrieval import Retriever
from legal.search import StatuteSearch, cited_by

STATUTE_INDEX: Final = Path(__file__).resolve().parent.parent / "models" / "statutes"
FOLLOWS_UP: Final = re.compile(r"^(那|要是|如果|假如|万一|那么|那要|可是|但是?|还有)")
LONGEST_FOLLOW_UP: Final = 30
OUTSIDE: Final = frozenset(
    {"out_of_scope", "gibberish", "advertise", "insult", "greet", "thank", "inform", "affirm"}
)
"""Intents whose utterances no entry answers."""
INSIDE: Final = frozenset({"ask_law", "report_dispute"})
"""Intents whose utterances an entry may answer."""
MOST_FOUND: Final = 10
"""Entries named for a message; :mod:`legal.decision` reads from their sum if an entry answers at all."""
SEARCH: Final = "statutes"
"""The open question behind which a yes means: show me the articles."""
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def statute_search() -> StatuteSearch | None:
    """The statute index, read once a process; None where it has not been built."""
    try:
        search = StatuteSearch.load(STATUTE_INDEX)
    except FileNotFoundError:
        log.warning("there is no statute index: make index")
        return None
    search.prefer(entries.load().values())
    return search


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LegalAdvisor(TrainedComponent):
    """Writes ``law``: the likeliest entries with their probability.

    A short message that goes on from the last topic (「那要是没写借条呢」, slot ``law_topic``) is read
    together with that topic's title. Where the citizen is being offered the text of the law (open
    question ``statutes``), ``statutes`` holds the most fitting articles for the question asked before.
    """

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Entries and the code of the retriever stand outside the component's file too."""
        modules = (declined, gate, likeness, retrieval, shelf, spoken, topics)
        code = [str(module.__file__) for module in modules]
        data = files_hash(entries.FOLDER, declined.FILE, spoken.FILE, *code)
        return super().fingerprint_addon(config) + data

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._retriever: Retriever | None = None
        self._gate: Gate | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Fit what tells our questions from others, and the retriever on the enabled entries."""
        enabled = [entry for entry in entries.load().values() if entry.enabled]
        marked = [
            (example.get(TEXT), example.get(INTENT) in INSIDE)
            for example in training_data.training_examples
            if example.get(TEXT) and example.get(INTENT) in INSIDE | OUTSIDE
        ]
        marked += [(way, True) for entry in enabled for way in (entry.title, *entry.ask)]
        marked += [(example, False) for example in declined.load().examples()]
        texts = [spoken.plain(text) for text, _ in marked]
        self._retriever = Retriever.fit(enabled, vectors)
        self._gate = Gate.fit(texts, vectors(texts), [ours for _, ours in marked])
        return self.keep()

    def write(self, folder: Path) -> None:
        """Write retriever and gate into a folder."""
        assert self._retriever is not None  # noqa: S101 - what is kept has been trained
        assert self._gate is not None  # noqa: S101
        self._retriever.save(folder)
        self._gate.save(folder)

    def read(self, folder: Path) -> None:
        """Read what :meth:`write` wrote."""
        self._retriever = Retriever.load(folder)
        self._gate = Gate.load(folder)

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Look every message up; some milliseconds beside its vector."""
        topic = slot(tracker, "law_topic")
        asked = slot(tracker, "law_question")
        for message in messages:
            text = text_of(message).strip()
            question = _with_topic(text, topic)
            found = self.find(question) if text else []
            message.set(LAW, found, add_to_output=True)
            if asked and slot(tracker, "open_question") == SEARCH:
                message.set(STATUTES, _articles(asked, self.find(asked)), add_to_output=True)
        return messages

    def find(self, question: str) -> list[dict[str, Any]]:
        """The likeliest entries for normalised words: rows of ``id``, ``title`` and ``score``.

        The score is the probability, 0 to 1, that an entry answers and this is the one; 0 for all where
        :func:`legal.declined.declines` refuses. In a long telling the question that stands in it is
        looked up too (:mod:`legal.asking`): one more vector and look, whatever its length.
        """
        held = entries.load()
        assert self._retriever is not None  # noqa: S101 - processing follows loading
        asked = asking.question_in(question)
        most = len(self._retriever.ids) if asked else MOST_FOUND
        ours, likely = self._look(question, most)
        if asked:
            asked_ours, asked_likely = self._look(asked, most)
            ours = (ours + asked_ours) / 2 if ours and asked_ours else 0.0
            likely = asking.both(likely, asked_likely)
        return [
            {"id": name, "title": held[name].title, "score": round(ours * score, 4)}
            for name, score in nlargest(MOST_FOUND, likely.items(), key=itemgetter(1))
            if name in held and held[name].enabled
        ]

    def _look(self, question: str, most: int) -> tuple[float, dict[str, float]]:
        """Whether entries answer it, 0 where it is declined, and how likely the first ones are it."""
        assert self._retriever is not None  # noqa: S101 - processing follows loading
        assert self._gate is not None  # noqa: S101
        words = spoken.plain(question)
        encoded = vector(words)
        ours = 0.0 if declines(question) else self._gate.probability(words, encoded)
        found = self._retriever.find(words, encoded, most)
        return ours, {one.entry: one.score for one in found}


def _with_topic(text: str, topic: str | None) -> str:
    known = entries.load().get(topic or "")
    if known and len(text) <= LONGEST_FOLLOW_UP and FOLLOWS_UP.match(text):
        return f"{known.title}，{text}"
    return text


def _articles(question: str, found: list[dict[str, Any]]) -> list[dict[str, str]]:
    search = statute_search()
    if search is None:
        return []
    return [
        {"law": one.law, "number": one.number, "text": one.text}
        for one in search.find(question, vector(question), cited_by(entries.load(), found))
    ]
