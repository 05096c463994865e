"""Events come back as Rasa wrote them."""

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)

from bot.events import read

WRITTEN = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    SlotSet("draft_id", {"a": [1, "二"]}),
    UserUttered("你好", {"name": "greet"}, parse_data={"safe_text": None}, message_id="1"),
    DefinePrevUserUtteredFeaturization(False),
    ActionExecuted("action_greet", "RulePolicy", 1.0),
    BotUttered("您好", metadata={"utter_action": "utter_hello"}),
]


def test_every_kind_that_a_conversation_holds_is_read_as_rasa_reads_it():
    rows = [event.as_dict() for event in WRITTEN]
    assert [event.as_dict() for event in read(rows)] == rows
    assert read(rows) == deserialise_events(rows)


@pytest.mark.parametrize("row", [{"event": "unheard_of"}, {"timestamp": 1.0}, "slot", None])
def test_what_is_no_event_is_refused(row):
    with pytest.raises(ValueError, match="not an event"):
        read([row])
