"""Areas of land in 亩. One 亩 is ten 分, and 666.67 square metres (法定计量单位; 1公顷 = 15亩)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from bot.recognisers.base import Helper
from bot.recognisers.numerals import NUMBER, Number, parse, tidy

SQUARE_METRES: Final = 10_000 / 15
_AREA: Final = re.compile(
    rf"(?P<count>{NUMBER}|半)[多来余]?\s?(?P<unit>亩|分(?=[地田])|公顷|平方米|平米|平方|㎡|平(?![安房台时常均阴]))"
    r"(?P<tail>半|[一二两三四五六七八九](?=分|[地田多，。,. ]|$)分?)?(?:多|地|田)?"
)
_IN_MU: Final = {"亩": 1.0, "分": 0.1, "公顷": 15.0}


@dataclass(frozen=True)
class Area:
    """One area: 亩 (or ``[low, high]``), and where it stands in the text."""

    mu: Number
    start: int
    end: int


class AreaRecogniser(Helper):
    """Areas fill no slot; :func:`areas` serves others."""

    name: ClassVar[str] = "area"


def areas(text: str) -> list[Area]:
    """All areas of a half-width text in order, converted to 亩."""
    found = []
    for match in _AREA.finditer(text):
        count: Number | None = 0.5 if match["count"] == "半" else parse(match["count"])
        if count is not None:
            found.append(Area(_in_mu(count, match["unit"], match["tail"]), *match.span()))
    return found


def _in_mu(count: Number, unit: str, tail: str | None) -> Number:
    if isinstance(count, list):
        return [_single(value, unit, None) for value in count]
    return _single(count, unit, tail)


def _single(count: float, unit: str, tail: str | None) -> float:
    more = 0.0
    if unit == "亩" and tail:
        tenths = parse(tail.removesuffix("分"))
        more = 0.5 if tail == "半" else (tenths / 10 if isinstance(tenths, int | float) else 0.0)
    return tidy(count * _IN_MU.get(unit, 1 / SQUARE_METRES) + more)
