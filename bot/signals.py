"""Urgency signals: explicit words, read clause by clause, with what takes them back.

A signal counts when its words stand in the text and are not negated, not only an idiom, not on
television, and, for violence, not long over. The rules are plain on purpose: staff see the very
words that gave a case its colour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from intake import knowledge
from intake.knowledge import Signal
from intake.vocabulary import LEVELS

CLAUSE_END: Final = re.compile(r"[，,。；;！!？?\n]")
NEGATION: Final = re.compile(
    r"(没有?|不会|不敢|不是(要|想)?|并未|从未|从没|别|不要|不至于|不想|不准备|不打算|未曾|未)"
    r"(人|谁|怎么|再|真的?|要|想|动手|跟他|跟她|和他|去|来)?$"
)
"""A negation right before the signal's words."""
NEGATION_INSIDE: Final = re.compile(r"没有?(?=.{0,4}[打揍扇掐踹踢砸砍捅骂])|从不|从来?没")
"""A negation among the signal's words: 「他没打我」."""
LONG_AGO: Final = re.compile(
    r"([二两三四五六七八九十\d]+|好几|几|多)(来|多)?年(以)?前|前些年|早些年|小时候|当年|从前|上辈"
)
SETTLED: Final = re.compile(r"(已经?|早就?|都)(判|处理|拘留|赔|了结|解决|调解|结案|和好|没事)")
SCREEN: Final = re.compile(
    r"电视|新闻|电影|小说|游戏|短视频|刷到|梦见|做梦|比方|打个比方|万一|假如"
)
PAST_IS_CALMER: Final = frozenset(
    {"violence_now", "weapon_threat", "domestic_violence", "fight_with_injury", "threat", "crowd"}
)
"""Signals that a finished matter of years ago does not give."""


@dataclass(frozen=True)
class Hit:
    """A signal found in a text: ``text[start:end]`` are the words that caused it."""

    code: str
    level: str
    danger: str | None
    text: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The row that the case, the tracker and ``make assess`` carry."""
        return {"code": self.code, "text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True)
class _Compiled:
    signal: Signal
    expression: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _compiled() -> list[_Compiled]:
    return [
        _Compiled(
            signal,
            re.compile("|".join(f"(?:{pattern})" for pattern in signal.patterns)),
            re.compile("|".join(f"(?:{pattern})" for pattern in signal.unless))
            if signal.unless
            else None,
        )
        for signal in knowledge.load().signals
    ]


def find(text: str) -> list[Hit]:
    """All signals of a text (normalised words), most urgent first, then by place; one a code."""
    hits = [hit for compiled in _compiled() if (hit := _first_asserted(compiled, text)) is not None]
    return sorted(hits, key=lambda hit: (LEVELS.index(hit.level), hit.start))


def _first_asserted(compiled: _Compiled, text: str) -> Hit | None:
    for match in compiled.expression.finditer(text):
        if _taken_back(compiled, text, match):
            continue
        signal = compiled.signal
        return Hit(
            signal.code, signal.level, signal.danger, match.group(), match.start(), match.end()
        )
    return None


def _taken_back(compiled: _Compiled, text: str, match: re.Match[str]) -> bool:
    clause_start, clause_end = _clause(text, match.start(), match.end())
    clause = text[clause_start:clause_end]
    if compiled.unless is not None:
        offset = clause_start
        for idiom in compiled.unless.finditer(clause):
            if offset + idiom.start() < match.end() and match.start() < offset + idiom.end():
                return True
    if SCREEN.search(text[clause_start : match.start()]):
        return True
    before = text[clause_start : match.start()]
    if not compiled.signal.asserted_even_if_negated and (
        NEGATION.search(before) or NEGATION_INSIDE.search(match.group())
    ):
        return True
    if compiled.signal.code in PAST_IS_CALMER:
        around = text[max(0, clause_start - 20) : clause_end + 20]
        return bool(LONG_AGO.search(around)) or bool(SETTLED.search(clause))
    return False


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    before = [found.end() for found in CLAUSE_END.finditer(text, 0, start)]
    after = CLAUSE_END.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))
