"""What a citizen is told, and how discreetly."""

from __future__ import annotations

from typing import Final

from intake.case_status import STATUS_WORDS
from mediation.models import Case

DISCREET: Final = "您在峄调即和的事有新消息，方便时回“进度”。"
CAREFUL_WITH: Final = ("domestic_violence",)
"""Signals after which nothing about the matter may stand on a screen that others see
(反家庭暴力法 5: 尊重受害人真实意愿，保护当事人隐私)."""
LONGEST: Final = 120
"""Characters of our own words; a message in the chat is read at a glance."""


def discreet(signals: list[dict[str, str]]) -> bool:
    """Whether a citizen with these signals is told things discreetly."""
    return any(signal.get("code") in CAREFUL_WITH for signal in signals)


def careful(case: Case, text: str) -> str:
    """What is told about a case; where discretion is due, only that there is something new."""
    return DISCREET if discreet(case.urgency_signals) else text


def status(case: Case) -> str:
    """How a case stands now."""
    return careful(case, f"您登记的{case.no}：{STATUS_WORDS[case.status]}")


def question(text: str) -> str:
    """A question of staff, with how to answer it."""
    return f"调解员想问您：{text}\n直接回在这里就行。"


def not_asked_any_more(case: Case) -> str:
    """That a question of staff needs no answer any more."""
    return careful(case, f"前面问您的那句（{case.no}），不用回了。想补充什么，随时跟我说。")


def given_back(case: Case) -> str:
    """That the desk a case was with does not take it: somebody else will."""
    told = f"您登记的{case.no}要换一处来办，定下来再告诉您。您不用跑，也不用再登记。"
    return careful(case, told)


def message(text: str) -> str:
    """A message of staff to somebody who may have no case."""
    return f"峄调即和的工作人员给您留言：{text}"


def duplicate(no: str, goes_on: str) -> str:
    """That two registrations are one matter, and which number goes on."""
    return f"您登记的{no}和{goes_on}是同一件事，合到{goes_on}一起办，免得您等两头。有新情况直接跟我说。"


def separate(no: str, other: str) -> str:
    """That a registration is looked after by itself again."""
    return f"您登记的{no}和{other}还是分开办，{no}接着往下走，您不用再登记。"
