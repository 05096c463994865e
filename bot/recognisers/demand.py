"""What the citizen wants: the words that say so, never a legal question."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from intake.facts import Fact

WISH: Final = re.compile(
    r"(?:就|只|现在|还)?(?:想要|想让|想叫|要求|希望|请求|恳请|诉求[是为:：]*|盼着|但愿|想(?![着起到不想法问咨知了必死自])|要(?=个说法|他|她|回))"
    r"|(?:让|叫)(?:他|她|它|他们|对方|物业|老板|公司)(?:们|家)?(?=[^，。]{0,8}(?:拆|赔|还|退|给|道歉|搬|停|修|恢复))"
    r"|(?:赔偿?|还|退还?|补发?)(?:给)?(?:我|俺|咱)(?:们)?"
    r"|(?:要回|讨回|讨个|追回)"
)
QUESTION: Final = re.compile(
    r"吗|呢$|怎么|咋|如何|能不能|可不可以|是否|是不是|多少|该不该|什么|啥(?!都)"
)
SELF: Final = re.compile(r"(?:我|俺|咱|本人|我们|俺们)(?:们|家)?(?:现在|也|都|是)?$")
OTHER: Final = re.compile(
    r"(?:他|她|对方|老板|他们|恁|你|人家|不|没|别)(?:们|家)?(?:还|也|都|就|又|说)?$"
)


class DemandRecogniser(Recogniser):
    """The demand."""

    name: ClassVar[str] = "demand"
    slot: ClassVar[str | None] = "demand"

    def find(self, document: Document) -> list[Fact]:
        """At most one demand, from its first word to the end of its clause."""
        for start, end in document.clauses:
            clause = document.text[start:end]
            if QUESTION.search(clause):
                continue
            for wish in WISH.finditer(clause):
                if OTHER.search(clause[: wish.start()]) or wish.end() == len(clause):
                    continue
                first = start + wish.start()
                return [document.fact("demand", document.original[first:end], first, end)]
        return []
