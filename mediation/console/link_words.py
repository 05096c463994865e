"""What the log's entries of links between cases say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation.cases.links import KINDS
from mediation.console.supervision_words import Said


def _linked(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{KINDS[after['kind']]} {after['no']}",)


def _lead(what: str, before: Any, after: Any) -> Said:
    return what, before["no"], after["no"]


LINKING: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "case_linked": _linked,
    "case_unlinked": _linked,
    "joint_lead": _lead,
}
"""Action → what happened in words; see :data:`mediation.console.supervision_words.SUPERVISION`."""
