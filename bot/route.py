"""The component that says which door a matter belongs to."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.messages import DISPUTE_TYPE, ROUTE, URGENCY, story_so_far
from intake.route import route


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RouteAdvisor(GraphComponent):
    """Writes ``route`` of the story so far, after type and urgency."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RouteAdvisor:
        """Make the component; it has no settings and keeps nothing."""
        return cls()

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Choose the door for the story so far."""
        for message in messages:
            advice = route(
                story_so_far(message, tracker),
                message.get(DISPUTE_TYPE)["name"],
                message.get(URGENCY)["danger"],
            )
            message.set(ROUTE, advice, add_to_output=True)
        return messages
