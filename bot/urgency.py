"""The urgency of a message: explicit signals by rule, indirect danger by a classifier.

People in danger often say so without a dangerous word (「药都买好了」 has one, 「替我照顾好孩子」 has
none). A classifier trained on the danger utterances beside everything else hears those; what it adds is
a signal of its own, ``indirect_danger``, whose words are the message, so that staff see why.
"""

from __future__ import annotations

from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import signals, text_model
from bot.fingerprint import files_hash
from bot.messages import URGENCY, text_of
from bot.text_model import TextModel

MODEL_FILE: Final = "danger.skops"
DANGER: Final = "danger"
CALM: Final = "calm"
INDIRECT: Final = {"code": "indirect_danger", "level": "red", "danger": "unclear"}


def assess(text: str, danger: float, threshold: float) -> dict[str, Any]:
    """Level and signals of a text, and the danger that interrupts the conversation, if any.

    Args:
        text: normalised words.
        danger: the classifier's probability of danger, 0 to 1.
        threshold: from which probability it counts.

    Returns:
        ``{"level", "signals": [{"code", "text", "start", "end"}], "danger": str | None}``; offsets
        count in the text given; ``danger`` names the short path of the first signal that has one.
    """
    hits = signals.find(text)
    path = next((hit.danger for hit in hits if hit.danger), None)
    rows = [hit.as_dict() for hit in hits]
    if path is None and danger >= threshold:
        path = str(INDIRECT["danger"])
        rows.insert(0, {"code": INDIRECT["code"], "text": text, "start": 0, "end": len(text)})
        return {"level": INDIRECT["level"], "signals": rows, "danger": path}
    return {"level": hits[0].level if hits else "blue", "signals": rows, "danger": path}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyAssessor(GraphComponent):
    """Writes ``urgency`` of this message; the draft keeps the most urgent level told."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The classifier's settings, and the probability from which it speaks."""
        return {"n_gram_weight": 1.0, "regularisation": 10.0, "threshold": 0.5}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The model's code is outside the component's class body."""
        return files_hash(__file__, text_model.__file__)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._storage = model_storage
        self._resource = resource
        self._threshold = config["threshold"]
        self._model = TextModel(config["n_gram_weight"], config["regularisation"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UrgencyAssessor:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the ``danger`` utterances against all others, and keep the model."""
        examples = [
            example
            for example in training_data.training_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        self._model.fit(
            [example.get(TEXT) for example in examples],
            [DANGER if example.get(INTENT) == DANGER else CALM for example in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / MODEL_FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> UrgencyAssessor:
        """Load what :meth:`train` kept."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = TextModel.read(folder / MODEL_FILE)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Assess each message's own words."""
        for message in messages:
            text = text_of(message)
            probability = dict(self._model.ranking(text, 2))[DANGER] if text.strip() else 0.0
            message.set(URGENCY, assess(text, probability, self._threshold), add_to_output=True)
        return messages
