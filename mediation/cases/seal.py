"""Seal a case, and say which organisation it is a complaint about."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database
from mediation.models import Case
from mediation.organisations import store

LONGEST_REASON = 500


async def seal(database: Database, by: By, *, sealed: bool, reason: str) -> None:
    """Seal a case, so that only reviewers and leaders of the district see it, or unseal it.

    Raises:
        NotPossible: no reason, no change, or a complaint about officials shall be unsealed.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NotPossible(f"请写明理由，最多 {LONGEST_REASON} 个字。")

    def change(_: AsyncSession, case: Case) -> Entry:
        if case.sealed == sealed:
            raise NotPossible("已经是这样了。")
        if case.route == "discipline" and not sealed:
            raise NotPossible("反映干部问题的案子一直封存，不能解除。")
        case.sealed = sealed
        return Entry("case_sealed" if sealed else "case_unsealed", reason=reason)

    await changed(database, by, change)


async def complained_of(database: Database, by: By, code: str) -> None:
    """Set the organisation that a case is a complaint about; an empty code for none.

    Raises:
        NotPossible: there is no such organisation, or nothing changes.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        organisation = await store.by_code(session, code) if code else None
        if code and organisation is None:
            raise NotPossible("没有这个机构。")
        new = organisation.id if organisation else None
        if new == case.complained_of_id:
            raise NotPossible("没有变。")
        case.complained_of_id = new
        return Entry("complained_of_set", after={"code": code or None})

    await changed(database, by, change)
