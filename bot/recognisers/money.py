"""Amounts of money: the one in dispute."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import NUMBER, parse
from intake.facts import Fact

AMOUNT: Final = re.compile(
    rf"(?P<number>好?{NUMBER})(?P<about>[多来余把]?)\s?(?P<unit>元整|块钱|元钱|块|元)?"
)


class MoneyRecogniser(Recogniser):
    """The amount that is owed or claimed."""

    name: ClassVar[str] = "money"
    slot: ClassVar[str | None] = "amount_yuan"

    def find(self, document: Document) -> list[Fact]:
        """The first amount with its unit."""
        for match in AMOUNT.finditer(document.text):
            value = parse(match["number"])
            if match["unit"] and value:
                return [document.fact("amount_yuan", value, *match.span())]
        return []
