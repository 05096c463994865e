"""jieba with what citizens' texts need: whole numbers, no blank tokens, a dictionary that counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import jieba
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.training_data.message import Message

from bot.fingerprint import files_hash

NUMBER: Final = re.compile(r"\d(?:[\d,.\-]*\d)?[Xx]?")
"""A run of digits with what may stand inside it: 3,000 or 0632-7700000 or an ID number's X."""


def tokenize(text: str) -> Iterator[tuple[str, int]]:
    """Words of a text with the offset of each.

    Numbers, phone numbers and ID numbers are one word each, whatever jieba would make of them, and
    blanks are no words: later components drop blank tokens and would lose the alignment.
    """
    position = 0
    for number in NUMBER.finditer(text):
        yield from _words(text, position, number.start())
        yield number.group(), number.start()
        position = number.end()
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for word, offset, _ in jieba.tokenize(text[start:end]):
        if word.strip():
            yield word, start + offset


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class ChineseTokenizer(JiebaTokenizer):
    """Rasa's JiebaTokenizer over :func:`tokenize`.

    ``dictionary_path`` is a folder; every file in it is a jieba user dictionary.
    """

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The dictionaries are part of what was trained."""
        folder = config.get("dictionary_path")
        return files_hash(__file__, folder) if folder else files_hash(__file__)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of a message, in order and without blanks."""
        text = message.get(attribute) or ""
        return self._apply_token_pattern([Token(word, start) for word, start in tokenize(text)])
