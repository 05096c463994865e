"""The component that says which door a matter belongs to."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.components import PlainComponent
from bot.messages import DISPUTE_TYPE, ROUTE, URGENCY, story_so_far
from intake.route import route


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RouteAdvisor(PlainComponent):
    """Writes ``route`` of the story so far, after type and urgency."""

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
