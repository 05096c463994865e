"""The append-only log of every change."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.db import utc_now
from mediation.models import AuditEntry


def record(
    session: AsyncSession,
    who: str,
    action: str,
    *,
    case_no: str | None = None,
    before: Any = None,
    after: Any = None,
    reason: str | None = None,
) -> None:
    """Write one change into the caller's transaction: both stand, or neither.

    Args:
        session: a write session; the entry is committed with what it tells of.
        who: a staff login, or ``bot`` or ``citizen``.
        action: a stable word such as ``type_corrected``.
        case_no: the case, where it is about one.
        before: what stood there, as JSON.
        after: what stands there now, as JSON.
        reason: in the words of who changed it.
    """
    session.add(
        AuditEntry(
            at=utc_now(),
            who=who,
            action=action,
            case_no=case_no,
            before=before,
            after=after,
            reason=reason,
        )
    )
