"""A record of mediation as it was typed into the form, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake.clock import ZONE
from mediation.cases.change import NotPossible

RESULTS: Final = {
    "agreed": "谈成了",
    "again": "没谈完，约了再谈",
    "failed": "没谈成",
    "absent": "有一方没到",
}
"""Result of an attempt → what staff read."""
LONGEST_PLACE: Final = 100
LONGEST_SAID: Final = 2000
LONGEST_SUMMARY: Final = 1000
LONGEST_PERSON: Final = 60
MOST_PEOPLE: Final = 20
EARLIEST: Final = timedelta(days=366)
"""So long before it is written down an attempt may have been."""
_BETWEEN: Final = re.compile(r"[\s，,、：:（()）]+")


@dataclass(frozen=True)
class Typed:
    """An attempt, ready to be kept.

    Attributes:
        held_at: the moment it began, in Shanghai.
        present: ``{"name", "role"}`` each, at least one; the role may be "".
    """

    held_at: datetime
    place: str
    present: list[dict[str, str]]
    applicant_said: str | None
    respondent_said: str | None
    result: str
    summary: str | None


def read(form: Mapping[str, str], now: datetime) -> Typed:
    """What stands in the fields ``held_at place present applicant_said respondent_said result summary``.

    Args:
        now: an attempt that is still to come cannot be recorded.

    Raises:
        NotPossible: something is missing, too long or not possible; the message says what.
    """
    result = form.get("result", "")
    if result not in RESULTS:
        raise NotPossible("请选这一次的结果。")
    place = form.get("place", "").strip()
    if not 0 < len(place) <= LONGEST_PLACE:
        raise NotPossible(f"请写在哪里谈的，最多 {LONGEST_PLACE} 个字。")
    typed = Typed(
        held_at=_moment(form.get("held_at", ""), now),
        place=place,
        present=people(form.get("present", "")),
        applicant_said=_words(form, "applicant_said", "申请人说的", LONGEST_SAID),
        respondent_said=_words(form, "respondent_said", "对方说的", LONGEST_SAID),
        result=result,
        summary=_words(form, "summary", "结果说明", LONGEST_SUMMARY),
    )
    if not (typed.applicant_said or typed.respondent_said or typed.summary):
        raise NotPossible("请写几句：各方怎么说的，或者为什么没谈起来。")
    return typed


def people(typed: str) -> list[dict[str, str]]:
    """Who was there: a person a line, the name first, then what the person is.

    Raises:
        NotPossible: nobody, too many, or a line too long.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_PEOPLE or any(len(line) > LONGEST_PERSON for line in lines):
        raise NotPossible(f"请写谁在场：一行一位，先写姓名，再写身份，最多 {MOST_PEOPLE} 行。")
    found = []
    for line in lines:
        name, *role = [part for part in _BETWEEN.split(line) if part] or [line]
        found.append({"name": name, "role": " ".join(role)})
    return found


def _moment(typed: str, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise NotPossible("请写哪天几点谈的。") from None
    if moment.tzinfo is not None or not now - EARLIEST <= moment.replace(tzinfo=ZONE) <= now:
        raise NotPossible("调解的时间要在今天以前，一年以内。")
    return moment.replace(tzinfo=ZONE)


def _words(form: Mapping[str, str], field: str, label: str, longest: int) -> str | None:
    words = form.get(field, "").strip()
    if len(words) > longest:
        raise NotPossible(f"“{label}”最多写 {longest} 个字。")
    return words or None
