"""Words of the work on a case: records of mediation, agreements, closing, follow-up visits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mediation.console.supervision_words import Said
from mediation.records.typed import RESULTS

HAPPENED_AT_WORK: Final = {
    "record_written": "写了调解记录",
    "record_amended": "更正了调解记录",
}
DONE_AT_WORK: Final = {
    "record": "调解记录已保存。",
    "amended": "更正已保存，原来的记录没有动。",
}


def _record(what: str, _: Any, after: Any) -> Said:
    result = f"，结果：{RESULTS[after['result']]}" if after["result"] else ""
    return (f"{what}（第 {after['attempt']} 次{result}）",)


WORK: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "record_written": _record,
    "record_amended": _record,
}
"""Action → the log's words, from its word and what stood there before and after."""
