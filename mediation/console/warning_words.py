"""What the log's entries of warnings say, and how a warning came to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation.console.level_words import LEVEL_WORDS
from mediation.console.supervision_words import Said
from mediation.staff import ROLES

HAPPENED_IN_WARNING: Final = {
    "warning_raised": "发出预警",
    "warning_joined": "登记前发的预警并到这件案子",
    "warning_escalated": "没有人回应",
    "warning_answered": "回应了预警",
}
TOPICS_IN_WORDS: Final = {
    "case.created": "新案件",
    "case.status_changed": "案件状态",
    "case.urgency_changed": "案件颜色",
    "case.type_changed": "案件类型",
    "case.route_changed": "案件去向",
    "case.dispatched": "案件指派",
    "warning.raised": "预警",
    "warning.escalated": "预警往上报",
    "warning.answered": "预警有人回应",
}
FAULTS: Final = {
    "no answer in time": "对方没有按时答复",
    "no longer in the settings": "设置里已经没有这个地址",
    "mailbox refused": "邮箱拒收",
}
DONE_IN_WARNING: Final = {
    "warning-answered": "回应已记下，不再往上报。",
    "delivery-again": "马上再送一次。",
    "warning-answered-before": "这条预警已经有同事回应了。",
}
ENDED: Final = {
    "answered": "回应了",
    "taken": "接手了提醒",
    "accepted": "案子已受理",
    "lowered": "调低了颜色",
    "replaced": "颜色调高，另发预警",
    "over": "案子已了结",
}
"""How a warning ended → what staff read."""


def role_and_desk(role: str, desk: str | None) -> str:
    """Whom a warning reached: the role's label, with the office where it is not the district's."""
    label = ROLES.get(role, role)
    return f"{desk}{label}" if desk else label


def _to(after: Any) -> str:
    return "、".join(role_and_desk(one["role"], one["desk"]) for one in after["to"])


def _raised(what: str, _: Any, after: Any) -> Said:
    reached = _to(after)
    whom = f"，给{reached}" if reached else "，没有找到可以通知的账号，请管理员补上"
    return (f"{what}：{LEVEL_WORDS[after['level']].spoken}{whom}",)


def _joined(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{LEVEL_WORDS[after['level']].spoken}",)


def _escalated(what: str, _: Any, after: Any) -> Said:
    reached = _to(after)
    return (f"{what}，再报{reached}" if reached else f"{what}，也没有别的账号可以再报",)


WARNING: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "warning_raised": _raised,
    "warning_joined": _joined,
    "warning_escalated": _escalated,
    "warning_answered": _joined,
}
"""Action → what happened in words; see :data:`mediation.console.supervision_words.SUPERVISION`."""
