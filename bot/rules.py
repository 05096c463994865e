"""What comes next in a turn, asked of Rasa's policy once a rule.

By rule (``data/rules/turns.yml``) it depends on the intent and on what has been done for it: no slot and
no entity has a say, and no rule looks back beyond the last message. So the policy's answer is kept. Asked
anew it goes through every state of the conversation, twice to five times a turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class LookingBack(Exception):
    """The domain lets more than the intent decide, so that no answer may be kept."""


class Rules:
    """The rules of the loaded model.

    Args:
        processor: Rasa's.

    Raises:
        LookingBack: see there.
    """

    def __init__(self, processor: MessageProcessor) -> None:
        _check(processor.domain)
        self._processor = processor
        self._known: dict[tuple[str | None, ...], tuple[Any, PolicyPrediction]] = {}

    def next(self, tracker: DialogueStateTracker) -> tuple[Any, PolicyPrediction, list[Event]]:
        """Rasa's action, its prediction, and that prediction's events, made anew.

        Raises:
            ActionLimitReached: of Rasa, where rules never come to an end.
        """
        situation = (tracker.latest_message.intent.get("name"), *reversed([*_done(tracker)]))
        if situation not in self._known:
            self._known[situation] = self._processor.predict_next_with_tracker_if_should(tracker)
        action, prediction = self._known[situation]
        return action, prediction, [copy(event) for event in prediction.events]


def _done(tracker: DialogueStateTracker) -> Iterator[str]:
    """The actions since the last message, last first."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return
        if isinstance(event, ActionExecuted):
            yield event.action_name


def _check(domain: Domain) -> None:
    deciding = [slot.name for slot in domain.slots if slot.influence_conversation]
    for intent in domain.intent_properties.values():
        deciding += intent["used_entities"]
    if deciding:
        raise LookingBack(", ".join(deciding))
