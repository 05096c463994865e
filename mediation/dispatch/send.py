"""Send a case to a desk; the desk takes it, or gives it back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.workflow import require_mediation, tell_status
from mediation.db import Database, utc_now
from mediation.dispatch import conflict, lead
from mediation.mediators import flags, people
from mediation.mediators.people import Mediator
from mediation.models import Case, Dispatch, Helper, Organisation
from mediation.notify import outbox, words
from mediation.organisations import store
from mediation.staff import SignedIn

WAYS: Final = {
    "on_site": "就地调解",
    "expert": "申请专家",
    "transfer": "申请转办",
    "up": "上报上级",
    "down": "交给下级",
}
"""Way → what staff read; the first three are the district's own (2022-06-30)."""
STATES: Final = {
    "offered": "等接收",
    "accepted": "已接收",
    "refused": "退回了",
    "replaced": "已改派",
}
LONGEST_REASON: Final = 500


@dataclass(frozen=True)
class Order:
    """What to do with a case.

    Attributes:
        code: of the desk; ignored for ``up``; where it is empty for ``expert`` the case stays.
        mediator: the login, or empty.
    """

    way: str
    code: str = ""
    mediator: str = ""
    reason: str = ""


async def dispatch(database: Database, by: By, order: Order) -> None:
    """Send a case to a desk. The first desk it ever comes to stays responsible (首调负责制).

    Raises:
        NotPossible: the way, desk or mediator will not do, or the case is not accepted yet or over.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    if order.way not in WAYS:
        raise NotPossible("请选一种办法。")
    if len(order.reason) > LONGEST_REASON:
        raise NotPossible(f"说明最多写 {LONGEST_REASON} 个字。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        if case.status not in {"accepted", "assigned"}:
            raise NotPossible("先受理，再指派；已经在调解或办结的不再改派。")
        if order.way in {"on_site", "expert"}:
            require_mediation(case)
        await lead.require(session, case, by.person, "改派")
        now = await session.get(Organisation, case.organisation_id or 0)
        desk = await _desk(session, case, now, order)
        chosen = await _mediator(session, case, desk, order)
        mediator = chosen.login if chosen else None
        await _expert(session, case, chosen if order.way == "expert" else None, by.who)
        await session.execute(
            update(Dispatch)
            .where(Dispatch.case_id == case.id, Dispatch.state == "offered")
            .values(state="replaced")
        )
        session.add(
            Dispatch(
                case_id=case.id,
                way=order.way,
                from_id=case.organisation_id,
                to_id=desk.id,
                mediator=mediator,
                reason=order.reason.strip() or None,
                who=by.who,
                at=utc_now(),
            )
        )
        case.organisation_id = desk.id
        case.first_receiver_id = case.first_receiver_id or desk.id
        case.mediator = mediator
        if case.status != "assigned":
            case.status = "assigned"
            tell_status(session, case, by.who)
        return Entry(
            "dispatched",
            {"desk": now.name if now else None},
            {"desk": desk.name, "way": order.way, "mediator": mediator},
            order.reason.strip() or None,
        )

    await changed(database, by, change)


async def answer(
    database: Database, by: By, person: SignedIn, *, accept: bool, reason: str = ""
) -> None:
    """Take the case that was sent to one's desk, or to oneself as expert, or give it back.

    Given back it is again where it was sent from; an expert who does not come leaves it there.

    Raises:
        NotPossible: nothing is waiting, it is another desk's, or a reason is missing.
    """
    reason = reason.strip()
    if not accept and not reason:
        raise NotPossible("退回要写明理由。")
    if len(reason) > LONGEST_REASON:
        raise NotPossible(f"理由最多写 {LONGEST_REASON} 个字。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        offer = await session.scalar(
            select(Dispatch).where(Dispatch.case_id == case.id, Dispatch.state == "offered")
        )
        if offer is None:
            raise NotPossible("这件案子没有等接收的指派。")
        desk = await session.get_one(Organisation, offer.to_id)
        if offer.way == "expert" and offer.mediator:
            expert = (await people.of_logins(session, [offer.mediator]))[0]
            if not answers_as_expert(person, expert):
                raise NotPossible(f"请的是{expert.name}，请他本人或他的单位来定。")
        elif not belongs(person, desk):
            raise NotPossible(f"这件案子指派给了{desk.name}，请他们来定。")
        offer.state = "accepted" if accept else "refused"
        offer.answer, offer.answered_by, offer.answered_at = reason or None, by.who, utc_now()
        if accept:
            return Entry("dispatch_accepted", after={"desk": desk.name})
        await _expert(session, case, None, by.who)
        case.organisation_id, case.mediator = offer.from_id, None
        case.status = "assigned" if offer.from_id else "accepted"
        outbox.tell(session, case, words.given_back(case), by.who)
        return Entry("dispatch_refused", after={"desk": desk.name}, reason=reason)

    await changed(database, by, change)


def belongs(person: SignedIn, desk: Organisation) -> bool:
    """Whether a person may answer for a desk: works there, above it, or in the district."""
    return person.kind == "district" or desk.path.startswith(person.path)


def answers_as_expert(person: SignedIn, expert: Mediator) -> bool:
    """Whether a person may say that an expert comes: the expert, the expert's unit, the district."""
    if person.kind == "district" or person.login == expert.login:
        return True
    return expert.desk is not None and expert.desk.path.startswith(person.path)


async def of_case(session: AsyncSession, case: Case) -> list[Dispatch]:
    """All dispatches of a case, oldest first."""
    rows = await session.scalars(
        select(Dispatch).where(Dispatch.case_id == case.id).order_by(Dispatch.id)
    )
    return list(rows)


async def _desk(
    session: AsyncSession, case: Case, now: Organisation | None, order: Order
) -> Organisation:
    if order.way == "expert" and not order.code:
        desk = now or await store.district(session)
    elif order.way == "up":
        if now is None or now.parent_id is None:
            raise NotPossible("已经在最上面了，不能再上报。")
        desk = await session.get_one(Organisation, now.parent_id)
    else:
        found = await store.by_code(session, order.code)
        if found is None:
            raise NotPossible("请选要交给哪个机构。")
        desk = found
    if order.way == "down" and (now is None or desk.parent_id != now.id):
        raise NotPossible("只能交给直接的下级。")
    if order.way in {"transfer", "down"} and now is not None and desk.id == now.id:
        raise NotPossible("案子已经在这里了。")
    accused = await session.get(Organisation, case.complained_of_id or 0)
    if conflict.of_organisation(desk, accused):
        raise NotPossible(
            f"这件事反映的就是{accused.name if accused else ''}，不能交给它或它的上下级。"
        )
    if case.sealed and desk.kind != "district" and case.route not in desk.routes:
        raise NotPossible("封存的案子只能交给负责这类事的部门。")
    return desk


async def _mediator(
    session: AsyncSession, case: Case, desk: Organisation, order: Order
) -> Mediator | None:
    if not order.mediator:
        if order.way == "expert":
            raise NotPossible("申请专家要选一位调解员。")
        return None
    found = await people.of_logins(session, [order.mediator])
    if not found:
        raise NotPossible("没有这位调解员。")
    accused = await session.get(Organisation, case.complained_of_id or 0)
    its_flags = await flags.of_case(session, case)
    against = conflict.why_not(found[0], case, accused, its_flags.get(found[0].account.id))
    if against:
        raise NotPossible(f"{found[0].name}{against}，请换一位。")
    here = found[0].desk is not None and found[0].desk.id == desk.id
    if order.way != "expert" and desk.kind != "district" and not here:
        raise NotPossible(f"{found[0].name}不在{desk.name}；跨机构请用“申请专家”。")
    if order.way == "expert" and case.sealed:
        raise NotPossible("封存的案子不请外面的调解员。")
    return found[0]


async def _expert(session: AsyncSession, case: Case, chosen: Mediator | None, who: str) -> None:
    """Let the expert see the case, and no expert before this one any more."""
    await session.execute(
        delete(Helper).where(Helper.case_id == case.id, Helper.staff_id.is_not(None))
    )
    if chosen:
        session.add(Helper(case_id=case.id, staff_id=chosen.account.id, who=who, at=utc_now()))
