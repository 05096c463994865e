"""One form for the same words, without moving a character.

Full-width letters and digits become half-width and traditional characters simplified, each one for
one, so that every offset a later component reports holds in the citizen's own text.
"""

from __future__ import annotations

import re
from typing import Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from zhconv import convert

from bot.components import PlainComponent

MAX_CHARACTERS: Final = 6000
"""Longer texts are cut here for understanding; the transcript keeps every word."""

COMMAND: Final = re.compile(r"^(\s*)/")
_HALF_WIDTH: Final = (
    {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
    | {
        0x3000: 0x20,
        0xFF05: 0x25,
        0xFF0B: 0x2B,
        0xFF0D: 0x2D,
        0x0A: 0x20,
        0x0D: 0x20,
        0x09: 0x20,
    }
    | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
)


def normalise(text: str) -> str:
    """The same text in simplified characters and half-width digits, of the same length.

    Longer texts than :data:`MAX_CHARACTERS` are cut. A leading ``/`` becomes ``／``: Rasa would read
    it as a command (``/restart``), whoever types it.
    """
    plain = COMMAND.sub(r"\1／", text[:MAX_CHARACTERS].translate(_HALF_WIDTH))
    if plain.isascii():
        return plain
    simplified = convert(plain, "zh-hans")
    if len(simplified) == len(plain):
        return simplified
    by_character = (convert(character, "zh-hans") for character in plain)
    return "".join(
        new if len(new) == 1 else old for old, new in zip(plain, by_character, strict=True)
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class TextNormaliser(PlainComponent):
    """Replaces the text of each message, in training and in use, by :func:`normalise` of it."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Normalise in place; a message without text is left alone."""
        for message in messages:
            if message.get(TEXT):
                message.set(TEXT, normalise(message.get(TEXT)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Normalise every training example."""
        self.process(training_data.training_examples)
        return training_data
