"""What a page offers: the pages one can go to from everywhere, and what one's role may do."""

from __future__ import annotations

from typing import Final

from mediation.access import Right, may
from mediation.staff import SignedIn

MENU: Final = (
    ("/", "案件", Right.READ),
    ("/warnings", "预警", Right.READ),
    ("/overdue", "督办", Right.READ),
    ("/visits", "回访", Right.READ),
    ("/statistics", "统计", Right.STATISTICS),
    ("/reports", "报告", Right.STATISTICS),
    ("/questions", "没答上的问题", Right.QUESTIONS),
    ("/mediators", "调解员", Right.READ),
    ("/organisations", "机构", Right.READ),
    ("/staff", "账号", Right.ACCOUNTS),
    ("/deliveries", "对外通知", Right.ACCOUNTS),
)
"""Path, label, and the right that the page needs."""


def menu(who: SignedIn | None) -> list[tuple[str, str]]:
    """Path and label of what a person may open."""
    return [(path, label) for path, label, needs in MENU if who is not None and may(who, needs)]


def rights(who: SignedIn | None) -> dict[str, bool]:
    """Each right by its name: pages offer nothing that would be refused."""
    return {right.name: who is not None and may(who, right) for right in Right}
