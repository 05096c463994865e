"""The question that stands inside a long telling, and what it adds to the telling as a whole.

A telling of a hundred characters is like no short question: what happened says what it is about, the
clause that asks says what is wanted of it (能要双倍工资吗). Both are looked up, and an entry must fit both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

LONG: Final = 60
"""Characters above which a message is a telling that a question may stand in."""
SHORTEST: Final = 8
"""Characters a question has at least: before 「咋办」 the clause that says of what is taken along."""
LEAST: Final = 1e-4
"""Probability below which one look does not count against an entry that the other likes."""
CLAUSE: Final = re.compile(r"[^，。！？；,!?;\n ]+[，。！？；,!?;\n ]*")
ASKS: Final = re.compile(
    r"[?？]|[吗嘛]|么(?=$|\W)|咋(?:办|弄|整|算|赔|走|告|要|申请|回事)|怎么(?!也|都|说也)|怎样|如何|为啥|凭啥|到底|多久|多长时间|"
    r"(?:能|可|该|应|要|用|需|算|合|是|行|犯|管|有)(?:不|没)(?:能|可以?|该|应该|要|用|需要|算|合法|是|行|犯法|管|有)|"
    r"[能算管该行用要](?:[^，。！？,!?]{0,8})[不](?=$|[，。！？,!?])|"
    r"谁(?:管|出|赔|担|负|来|该|掏|垫|养|给|还)|(?:找|归|算|问|告)谁|[去上到找问]哪|哪(?:里|儿|个部门)(?:告|管|办|投诉)|"
    r"多少(?:钱|天|倍|年|补偿|赔偿)|(?:判|能要|赔我?|得等|要等|管|有效|过期)几(?:年|天|倍|个月|样)|什么(?:责任|手续|材料|规定)"
)
"""Words by which a clause asks."""


def asks(text: str) -> bool:
    """Whether anything in normalised words asks."""
    return ASKS.search(text) is not None


def question_in(text: str) -> str | None:
    """The last clause of a long message that asks, with what it needs before it; None where none does.

    Args:
        text: normalised words; up to 60 characters are a question by themselves, and None.
    """
    if len(text) <= LONG:
        return None
    clauses = CLAUSE.findall(text)
    asking = [number for number, clause in enumerate(clauses) if asks(clause)]
    if not asking:
        return None
    start = asking[-1]
    words = clauses[start]
    while start and len(words) < SHORTEST:
        start -= 1
        words = clauses[start] + words
    return words.strip("，,；; \n")


def both(told: Mapping[str, float], asked: Mapping[str, float]) -> dict[str, float]:
    """What fits the telling and the question: the product of both, as a probability again.

    A product of experts (Hinton 2002).

    Args:
        told: probability of each entry for the whole telling.
        asked: the same entries for the question in it.
    """
    product = {
        entry: max(likely, LEAST) * max(asked[entry], LEAST) for entry, likely in told.items()
    }
    total = sum(product.values())
    return {entry: likely / total for entry, likely in product.items()}
