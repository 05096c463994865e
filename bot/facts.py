"""The facts of a message: what is told, what answers the open question, what corrects."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot import matters, phrases
from bot.components import PlainComponent
from bot.messages import (
    ANSWER,
    CORRECTIONS,
    FACTS,
    OTHER_MATTER,
    SAFE_TEXT,
    VILLAGE,
    slot,
    text_of,
)
from bot.recognisers import recognise
from bot.recognisers.answers import answer_to
from bot.recognisers.corrections import corrections
from bot.recognisers.identity_number import mask
from bot.recognisers.village import village_in
from intake import clock
from intake.facts import Fact
from intake.vocabulary import FACT_SLOTS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(PlainComponent):
    """Writes ``facts``, ``answer``, ``corrections``, ``village`` and the facts as entities too.

    ``answer`` is what a short reply means as the answer to the open question (slot
    ``open_question``), None where it is none; ``corrections`` replace facts already known;
    ``safe_text`` is the text with identity numbers masked, None where it holds none;
    ``other_matter`` are the words of a second matter, whose facts are left out, else None.
    """

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Read the facts of each message in the light of the conversation."""
        today = clock.today()
        known = {
            name: slot(tracker, name) for name in FACT_SLOTS if slot(tracker, name) is not None
        }
        asked = slot(tracker, "open_question")
        for message in messages:
            text = text_of(message)
            first, other = matters.split(text)
            facts = [fact for fact in recognise(text, today) if fact.end <= len(first)]
            answer = answer_to(asked, text, today) if asked in FACT_SLOTS else None
            if answer is None and asked == "applicant_name" and phrases.bare_name(text):
                name = text.strip()
                start = text.index(name)
                answer = Fact("applicant_name", name, name, start, start + len(name))
            masked = mask(text)
            message.set(SAFE_TEXT, masked if masked != text else None, add_to_output=True)
            message.set(OTHER_MATTER, mask(other) or None, add_to_output=True)
            message.set(VILLAGE, village_in(first), add_to_output=True)
            message.set(FACTS, [fact.as_dict() for fact in facts], add_to_output=True)
            message.set(ANSWER, answer.as_dict() if answer else None, add_to_output=True)
            message.set(
                CORRECTIONS,
                [fact.as_dict() for fact in corrections(text, known, today)] if known else [],
                add_to_output=True,
            )
            message.set(ENTITIES, [_entity(fact) for fact in facts], add_to_output=True)
        return messages


def _entity(fact: Fact) -> dict[str, Any]:
    return {
        "entity": fact.slot,
        "value": fact.value,
        "start": fact.start,
        "end": fact.end,
        "extractor": FactExtractor.__name__,
    }
