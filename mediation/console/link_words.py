"""What the log's entries of links between cases, and of cases that went back, say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation.cases.links import KINDS
from mediation.console.supervision_words import Said

WHY: Final = {"incomplete": "材料不全，问当事人", "wrong_desk": "不归这里管，报区里"}


def _linked(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{KINDS[after['kind']]} {after['no']}",)


def _lead(what: str, before: Any, after: Any) -> Said:
    return what, before["no"], after["no"]


def _returned(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{WHY[after['why']]}",)


LINKING: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "case_linked": _linked,
    "case_unlinked": _linked,
    "joint_lead": _lead,
    "case_returned": _returned,
}
"""Action → what happened in words; see :data:`mediation.console.supervision_words.SUPERVISION`."""
