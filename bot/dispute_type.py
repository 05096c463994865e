"""Which of the 18 types a dispute belongs to, over everything the citizen has told so far."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import TrainedComponent
from bot.kernel_model import KernelModel
from bot.messages import DISPUTE_TYPE, story_so_far

RANKING: Final = 5
"""How many types the ranking names."""


def example_type(example: Message) -> str | None:
    """The dispute type a training example is marked with (``metadata: dispute_type:``)."""
    metadata = example.get("metadata") or {}
    name = (metadata.get("intent") or {}).get("dispute_type")
    return name if isinstance(name, str) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DisputeTypeClassifier(TrainedComponent):
    """Writes ``dispute_type``: name, confidence and ranking of the story so far."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of :class:`bot.kernel_model.KernelModel`."""
        return {"regularisation": 0.5, "balance": 1.0}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model = KernelModel(config["regularisation"], config["balance"])

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that names a dispute type, and keep the model."""
        marked = [
            (example.get(TEXT), kind)
            for example in training_data.training_examples
            if example.get(TEXT) and (kind := example_type(example))
        ]
        self._model.fit([text for text, _ in marked], [kind for _, kind in marked])
        return self.keep()

    def write(self, folder: Path) -> None:
        """Write the model into a folder."""
        self._model.save(folder)

    def read(self, folder: Path) -> None:
        """Read what :meth:`write` wrote."""
        self._model = KernelModel.read(folder)

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Rank the types of the story so far, this message included."""
        for message in messages:
            ranking = [
                {"name": name, "confidence": round(confidence, 4)}
                for name, confidence in self._model.ranking(story_so_far(message, tracker), RANKING)
            ]
            message.set(DISPUTE_TYPE, {**ranking[0], "ranking": ranking}, add_to_output=True)
        return messages
