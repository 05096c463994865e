"""How good the bot's reading was: what staff corrected of the cases they reviewed.

A case counts as reviewed once it is accepted. A fact that staff filled in was missing, not wrong: both are
counted, apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import DISPUTE_TYPES
from mediation.cases.fact_fields import FIELDS
from mediation.models import AuditEntry, Case

JUDGED: Final = {
    "type_corrected": "纠纷类型",
    "urgency_raised": "颜色（调高）",
    "urgency_lowered": "颜色（调低）",
    "route_corrected": "去向",
}
"""Action of the log → what the bot had judged."""


@dataclass(frozen=True)
class Corrected:
    """A line: of ``reviewed`` cases, in how many staff changed it, and filled it in."""

    label: str
    reviewed: int
    changed: int
    filled: int = 0

    @property
    def share(self) -> float:
        """What was changed, of one."""
        return self.changed / self.reviewed if self.reviewed else 0.0


async def by_field(
    session: AsyncSession, where: tuple[ColumnElement[bool], ...]
) -> list[Corrected]:
    """What the bot judges, then every fact, in the order of the case page."""
    where = (*where, Case.accepted_at.is_not(None))
    reviewed = await session.scalar(select(func.count()).select_from(Case).where(*where)) or 0
    judgements = (*where, AuditEntry.action.in_(JUDGED))
    judged = await _cases_by(session, AuditEntry.action, judgements)
    field = AuditEntry.after["field"].as_string()
    had = AuditEntry.before["value"].as_string()
    corrected = (AuditEntry.action == "fact_corrected",)
    changed = await _cases_by(session, field, (*where, *corrected, had.is_not(None)))
    filled = await _cases_by(session, field, (*where, *corrected, had.is_(None)))
    return [
        *(Corrected(label, reviewed, judged.get(name, 0)) for name, label in JUDGED.items()),
        *(
            Corrected(one.label, reviewed, changed.get(name, 0), filled.get(name, 0))
            for name, one in FIELDS.items()
        ),
    ]


async def by_type(session: AsyncSession, where: tuple[ColumnElement[bool], ...]) -> list[Corrected]:
    """For each type: of the reviewed cases that the bot took for it, how many staff gave another."""
    where = (*where, Case.accepted_at.is_not(None))
    kept = dict(
        (
            await session.execute(
                select(Case.dispute_type, func.count())
                .where(*where, Case.type_source == "bot")
                .group_by(Case.dispute_type)
            )
        ).all()
    )
    wrong = await _cases_by(
        session,
        AuditEntry.before["name"].as_string(),
        (
            *where,
            AuditEntry.action == "type_corrected",
            AuditEntry.before["source"].as_string() == "bot",
        ),
    )
    return [
        Corrected(name, kept.get(name, 0) + wrong.get(name, 0), wrong.get(name, 0))
        for name in DISPUTE_TYPES
    ]


async def _cases_by(
    session: AsyncSession, column: Any, where: tuple[ColumnElement[bool], ...]
) -> dict[str, int]:
    """Value of a column of the log → cases with an entry of it; each case once."""
    rows = await session.execute(
        select(column, func.count(Case.id.distinct()))
        .select_from(AuditEntry)
        .join(Case, Case.no == AuditEntry.case_no)
        .where(*where)
        .group_by(column)
    )
    return dict(rows.all())
