"""The facts that staff may correct: what each is called, and how typed words become it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from intake.vocabulary import TOWNS

LARGEST_YUAN: Final = 1e12
MOST_PEOPLE: Final = 1_000_000
AMOUNT: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万)?元?")
BETWEEN: Final = re.compile(r"\s*(?:到|至|-|—|~|～)\s*")
NUMBERS: Final = ("phone", "day", "amount", "count")
"""Kinds in which full-width digits, as Chinese input methods write them, are meant as digits."""
PHONE: Final = re.compile(r"\+?[0-9]{3,15}")


class FactError(ValueError):
    """What was typed is not such a fact; the message tells staff how to write it."""


@dataclass(frozen=True)
class FactField:
    """A fact that can be corrected.

    Attributes:
        label: as staff read it.
        parse: typed words, not blank → the value to store; raises :class:`FactError`.
        kind: how it is asked for on the page.
    """

    label: str
    parse: Callable[[str], Any]
    kind: Literal["text", "phone", "day", "town", "amount", "count", "long", "lines"] = "text"

    def read(self, typed: str) -> Any:
        """The value for typed words; None, that is unknown, for nothing.

        Raises:
            FactError: the words do not fit.
        """
        typed = typed.strip()
        if self.kind in NUMBERS:
            typed = unicodedata.normalize("NFKC", typed)
        return self.parse(typed) if typed else None


def _text(longest: int) -> Callable[[str], str]:
    def parse(typed: str) -> str:
        if len(typed) > longest:
            raise FactError(f"最多写 {longest} 个字。")
        return typed

    return parse


def _phone(typed: str) -> str:
    digits = re.sub(r"[\s()（）-]", "", typed)
    if not PHONE.fullmatch(digits):
        raise FactError("电话只写数字，比如 13900000000 或 0632-7700000。")
    return digits


def _day_or_interval(typed: str) -> str:
    try:
        days = [date.fromisoformat(part) for part in typed.split("/")]
    except ValueError:
        raise FactError("日期写成 2026-10-01 这样。") from None
    if len(days) > 2:
        raise FactError("最多写起、止两个日期。")
    return "/".join(day.isoformat() for day in sorted(set(days)))


def _town(typed: str) -> str:
    if typed not in TOWNS:
        raise FactError("请从七个镇街里选一个。")
    return typed


def _amount(typed: str) -> float | list[float]:
    parts = BETWEEN.split(typed.replace(",", "").replace("，", "").replace(" ", ""))
    found = [AMOUNT.fullmatch(part) for part in parts]
    amounts = [float(hit[1]) * (10_000 if hit[2] else 1) for hit in found if hit]
    if len(amounts) != len(parts) or len(parts) > 2 or max(amounts) > LARGEST_YUAN:
        raise FactError("金额写数字，比如 18000、1.8万，或者 2000-3000。")
    return amounts[0] if len(amounts) == 1 else sorted(amounts)


def _count(typed: str) -> int:
    digits = typed.removesuffix("人").strip()
    if not re.fullmatch(r"[0-9]{1,7}", digits) or int(digits) > MOST_PEOPLE:
        raise FactError("人数写一个整数，比如 6。")
    return int(digits)


def _lines(typed: str) -> list[str]:
    lines = [line.strip() for line in re.split(r"[\n、；;]", typed) if line.strip()]
    if len(lines) > 50 or any(len(line) > 200 for line in lines):
        raise FactError("凭据最多写 50 样，每样不超过 200 个字。")
    return lines


FIELDS: Final = {
    "applicant_name": FactField("申请人", _text(100)),
    "applicant_phone": FactField("申请人电话", _phone, "phone"),
    "respondent_name": FactField("对方", _text(200)),
    "respondent_phone": FactField("对方电话", _phone, "phone"),
    "occurred_on": FactField("发生时间", _day_or_interval, "day"),
    "town": FactField("镇街", _town, "town"),
    "village": FactField("村居", _text(50)),
    "place": FactField("地点", _text(200)),
    "amount_yuan": FactField("涉及金额", _amount, "amount"),
    "people_count": FactField("涉及人数", _count, "count"),
    "demand": FactField("诉求", _text(2000), "long"),
    "evidence": FactField("凭据", _lines, "lines"),
}
"""Column → field, in the order of the page."""

EMPTY: Final[dict[str, Any]] = {"evidence": []}
"""What stands for "unknown" where it is not None."""


def column_of(slot: str) -> str:
    """The column of a case that holds the fact of a slot."""
    return "respondent_name" if slot == "respondent" else slot
