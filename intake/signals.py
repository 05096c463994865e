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
from intake.patterns import any_of
from intake.vocabulary import LEVELS

CLAUSE_END: Final = re.compile(r"[，,。；;！!？?\n]")
SENTENCE_END: Final = re.compile(r"[。！!？?\n]")
NEGATION: Final = re.compile(
    r"((?<!有)没有?|不会|不敢|不是(要|想)?|并未|从未|从没|别|不要|不至于|不想|不准备|不打算|未曾|未)"
    r"(人|谁|怎么|再|真的?|要|想|动手|跟他|跟她|和他|去|来)?$"
)
"""A negation right before the signal's words."""
NEGATION_INSIDE: Final = re.compile(r"(?<!有)没有?(?=.{0,4}[打揍扇掐踹踢砸砍捅骂])|从不|从来?没")
"""A negation among the signal's words: 「他没打我」."""
LONG_AGO: Final = re.compile(
    r"([二两三四五六七八九十\d]+|好几|几|多)(来|多)?年(以)?前|前些年|早些年|小时候|当年|从前|上辈"
    r"|年轻(的)?时候|以前|那(一)?年|早年|[年俺我]小?那会"
)
ONGOING: Final = re.compile(
    r"年前(就|开始|起)|从小|(现在|如今|至今|到现在|昨天|今天)(还|也|又|仍)|一直|又"
)
"""What began long ago and is not over."""
CHILDHOOD: Final = re.compile(r"小时候|早年|年轻那会|俺小那会|我小那会")
"""When who tells was a child, or young: a blow of those days is not the danger of today."""
SETTLED: Final = re.compile(r"(已经?|早就?|都)(判|处理|拘留|赔|了结|解决|调解|结案|和好|没事)")
OVERCOME: Final = re.compile(
    r"(现在|如今|后来|这几年).{0,6}(好了|改了|不动手|不打了|没事|挺好|很好|过得|不(再)?(这么)?想|走出来|理解|原谅|正常|踏实|幸福|庆幸)"
    r"|(早就?|都)(好了|过去了|走出来|熬过来|缓过来)|走出来了|熬过来了|缓过来了"
)
"""What was long ago and is well now, as told by the one who lived through it."""
SCREEN: Final = re.compile(
    r"电视|新闻|电影|小说|游戏|短视频|刷到|漫画|课文|历史|剧[里中]|书[里中]|片子|剧情|梦见|做梦(?!都)"
)
"""What is only seen, read or dreamt, told in the same sentence before the words."""
SUPPOSED: Final = re.compile(r"比方|打个比方|万一|假如")
SPEAKER: Final = re.compile(r"[我俺咱]")
"""Between screen and words stands the speaker: then it is about him (「看完电影我也想死」)."""
SELF_HARM: Final = "self_harm"
DOMESTIC: Final = "domestic_violence"
OVERCOME_ONLY: Final = frozenset({SELF_HARM, DOMESTIC})
"""Signals that time alone does not take back."""
PAST_IS_CALMER: Final = frozenset(
    {
        "violence_now",
        "weapon_threat",
        "fight_with_injury",
        "threat",
        "crowd",
        "crowd_talked_of",
        "damage",
        "rising_quarrel",
        "harsh_at_home",
    }
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
    unless: re.Pattern[str]
    unless_in_sentence: re.Pattern[str]


@lru_cache(maxsize=1)
def _compiled() -> list[_Compiled]:
    return [
        _Compiled(
            signal,
            any_of(signal.patterns),
            any_of(signal.unless),
            any_of(signal.unless_in_sentence),
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
    clause = _around(CLAUSE_END, text, match)[0]
    return (
        _covered(compiled.unless, CLAUSE_END, text, match)
        or _covered(compiled.unless_in_sentence, SENTENCE_END, text, match)
        or _only_told(compiled.signal, text, match)
        or _negated(compiled.signal, text[clause : match.start()], match.group())
        or _over(compiled.signal, text, match)
    )


def _covered(
    unless: re.Pattern[str], boundary: re.Pattern[str], text: str, match: re.Match[str]
) -> bool:
    """Whether what takes the words back stands around them and shares characters with them."""
    start, end = _around(boundary, text, match)
    return any(
        found.start() < match.end() - start and match.start() - start < found.end()
        for found in unless.finditer(text[start:end])
    )


def _only_told(signal: Signal, text: str, match: re.Match[str]) -> bool:
    """Whether the words are on a screen, in a book or dream, or a mere supposition."""
    sentence = text[_around(SENTENCE_END, text, match)[0] : match.start()]
    screens = list(SCREEN.finditer(sentence))
    if screens and not SPEAKER.search(sentence, screens[-1].end()):
        return True
    clause = text[_around(CLAUSE_END, text, match)[0] : match.start()]
    return signal.code != SELF_HARM and bool(SUPPOSED.search(clause))


def _negated(signal: Signal, before: str, words: str) -> bool:
    if signal.asserted_even_if_negated:
        return False
    return bool(NEGATION.search(before) or NEGATION_INSIDE.search(words))


def _over(signal: Signal, text: str, match: re.Match[str]) -> bool:
    """Whether it was years ago, or has been settled; what was never dealt with stays urgent."""
    start, end = _around(CLAUSE_END, text, match)
    around = text[max(0, start - 20) : end + 20]
    long_ago = LONG_AGO.search(around) and not ONGOING.search(around)
    if signal.code == DOMESTIC and CHILDHOOD.search(text[start:end]):
        return True
    if signal.code in OVERCOME_ONLY:
        return bool(long_ago and OVERCOME.search(text, match.end(), match.end() + 40))
    if signal.code in PAST_IS_CALMER:
        return bool(long_ago) or bool(SETTLED.search(text[start:end]))
    return False


def _around(boundary: re.Pattern[str], text: str, match: re.Match[str]) -> tuple[int, int]:
    """Start and end of the clause or sentence that the words stand in."""
    before = [found.end() for found in boundary.finditer(text, 0, match.start())]
    after = boundary.search(text, match.end())
    return (before[-1] if before else 0), (after.start() if after else len(text))
