"""What the log's entries of supervision say: calls, letters, pauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Said = tuple[str] | tuple[str, str | None, str | None]


def _reminded(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{after['step']}",)


def _issued(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{after['title']} {after['number']}，给{after['desk']}",)


def _answered(what: str, _: Any, after: Any) -> Said:
    return (f"{what} {after['number']}",)


def _paused(what: str, before: Any, after: Any) -> Said:
    return f"{what}，到 {after['until']} 为止", before["due"], after["due"]


def _pause_ended(what: str, before: Any, after: Any) -> Said:
    return (what, before["due"], after["due"]) if after else (what,)


SUPERVISION: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "reminded": _reminded,
    "letter_issued": _issued,
    "letter_answered": _answered,
    "paused": _paused,
    "pause_ended": _pause_ended,
}
"""Action → what happened in words, and before and after where there is such; given the action's
name, and before and after as the log has them."""
