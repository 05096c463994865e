"""Which of a citizen's files belong to which of their cases.

A file sent while a draft was told belongs to the case that the draft became; one sent afterwards was
added to a case by the conversation, which left a note there in that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.db import aware
from mediation.evidence.files import File
from mediation.models import Case, Note

NOTED_WITHIN: Final = timedelta(minutes=10)
"""A message may have waited so long for its turn, and its note with it."""
CLOCKS: Final = timedelta(seconds=5)


@dataclass(frozen=True)
class Told:
    """When a case was handed over, and when something was added to it."""

    no: str
    handed_over: datetime
    additions: tuple[datetime, ...] = ()


def owner(received_at: datetime, cases: Sequence[Told]) -> str | None:
    """The case that a file belongs to; None while its draft is no case yet.

    Args:
        cases: the citizen's, in any order.
    """
    noted = [
        (at, case.no)
        for case in cases
        for at in case.additions
        if received_at - CLOCKS <= at <= received_at + NOTED_WITHIN
    ]
    if noted:
        return min(noted)[1]
    later = [(case.handed_over, case.no) for case in cases if case.handed_over >= received_at]
    return min(later)[1] if later else None


async def of_case(session: AsyncSession, case: Case, files: Sequence[File]) -> list[File]:
    """Those of a citizen's files that belong to one of their cases, oldest first."""
    cases = (await session.scalars(select(Case).where(Case.citizen == case.citizen))).all()
    rows = await session.execute(
        select(Note.case_id, Note.at).where(
            Note.case_id.in_([one.id for one in cases]),
            Note.kind == "addition",
            Note.who.is_(None),
        )
    )
    notes: dict[int, list[datetime]] = {}
    for case_id, at in rows:
        notes.setdefault(case_id, []).append(aware(at))
    told = [Told(one.no, aware(one.created_at), tuple(notes.get(one.id, ()))) for one in cases]
    return [file for file in files if owner(file.received_at, told) == case.no]
