"""Cases that a report lists: red and yellow ones, by number, place, type and what was done.

Only what is a code, a number or an office's name is taken from a case: no name, no place within a town, no
word of a citizen or of staff can come into a report. What is sealed or a complaint about officials is
counted, not listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from intake.case_status import OPEN, STATUS_LABELS
from intake.clock import ZONE
from mediation.db import aware
from mediation.models import AuditEntry, Case
from mediation.statistics.figures import UNKNOWN
from mediation.statistics.period import Period

MOST: Final = 200
DID: Final = {
    "case_accepted": "受理",
    "dispatched": "指派给{desk}",
    "dispatch_accepted": "{desk}接收",
    "dispatch_refused": "{desk}退回",
    "case_mediating": "开始调解",
    "case_agreed": "谈成",
    "case_failed": "没谈成",
    "case_closed": "办结",
    "case_withdrawn": "当事人撤回",
    "urgency_raised": "调高颜色",
    "urgency_lowered": "调低颜色",
    "urgency_reassessed": "新情况，颜色调高",
    "warning_answered": "回应预警",
    "alert_taken": "接手提醒",
    "citizen_asked": "询问当事人",
    "letter_issued": "发{title}",
    "letter_answered": "单位回复",
}
"""Action of the log → what a report says of it; in braces what the log keeps of it, offices and titles."""
COLOURS: Final = {"red": "红", "yellow": "黄"}


@dataclass(frozen=True)
class KeyCase:
    """A line of the list, in words."""

    no: str
    town: str
    type: str
    colour: str
    people: str
    signals: str
    status: str
    done: str


@dataclass(frozen=True)
class KeyCases:
    """The list: at most 200 of ``total``; ``sealed`` more are not listed."""

    listed: list[KeyCase]
    total: int
    sealed: int


async def find(session: AsyncSession, scope: ColumnElement[bool], period: Period) -> KeyCases:
    """Red and yellow cases that came in a period, and those of before that are still open.

    The most urgent first, then the oldest.
    """
    hot = and_(
        scope,
        Case.urgency_level.in_(COLOURS),
        Case.created_at < period.end,
        or_(Case.created_at >= period.begin, Case.status.in_(OPEN)),
    )
    secret = or_(Case.sealed.is_(True), Case.route == "discipline")
    total, sealed = [
        await session.scalar(select(func.count()).select_from(Case).where(hot, condition)) or 0
        for condition in (not_(secret), secret)
    ]
    cases = list(
        await session.scalars(
            select(Case)
            .where(hot, not_(secret))
            .order_by(Case.urgency_rank, Case.created_at, Case.id)
            .limit(MOST)
        )
    )
    did = await _did(session, [case.no for case in cases])
    labels = {signal.code: signal.label for signal in knowledge.load().signals}
    return KeyCases([_line(case, did, labels) for case in cases], total, sealed)


def _line(case: Case, did: dict[str, list[str]], labels: dict[str, str]) -> KeyCase:
    codes = dict.fromkeys(one["code"] for one in case.urgency_signals)
    return KeyCase(
        no=case.no,
        town=case.town or UNKNOWN,
        type=case.dispute_type,
        colour=COLOURS[case.urgency_level],
        people=str(case.people_count) if case.people_count else UNKNOWN,
        signals="、".join(labels[code] for code in codes if code in labels) or "工作人员定的",
        status=STATUS_LABELS[case.status],
        done="；".join(did.get(case.no, [])) or "还没有",
    )


async def _did(session: AsyncSession, numbers: list[str]) -> dict[str, list[str]]:
    rows = await session.scalars(
        select(AuditEntry)
        .where(AuditEntry.case_no.in_(numbers), AuditEntry.action.in_(DID))
        .order_by(AuditEntry.id)
    )
    found: dict[str, list[str]] = {}
    for entry in rows:
        day = aware(entry.at).astimezone(ZONE)
        found.setdefault(entry.case_no or "", []).append(f"{day.month}月{day.day}日{_words(entry)}")
    return found


def _words(entry: AuditEntry) -> str:
    kept: dict[str, Any] = entry.after if isinstance(entry.after, dict) else {}
    return DID[entry.action].format(desk=kept.get("desk") or "", title=kept.get("title") or "函")
