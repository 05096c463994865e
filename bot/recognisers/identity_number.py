"""Citizens' identity numbers: never kept whole. GB 11643-1999, checksum after ISO 7064 MOD 11-2."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final

from bot.recognisers.base import Helper
from bot.recognisers.numerals import digit_by_digit

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK: Final = "10X98765432"
PROVINCES: Final = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (81, 83))
    for code in (*range(first, last + 1), 71)
)
"""The first two digits, after GB/T 2260."""
KEPT_FIRST: Final = 6
KEPT_LAST: Final = 2

_SAID: Final = "0-9０-９零〇○幺一二三四五六七八九"
_SHAPE: Final = re.compile(
    rf"(?<![{_SAID}])[{_SAID}](?:[ \-]?[{_SAID}]){{13,17}}(?:[ \-]?[xX×ｘＸ])?(?![{_SAID}])"
)
_SEPARATORS: Final = re.compile(r"[ \-]")


class IdentityNumberRecogniser(Helper):
    """Identity numbers fill no slot; :func:`mask` hides them wherever words are kept."""

    name: ClassVar[str] = "identity_number"


def valid(number: str) -> bool:
    """Whether 18 characters are an identity number: a birthday in them and the right check digit."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", number) or not _birthday(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK[total % 11] == number[17].upper()


def spans(text: str) -> list[tuple[int, int]]:
    """Where identity numbers stand: valid ones, and what was plainly meant as one.

    Meant as one is 17 or 18 digits with a birthday in its place or at least a province and a year of
    birth, but a digit wrong or missing; or the 15 digits of the cards before 1999. Digits may be
    spaced, dashed, full-width or said in Chinese.
    """
    return [match.span() for match in _SHAPE.finditer(text) if _looks_like_one(match.group())]


def mask(text: str) -> str:
    """The text with all but the first six and last two characters of each number starred.

    The length and every offset stay the same; separators stay.
    """
    shown = list(text)
    for start, end in spans(text):
        places = [index for index in range(start, end) if text[index] not in " -"]
        for index in places[KEPT_FIRST:-KEPT_LAST]:
            shown[index] = "*"
    return "".join(shown)


_HALF_WIDTH: Final = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def _looks_like_one(words: str) -> bool:
    plain = _SEPARATORS.sub("", words)
    body = plain.rstrip("xX×ｘＸ")
    digits = digit_by_digit(body.translate(_HALF_WIDTH))
    if digits is None or digits[0] == "0":
        return False
    length = len(plain)
    if length in (17, 18):
        province_and_year = digits[:2] in PROVINCES and digits[6:8] in {"19", "20"}
        return _birthday(digits[6:14]) or province_and_year
    return length == 15 and body == plain and _birthday(f"19{digits[6:12]}")


def _birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099
