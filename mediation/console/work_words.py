"""Words of the work on a case: records of mediation, agreements, closing, follow-up visits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from intake.case_status import OUTCOME_LABELS
from mediation.agreements.confirmation import WORDS as CONFIRMATION
from mediation.console.supervision_words import Said
from mediation.records.typed import RESULTS
from mediation.visits.store import HOWS, KEPT

HAPPENED_AT_WORK: Final = {
    "record_written": "写了调解记录",
    "record_amended": "更正了调解记录",
    "agreement_drawn_up": "写了调解协议书",
    "agreement_printed": "下载了协议书",
    "agreement_signed": "记下协议书签字",
    "confirmation": "司法确认",
    "question_taken_back": "不等当事人回话了",
    "visited": "回访",
}
NOTES_AT_WORK: Final = {"unasked": "不等回话了", "rating_asked": "请当事人评价"}
DONE_AT_WORK: Final = {
    "record": "调解记录已保存。",
    "amended": "更正已保存，原来的记录没有动。",
    "agreement": "协议书已保存，可以下载打印，请各方签字。",
    "signed": "签字已记下，会告诉当事人几号以前可以请法院确认。",
    "confirmation": "司法确认已记下。",
    "closed": "已办结，会告诉当事人，并请他评一评。",
    "unasked": "不等了，会告诉当事人不用回。",
    "visited": "回访已记下。",
}


def _record(what: str, _: Any, after: Any) -> Said:
    result = f"，结果：{RESULTS[after['result']]}" if after["result"] else ""
    return (f"{what}（第 {after['attempt']} 次{result}）",)


def _closed(what: str, _: Any, after: Any) -> Said:
    outcome = OUTCOME_LABELS.get((after or {}).get("outcome", ""))
    return (f"{what}：{outcome}" if outcome else what,)


def _visited(what: str, _: Any, after: Any) -> Said:
    return (f"{what}（{HOWS[after['how']]}）：{KEPT[after['kept']]}",)


def _agreement(what: str, _: Any, after: Any) -> Said:
    return (f"{what} {after['number']}",)


def _confirmation(what: str, _: Any, after: Any) -> Said:
    return (f"{what}：{CONFIRMATION[after['what']]}{after['on'] or ''}",)


WORK: Final[dict[str, Callable[[str, Any, Any], Said]]] = {
    "record_written": _record,
    "record_amended": _record,
    "agreement_drawn_up": _agreement,
    "agreement_printed": _agreement,
    "agreement_signed": _agreement,
    "confirmation": _confirmation,
    "case_closed": _closed,
    "visited": _visited,
}
"""Action → the log's words, from its word and what stood there before and after."""
