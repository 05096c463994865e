"""An agreement as it was typed into the form, checked against what the law wants in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation.cases.change import NotPossible
from mediation.statistics import period

LONGEST: Final = 3000
LONGEST_NAME: Final = 100
LONGEST_ABOUT: Final = 200
MOST_OTHERS: Final = 8
MOST_TERMS: Final = 30
LONGEST_TERM: Final = 500
SIDES: Final = {"applicant": "申请人", "respondent": "对方当事人", "other": "当事人"}


@dataclass(frozen=True)
class Typed:
    """What an agreement says (人民调解法 29).

    Attributes:
        parties: ``{"side", "name", "about"}`` each: the basic facts of the parties.
        facts: the dispute, what was in question, and each party's responsibility.
        terms: what was agreed, in order.
        performance: how it is to be done, and by when.
        perform_by: the last day of it, where there is one.
    """

    parties: list[dict[str, str]]
    facts: str
    terms: list[str]
    performance: str
    perform_by: date | None
    committee: str
    mediators: str


def read(form: Mapping[str, str]) -> Typed:
    """What stands in the fields of the form.

    Raises:
        NotPossible: something is missing or too long; the message says what.
    """
    terms = [line.strip() for line in form.get("terms", "").splitlines() if line.strip()]
    if not 0 < len(terms) <= MOST_TERMS or any(len(term) > LONGEST_TERM for term in terms):
        raise NotPossible(
            f"请写谈好的内容：一行一条，最多 {MOST_TERMS} 条，一条最多 {LONGEST_TERM} 个字。"
        )
    by = form.get("perform_by", "").strip()
    perform_by = period.day(by) if by else None
    if by and perform_by is None:
        raise NotPossible("履行的最后一天写成 2026-12-31 这样，没有就空着。")
    return Typed(
        parties=_parties(form),
        facts=_words(form, "facts", "纠纷的主要事实、争议事项和各方责任", LONGEST),
        terms=terms,
        performance=_words(form, "performance", "怎么履行、什么时候履行", LONGEST),
        perform_by=perform_by,
        committee=_words(form, "committee", "调解委员会", 60),
        mediators=_words(form, "mediators", "调解员", 100),
    )


def _parties(form: Mapping[str, str]) -> list[dict[str, str]]:
    found = [
        {
            "side": side,
            "name": _words(form, f"{side}_name", f"{SIDES[side]}姓名", LONGEST_NAME),
            "about": _words(form, f"{side}_about", f"{SIDES[side]}基本情况", LONGEST_ABOUT),
        }
        for side in ("applicant", "respondent")
    ]
    others = [line.strip() for line in form.get("others", "").splitlines() if line.strip()]
    if len(others) > MOST_OTHERS or any(len(line) > LONGEST_ABOUT for line in others):
        raise NotPossible(f"别的当事人一行一位，最多 {MOST_OTHERS} 位。")
    for line in others:
        name, _, about = line.replace("，", " ").replace(",", " ").partition(" ")
        found.append({"side": "other", "name": name, "about": about.strip()})
    return found


def _words(form: Mapping[str, str], field: str, label: str, longest: int) -> str:
    words = form.get(field, "").strip()
    if not 0 < len(words) <= longest:
        raise NotPossible(f"请写“{label}”，最多 {longest} 个字。")
    return words
