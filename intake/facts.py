"""A fact: one thing a citizen said, normalised, with the words it came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from intake.vocabulary import FACT_SLOTS

LABELS: Final = {
    "applicant_name": "您的称呼",
    "applicant_phone": "联系电话",
    "respondent": "对方",
    "occurred_on": "时间",
    "town": "镇街",
    "place": "地点",
    "amount_yuan": "涉及金额",
    "people_count": "涉及人数",
    "demand": "您的要求",
    "evidence": "手里的凭据",
}
"""What each slot is called in everything a citizen or a member of staff reads."""


@dataclass(frozen=True)
class Fact:
    """One fact in a text.

    Attributes:
        slot: one of :data:`intake.vocabulary.FACT_SLOTS`.
        value: normalised: yuan as a number or ``[low, high]``; an ISO date or interval
            ``2026-10-01/2026-10-31``; a town's official name; a phone as digits; a count as int;
            otherwise the words themselves.
        text: the words it was read from, ``message[start:end]``.
        start: offset of the first character.
        end: offset behind the last character.
    """

    slot: str
    value: Any
    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.slot not in FACT_SLOTS:
            raise ValueError(f"no such fact slot: {self.slot}")

    def as_dict(self) -> dict[str, Any]:
        """The fact as one row of ``make assess`` and of the tracker."""
        return asdict(self)


def show(slot: str, value: Any) -> str:
    """A value as a citizen reads it, for example ``18000`` as ``18,000元``."""
    if slot == "amount_yuan":
        if isinstance(value, list):
            return f"{_yuan(value[0])}到{_yuan(value[1])}元"
        return f"{_yuan(value)}元"
    if slot == "people_count":
        return f"{value}人"
    if slot == "occurred_on":
        return _day_or_interval(str(value))
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(value)


def _yuan(amount: float) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def _day_or_interval(value: str) -> str:
    first, _, last = value.partition("/")
    if not last:
        return _day(first)
    year, month, day = first.split("-")
    if first.endswith("-01-01") and last == f"{year}-12-31":
        return f"{year}年"
    if first[:7] == last[:7] and day == "01" and int(last[8:]) >= 28:
        return f"{year}年{int(month)}月"
    return f"{_day(first)}至{_day(last)}"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
