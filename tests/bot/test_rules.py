"""What comes next is asked of the policy once a rule, and only where the intent alone decides."""

from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    DefinePrevUserUtteredFeaturization,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rules import LookingBack, Rules

SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
DOMAIN = {"intents": ["greet", "thank"], "slots": {"later": SLOT}, "actions": ["action_greet"]}


class Processor:
    """Stands for Rasa's: says which question it was asked."""

    def __init__(self, domain=DOMAIN):
        self.domain = Domain.from_dict(domain)
        self.asked = 0

    def predict_next_with_tracker_if_should(self, tracker):
        self.asked += 1
        events = [DefinePrevUserUtteredFeaturization(False)]
        return f"answer {self.asked}", SimpleNamespace(events=events)


def tracker(*events):
    return DialogueStateTracker.from_events("c", list(events))


def hears(intent):
    return UserUttered("…", {"name": intent})


def test_the_same_intent_is_asked_about_once_whatever_was_said_before():
    processor = Processor()
    rules = Rules(processor)
    first = rules.next(tracker(hears("greet")))[0]
    later = tracker(hears("thank"), ActionExecuted("utter_thank"), SlotSet("later", 1))
    later.update(hears("greet"))
    assert rules.next(later)[0] == first
    assert processor.asked == 1


def test_each_step_of_a_rule_is_a_question_of_its_own():
    processor = Processor()
    rules, said = Rules(processor), tracker(hears("greet"))
    before = rules.next(said)[0]
    said.update(ActionExecuted("action_greet"))
    assert rules.next(said)[0] != before
    assert rules.next(tracker(hears("thank")))[0] not in {before, rules.next(said)[0]}
    assert processor.asked == 3


def test_a_prediction_s_events_are_new_in_every_turn():
    rules = Rules(Processor())
    ((one,), (other,)) = (rules.next(tracker(hears("greet")))[2] for _ in range(2))
    assert one == other
    assert one is not other


@pytest.mark.parametrize(
    "more",
    [
        {"slots": {"later": {**SLOT, "type": "text", "influence_conversation": True}}},
        {"entities": ["town"], "intents": [{"greet": {"use_entities": ["town"]}}]},
    ],
)
def test_a_domain_in_which_more_than_the_intent_decides_is_refused(more):
    with pytest.raises(LookingBack):
        Rules(Processor({**DOMAIN, **more}))


def test_the_project_s_own_domain_is_taken():
    processor = Processor()
    processor.domain = Domain.load("domain.yml")
    Rules(processor)
