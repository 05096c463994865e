"""What comes through the door is checked before Rasa sees it."""

import pytest

from bot.channel import BadMessage, read_message

GOOD = {"sender": "c", "message": "你好", "message_id": "1"}


def test_message_with_its_id_is_read_and_metadata_may_be_missing():
    assert read_message(GOOD) == {**GOOD, "metadata": {}}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (None, "not a JSON object"),
        ([], "not a JSON object"),
        ({**GOOD, "sender": ""}, "sender is missing"),
        ({**GOOD, "message": "  "}, "message is missing"),
        ({**GOOD, "message": 7}, "message is missing"),
        ({**GOOD, "message": "字" * 20_001}, "longer than 20000"),
        ({**GOOD, "message_id": None}, "message_id is missing"),
        ({**GOOD, "sender": "x" * 101}, "longer than 100"),
        ({**GOOD, "metadata": "x"}, "metadata"),
        ({**GOOD, "metadata": {str(n): n for n in range(21)}}, "metadata"),
    ],
)
def test_rubbish_is_refused_with_a_reason_that_quotes_nothing(body, why):
    with pytest.raises(BadMessage, match=why):
        read_message(body)
