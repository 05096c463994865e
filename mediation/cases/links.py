"""Cases that staff say belong together: duplicate, related, or one joint case of several citizens.

Nothing is merged: each case keeps its number, its citizen and its history, and each citizen hears of
their own alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation import audit
from mediation.cases import search
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.intake_service import NoSuchCase
from mediation.cases.same_party import compared
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.models import Case, CaseLink
from mediation.notify import outbox, words

KINDS: Final = {"duplicate": "重复登记", "related": "有关联", "joint": "联办"}
"""Kind → what staff read."""
LONGEST_REASON: Final = 500


@dataclass(frozen=True)
class Linked:
    """A case that belongs to the one looked at.

    Attributes:
        kind: see :class:`mediation.models.CaseLink`.
        ours: whether the link goes from the case looked at to this one.
    """

    case: Case
    kind: str
    ours: bool


@dataclass(frozen=True)
class Joint:
    """A joint case: the leading case first, then the members as they joined.

    Attributes:
        people: how many people it is about at least: as many as citizens, or as one of them said.
    """

    cases: list[Case]

    @property
    def lead(self) -> Case:
        """The case that leads."""
        return self.cases[0]

    @property
    def people(self) -> int:
        """See the class."""
        citizens = len({one.citizen for one in self.cases})
        return max(citizens, *(one.people_count or 0 for one in self.cases))


async def of_case(session: AsyncSession, case: Case, scope: ColumnElement[bool]) -> list[Linked]:
    """Duplicates and related cases in a scope, as they were linked."""
    rows = await session.execute(
        select(Case, CaseLink)
        .join(
            CaseLink,
            or_(
                (CaseLink.case_id == case.id) & (Case.id == CaseLink.other_id),
                (CaseLink.other_id == case.id) & (Case.id == CaseLink.case_id),
            ),
        )
        .where(CaseLink.kind != "joint", scope)
        .order_by(CaseLink.id)
    )
    return [Linked(other, link.kind, link.case_id == case.id) for other, link in rows]


async def joint(session: AsyncSession, case: Case, scope: ColumnElement[bool]) -> Joint | None:
    """The joint case that a case leads or is a member of, with what of it is in a scope."""
    lead = await _lead_of(session, case)
    members = list(
        await session.scalars(
            select(Case)
            .join(CaseLink, CaseLink.case_id == Case.id)
            .where(CaseLink.other_id == lead, CaseLink.kind == "joint", scope)
            .order_by(CaseLink.id)
        )
    )
    leading = await session.scalar(select(Case).where(Case.id == lead, scope))
    cases = [leading, *members] if leading else members
    return Joint(cases) if members else None


async def link(database: Database, by: By, kind: str, no: str) -> None:
    """Say that a case belongs to the one with the number ``no``.

    A duplicate is ended, and its citizen told which number goes on.

    Raises:
        NotPossible: no such kind, no such case in the scope, they are linked already, or the kind does
            not fit them; the message says why.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    if kind not in KINDS:
        raise NotPossible("请选一种关系。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        other = await _other(session, case, no, by.scope)
        made = CaseLink(case_id=case.id, other_id=other.id, kind=kind, who=by.who, at=utc_now())
        await _refuse_second_link(session, case, other)
        if kind == "duplicate":
            await _end_duplicate(session, case, other, made, by.who)
        elif kind == "joint":
            made.other_id = await _joined(session, case, other)
        session.add(made)
        after = {"kind": kind, "no": other.no}
        audit.record(
            session, by.who, "case_linked", case_no=other.no, after={"kind": kind, "no": case.no}
        )
        return Entry("case_linked", after=after)

    await changed(database, by, change)


async def unlink(database: Database, by: By, no: str, reason: str) -> None:
    """Undo a link with the case ``no``, with a reason; a duplicate goes on where it stood.

    Raises:
        NotPossible: they are not linked, or the reason is missing or too long.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NotPossible(f"请写明理由，最多 {LONGEST_REASON} 个字。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        other = await _other(session, case, no, by.scope)
        found = await _between(session, case, other)
        if found is None:
            raise NotPossible("这两件没有关联。")
        if found.was is not None:
            again, goes_on = (case, other) if found.case_id == case.id else (other, case)
            _reopen(session, again, goes_on, found.was, by.who)
        await session.delete(found)
        after = {"kind": found.kind, "no": other.no}
        audit.record(
            session,
            by.who,
            "case_unlinked",
            case_no=other.no,
            after={"kind": found.kind, "no": case.no},
            reason=reason,
        )
        return Entry("case_unlinked", after=after, reason=reason)

    await changed(database, by, change)


async def lead(database: Database, by: By) -> None:
    """Let a member of a joint case lead it from now on; the case that led becomes a member.

    Raises:
        NotPossible: it is no member of a joint case.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        own = await session.scalar(
            select(CaseLink).where(CaseLink.case_id == case.id, CaseLink.kind == "joint")
        )
        if own is None:
            raise NotPossible("这件不是联办里的成员，或者已经牵头。")
        before = await session.get_one(Case, own.other_id)
        await session.execute(
            update(CaseLink)
            .where(CaseLink.other_id == before.id, CaseLink.kind == "joint")
            .values(other_id=case.id)
        )
        await session.execute(
            update(CaseLink).where(CaseLink.id == own.id).values(case_id=before.id)
        )
        return Entry("joint_lead", {"no": before.no}, {"no": case.no})

    await changed(database, by, change)


async def _other(
    session: AsyncSession, case: Case, no: str, scope: ColumnElement[bool] | None
) -> Case:
    try:
        other = await search.one(session, no.strip().upper(), scope)
    except NoSuchCase:
        raise NotPossible("没有这个编号的案子，或者您看不到它。") from None
    if other.id == case.id:
        raise NotPossible("这就是这一件。")
    await session.refresh(other, with_for_update=True)
    return other


async def _between(session: AsyncSession, one: Case, other: Case) -> CaseLink | None:
    return await session.scalar(
        select(CaseLink)
        .where(
            or_(
                (CaseLink.case_id == one.id) & (CaseLink.other_id == other.id),
                (CaseLink.case_id == other.id) & (CaseLink.other_id == one.id),
            )
        )
        .order_by(CaseLink.id)
        .limit(1)
    )


async def _refuse_second_link(session: AsyncSession, case: Case, other: Case) -> None:
    if await _between(session, case, other):
        raise NotPossible("这两件已经关联了；要改的话，先解除。")


async def _lead_of(session: AsyncSession, case: Case) -> int:
    found = await session.scalar(
        select(CaseLink.other_id).where(CaseLink.case_id == case.id, CaseLink.kind == "joint")
    )
    return case.id if found is None else found


async def _joined(session: AsyncSession, case: Case, other: Case) -> int:
    """The case that leads the joint case which ``case`` may join."""
    in_one = await session.scalar(
        select(CaseLink.id).where(
            CaseLink.kind == "joint",
            or_(CaseLink.case_id == case.id, CaseLink.other_id == case.id),
        )
    )
    if in_one is not None:
        raise NotPossible("这件已经在一个联办里；请到要并进来的那一件上点。")
    return await _lead_of(session, other)


async def _end_duplicate(
    session: AsyncSession, case: Case, other: Case, made: CaseLink, who: str
) -> None:
    if not compared(case, other).teller:
        raise NotPossible("不是同一个人登记的，不算重复。几个人的同一件事，请用“联办”。")
    if case.status not in OPEN:
        raise NotPossible("这件已经办完，不用再并。")
    if other.status not in OPEN:
        raise NotPossible("那一件已经办完，请在这一件上接着办。")
    if await session.scalar(
        select(CaseLink.id).where(CaseLink.other_id == case.id, CaseLink.kind == "duplicate")
    ):
        raise NotPossible("还有别的登记并在这一件上，请保留这一件。")
    made.was, case.status = case.status, "closed"
    watch.restart(case)
    outbox.tell(session, case, words.duplicate(case.no, other.no), who)


def _reopen(session: AsyncSession, case: Case, other: Case, status: str, who: str) -> None:
    case.status = status
    case.version += 1
    if status == "submitted":
        case.accepted_at = case.accept_hours = None
    watch.restart(case)
    outbox.tell(session, case, words.separate(case.no, other.no), who)
