"""Which of the 18 types a dispute belongs to, over everything the citizen has told so far."""

from __future__ import annotations

from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import text_model
from bot.messages import DISPUTE_TYPE, story_so_far
from bot.text_model import TextModel

MODEL_FILE: Final = "dispute_type.skops"
RANKING: Final = 5
"""How many types the ranking names."""


def example_type(example: Message) -> str | None:
    """The dispute type a training example is marked with (``metadata: dispute_type:``)."""
    metadata = example.get("metadata") or {}
    name = (metadata.get("intent") or {}).get("dispute_type")
    return name if isinstance(name, str) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DisputeTypeClassifier(GraphComponent):
    """Writes ``dispute_type``: name, confidence and ranking of the story so far."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of :class:`bot.text_model.TextModel`."""
        return {"n_gram_weight": 2.0, "regularisation": 2.8}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The model's code is outside the component's class body."""
        return text_model.fingerprint(__file__)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._storage = model_storage
        self._resource = resource
        self._model = TextModel(config["n_gram_weight"], config["regularisation"], "ridge")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DisputeTypeClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that names a dispute type, and keep the model."""
        marked = [
            (example.get(TEXT), kind)
            for example in training_data.training_examples
            if example.get(TEXT) and (kind := example_type(example))
        ]
        self._model.fit([text for text, _ in marked], [kind for _, kind in marked])
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
    ) -> DisputeTypeClassifier:
        """Load what :meth:`train` kept."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = TextModel.read(folder / MODEL_FILE)
        return component

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Rank the types of the story so far, this message included."""
        for message in messages:
            ranking = [
                {"name": name, "confidence": round(confidence, 4)}
                for name, confidence in self._model.ranking(story_so_far(message, tracker), RANKING)
            ]
            message.set(DISPUTE_TYPE, {**ranking[0], "ranking": ranking}, add_to_output=True)
        return messages
