"""What the entries say to a message, and the articles of law where the citizen wants them."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import vector, vectors
from bot.fingerprint import files_hash
from bot.messages import LAW, STATUTES, slot, text_of
from legal import entries, lexical, retrieval
from legal.retrieval import Retriever
from legal.search import StatuteSearch

STATUTE_INDEX: Final = Path(__file__).resolve().parent.parent / "models" / "statutes"
FOLLOWS_UP: Final = re.compile(r"^(那|要是|如果|假如|万一|那么|那要|可是|但是?|还有)")
LONGEST_FOLLOW_UP: Final = 30
OUTSIDE: Final = frozenset(
    {"out_of_scope", "gibberish", "advertise", "insult", "greet", "thank", "inform", "affirm"}
)
"""Intents whose utterances no entry answers."""
SEARCH: Final = "statutes"
"""The open question behind which a yes means: show me the articles."""
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def statute_search() -> StatuteSearch | None:
    """The statute index, read once a process; None where it has not been built."""
    try:
        return StatuteSearch.load(STATUTE_INDEX)
    except FileNotFoundError:
        log.warning("there is no statute index: make index")
        return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LegalAdvisor(GraphComponent):
    """Writes ``law``: the likeliest entries with their probability.

    A short message that goes on from the last topic (「那要是没写借条呢」, slot ``law_topic``) is read
    together with that topic's title. Where the citizen is being offered the text of the law (open
    question ``statutes``), ``statutes`` holds the most fitting articles for the question asked before.
    """

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Entries and code stand outside the component's class body."""
        return files_hash(__file__, entries.FOLDER, retrieval.__file__, lexical.__file__)

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource
        self._retriever: Retriever | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LegalAdvisor:
        """Make an untrained component."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Index the enabled entries and fit the retriever's weights."""
        enabled = [entry for entry in entries.load().values() if entry.enabled]
        outside = [
            example.get(TEXT)
            for example in training_data.training_examples
            if example.get(TEXT) and example.get(INTENT) in OUTSIDE
        ]
        with self._storage.write_to(self._resource) as folder:
            Retriever.fit(enabled, outside, vectors).save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LegalAdvisor:
        """Load what :meth:`train` kept."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._retriever = Retriever.load(folder)
        return component

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Look every message up; a quarter of a millisecond beside its vector."""
        topic = slot(tracker, "law_topic")
        asked = slot(tracker, "law_question")
        for message in messages:
            text = text_of(message).strip()
            question = _with_topic(text, topic)
            found = self._find(question) if text else []
            message.set(LAW, found, add_to_output=True)
            if asked and slot(tracker, "open_question") == SEARCH:
                message.set(STATUTES, _articles(asked), add_to_output=True)
        return messages

    def _find(self, question: str) -> list[dict[str, Any]]:
        assert self._retriever is not None  # noqa: S101 - processing follows loading
        held = entries.load()
        return [
            {"id": one.entry, "title": held[one.entry].title, "score": round(one.score, 4)}
            for one in self._retriever.find(question, vector(question))
            if one.entry in held and held[one.entry].enabled
        ]


def _with_topic(text: str, topic: str | None) -> str:
    known = entries.load().get(topic or "")
    if known and len(text) <= LONGEST_FOLLOW_UP and FOLLOWS_UP.match(text):
        return f"{known.title}，{text}"
    return text


def _articles(question: str) -> list[dict[str, str]]:
    search = statute_search()
    if search is None:
        return []
    return [
        {"law": one.law, "number": one.number, "text": one.text}
        for one in search.find(question, vector(question))
    ]
