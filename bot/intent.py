"""What kind of message it is, by its words alone; ``bot/turn.py`` then reads it in its context."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import TrainedComponent
from bot.kernel_model import KernelModel
from bot.messages import DANGER_HEARD, text_of

DANGER: Final = "danger"
RANKING: Final = 5
"""How many intents the ranking names; FallbackClassifier compares the first two."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedComponent):
    """Writes ``intent`` and ``intent_ranking`` with calibrated confidences."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of :class:`bot.kernel_model.KernelModel`."""
        return {"regularisation": 0.5, "balance": 0.5}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model = KernelModel(config["regularisation"], config["balance"])

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every utterance, and keep the model."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        self._model.fit(
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
        )
        return self.keep()

    def write(self, folder: Path) -> None:
        """Write the model into a folder."""
        self._model.save(folder)

    def read(self, folder: Path) -> None:
        """Read what :meth:`write` wrote."""
        self._model = KernelModel.read(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message."""
        for message in messages:
            ranking = [
                {"name": name, "confidence": confidence}
                for name, confidence in self._model.ranking(text_of(message), RANKING)
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(DANGER_HEARD, self.danger)
        return messages

    def danger(self, text: str) -> float:
        """How likely some words are a danger, 0 to 1."""
        return self._model.probability(text, DANGER)
