"""Numbers as they are written and said: 两万五, 1w5, 壹万贰仟, 三四万, 十来万, 25,000.00.

Not cn2an: it refuses mixed forms (1万2) and knows neither ranges nor 「来」 and 「多」. Format after
GB/T 15835 (numerals in publications) with the banker's characters of 支付结算办法 appendix 1.
"""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {
    character: value
    for value, group in enumerate(
        [
            "零〇○",
            "一壹幺",
            "二两贰俩",
            "三叁仨",
            "四肆",
            "五伍",
            "六陆",
            "七柒",
            "八捌",
            "九玖",
        ]
    )
    for character in group
}
UNITS: Final = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "K": 1000,
}
BIG: Final = {"万": 10_000, "w": 10_000, "W": 10_000, "亿": 100_000_000}
TENS: Final = {"廿": 20, "卅": 30}

CHINESE: Final = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_CHARACTER: Final = (
    r"(?!一[直共起下些样定旦向并般再切路]|(?:(?<=[百千万])|(?<=[百千万][二三四五六七八九]))一(?:个月|天|年|亩|公?斤|吨|平|户|人|趟|次|分[没都也钱]))"
    rf"[{CHINESE}]"
)
"""A character of a number, not the 一 of 一直 or of 两百一天."""
FIGURES: Final = r"(?<![\d.])(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,12})(?:\.\d{1,4})?(?!\d)"
"""A number in figures that is no part of a longer one; at most twelve digits."""
NUMBER: Final = (
    rf"(?:{FIGURES}(?:\s?[多来余几]?[十百千万亿wWkK](?![a-zA-Z])[多来余]?(?:{_CHARACTER}|\d){{0,8}})?"
    rf"|[零一二三四五六七八九十]{{1,3}}点[零一二三四五六七八九]{{1,3}}[百千万亿]"
    rf"|(?:{_CHARACTER}|几(?=[十百千万]))(?:{_CHARACTER}|[几多来余](?=[十百千万亿])|几){{0,15}})"
)
"""One number without its unit; compile it inside a larger expression."""

_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
_DROPPED: Final = re.compile(r"[,，\s多来余把]")
_PAIR: Final = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])")
_TWICE: Final = re.compile(r"([一二两三四五六七八九])([百千万])([二三四五六七八九])\2")
_POINTED: Final = re.compile(
    r"([零一二三四五六七八九十]{1,3})点([零一二三四五六七八九]{1,3})([百千万亿])"
)
_SOME: Final = re.compile(r"(好?几)(?=[十百千万])")
Number = float | list[float]


def tidy(value: float) -> float:
    """A whole number as int, any other to two decimals."""
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, 2)


class _Sum:
    """A number while it is read from left to right, as 三万 二千 五."""

    def __init__(self) -> None:
        self.total = self.section = 0.0
        self.pending: float | None = None
        self.last_unit = 1.0
        self.begun = False

    def take(self, token: str) -> bool:
        """Add one token; False where it cannot stand here."""
        self.begun = True
        if token[0].isdigit():
            return self._digit(float(token), again=False)
        if token in DIGITS:
            return self._digit(float(DIGITS[token]), again=DIGITS[token] == 0)
        if token in TENS:
            self.section, self.last_unit = self.section + TENS[token], 10.0
            return True
        return self._unit(token)

    def value(self) -> float:
        """The number so far; the 五 of 两万五 is as many thousands."""
        if self.pending is None:
            return tidy(self.total + self.section)
        trailing = self.last_unit > 10 and self.pending < 10 and self.pending.is_integer()
        last = self.pending * self.last_unit / 10 if trailing else self.pending
        return tidy(self.total + self.section + last)

    def _digit(self, value: float, *, again: bool) -> bool:
        if self.pending is not None and not again:
            return False
        if again:
            self.last_unit = 1.0
        else:
            self.pending = value
        return True

    def _unit(self, token: str) -> bool:
        if token in UNITS:
            self.section += (1.0 if self.pending is None else self.pending) * UNITS[token]
        elif token in BIG:
            before = self.section + (self.pending or 0.0)
            if BIG[token] > 10_000:
                self.total = (self.total + (before or 1.0)) * BIG[token]
            else:
                self.total += (before or 1.0) * BIG[token]
            self.section = 0.0
        else:
            return False
        self.pending, self.last_unit = None, float(UNITS.get(token) or BIG[token])
        return True


def one(words: str) -> float | None:
    """A single number, None where the words are none or are a range."""
    number = _Sum()
    for token in _TOKEN.findall(_DROPPED.sub("", words)):
        if not number.take(token):
            return None
    return number.value() if number.begun else None


def parse(words: str) -> Number | None:
    """A number, or ``[low, high]`` for 两三千, 三千五千, 一万五六, 十几万, 几百, 好几万; else None.

    几 is more than one and less than ten (现代汉语词典), 好几 more than two.
    """
    if "几" in words:
        return _some(words)
    pointed = _POINTED.fullmatch(words)
    if pointed:
        figures = f"{one(pointed[1]):.0f}.{digit_by_digit(pointed[2])}"
        return one(figures + pointed[3])
    twice = _TWICE.fullmatch(words)
    if twice:
        return _ordered(one(twice[1] + twice[2]), one(twice[3] + twice[2]))
    pair = _PAIR.search(words)
    if pair and _neighbours(pair[1], pair[2]):
        low = words[: pair.start(2)] + words[pair.end(2) :]
        high = words[: pair.start(1)] + words[pair.end(1) :]
        return _ordered(one(low), one(high))
    return one(words)


def _some(words: str) -> Number | None:
    if words.count("几") > 1:
        return None
    if re.match(r"[\d一二两三四五六七八九]{0,2}十几", words):
        return _ordered(one(words.replace("几", "一")), one(words.replace("几", "九")))
    some = _SOME.match(words)
    if some is None:
        return None
    least_digit = "三" if some[1] == "好几" else "二"
    rest = words[some.end() :]
    return _ordered(one(least_digit + rest), one("九" + rest))


def _neighbours(first: str, second: str) -> bool:
    low, high = DIGITS[first], DIGITS[second]
    return high - low == 1 or (low, high) == (3, 5)


def _ordered(low: float | None, high: float | None) -> Number | None:
    if low is None or high is None or low >= high:
        return None
    return [low, high]


def least(words: str) -> int | None:
    """The lower end as a whole number: 十几 is 10 and more, so 10; 三四十 is 30; 百十 about 100."""
    if words == "百十":
        return 100
    if re.fullmatch(r"[二三四五六七八九]?十几", words):
        value: Number | None = one(words[:-1])
    else:
        value = parse(words)
    if isinstance(value, list):
        value = value[0]
    return int(value) if value is not None and value == int(value) else None


def digit_by_digit(words: str) -> str | None:
    """Digits said one by one, 幺三八 as ``138``; None where a character is none."""
    figures = []
    for character in words:
        if character.isdigit() and character.isascii():
            figures.append(character)
        elif character in DIGITS and character not in "两俩仨":
            figures.append(str(DIGITS[character]))
        else:
            return None
    return "".join(figures) or None
