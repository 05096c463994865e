"""Staff say which matter an alert is: a case of its citizen, or one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from intake.route import route
from intake.vocabulary import LEVELS
from mediation import audit
from mediation.access import alert_visible, visible
from mediation.cases import reassess, search
from mediation.cases.change import NotPossible
from mediation.cases.intake_service import DraftReused, Incoming, NoSuchCase, made_of
from mediation.cases.schemas import HeardLine, Signal
from mediation.db import Database, aware
from mediation.models import Alert, Case
from mediation.staff import SignedIn
from mediation.warning import raising

UNCONFIRMED: Final = "其他"
ALREADY: Final = "这条提醒已经归到案子了，请刷新再看。"


async def into_case(database: Database, alert_id: int, no: str, person: SignedIn) -> bool:
    """The alert is about that case of its citizen, and so is what else was said in the same telling.

    The case takes colour and signals, and what warned of the alert becomes the case's.

    Returns:
        False where there is no such alert in the person's sight.

    Raises:
        NotPossible: it has a case already, or that is none of its citizen's in the person's sight.
    """
    async with database.writing() as session:
        alert = await _unplaced(session, alert_id, person)
        if alert is None:
            return False
        try:
            case = await search.one(session, no, visible(person))
        except NoSuchCase:
            raise NotPossible("没有这个编号的案子，或者您看不到它。") from None
        await session.refresh(case, with_for_update=True)
        if case.citizen != alert.citizen:
            raise NotPossible("这不是同一位当事人的案子。")
        told = await _told_together(session, alert)
        _place(session, told, case, person)
        case.version += 1
        case.wants_human = case.wants_human or _wants_human(told)
        reassess.taken_in(session, case, _heard(told), person.login)
        await raising.placed(session, case, told)
    return True


async def as_new_case(database: Database, alert_id: int, person: SignedIn) -> str | None:
    """The alert is a matter of its own: it becomes a case, with the words that were said.

    Name and telephone are those of the citizen's newest case that the person may see. A case made at a
    unit is on its desk. What the bot may hand over of the same telling later is a case beside it, and
    suggested as related.

    Returns:
        The case's number; None where there is no such alert in the person's sight.

    Raises:
        NotPossible: it has a case already.
    """
    async with database.writing() as session:
        alert = await _unplaced(session, alert_id, person)
        if alert is None:
            return None
        told = await _told_together(session, alert)
        known = select(Case).where(Case.citizen == alert.citizen, visible(person))
        earlier = await session.scalar(known.order_by(Case.created_at.desc()).limit(1))
        lines = [
            HeardLine.model_validate({"at": aware(one.at), "from": "citizen", "text": one.text})
            for one in told
        ]
        columns = _columns(told, earlier)
        if person.kind != "district":
            columns["organisation_id"] = person.organisation_id
        try:
            case = await made_of(session, Incoming(columns, lines, who=person.login))
        except DraftReused:
            raise NotPossible(ALREADY) from None
        _place(session, told, case, person)
        if not await raising.placed(session, case, told):
            await raising.received(session, case, case.created_at)
    return case.no


async def _unplaced(session: AsyncSession, alert_id: int, person: SignedIn) -> Alert | None:
    seen = (
        select(Alert.id)
        .outerjoin(Case, Case.no == Alert.case_no)
        .where(Alert.id == alert_id, alert_visible(person))
    )
    if await session.scalar(seen) is None:
        return None
    alert = await session.get_one(Alert, alert_id, with_for_update=True)
    if alert.case_no is not None:
        raise NotPossible(ALREADY)
    return alert


async def _told_together(session: AsyncSession, alert: Alert) -> list[Alert]:
    """The alert and the others of the same draft of which nothing is known either, the oldest first."""
    together = Alert.draft_id == alert.draft_id if alert.draft_id else Alert.id == alert.id
    rows = await session.scalars(
        select(Alert)
        .where(or_(Alert.id == alert.id, together), Alert.case_no.is_(None))
        .order_by(Alert.id)
        .with_for_update()
    )
    return list(rows)


def _place(session: AsyncSession, told: Sequence[Alert], case: Case, person: SignedIn) -> None:
    for alert in told:
        alert.case_no, alert.placed_by = case.no, person.login
        audit.record(
            session, person.login, "alert_placed", case_no=case.no, after={"alert": alert.id}
        )


def _wants_human(told: Sequence[Alert]) -> bool:
    return any(alert.kind == "human_requested" for alert in told)


def _heard(told: Sequence[Alert]) -> reassess.Heard:
    """Danger is red; of a wish for a person the signals say how urgent it is."""
    held = [Signal.model_validate(one) for alert in told for one in alert.signals]
    if any(alert.kind == "danger" for alert in told):
        return reassess.Heard(LEVELS[0], held)
    levels = {signal.code: signal.level for signal in knowledge.load().signals}
    known = [levels.get(one.code, reassess.LOWEST) for one in held]
    return reassess.Heard(min(known, key=LEVELS.index, default=reassess.LOWEST), held)


def _columns(told: Sequence[Alert], earlier: Case | None) -> dict[str, Any]:
    heard, story = _heard(told), "\n".join(alert.text for alert in told)
    danger = "unclear" if heard.level == LEVELS[0] else None
    read = route(story, UNCONFIRMED, danger)
    return {
        "channel": earlier.channel if earlier else "wechat",
        "citizen": told[0].citizen,
        "draft_id": f"alert-{told[0].id}",
        "dispute_type": UNCONFIRMED,
        "type_confidence": 0.0,
        "type_source": "unset",
        "type_ranking": [],
        "urgency_level": heard.level,
        "urgency_rank": LEVELS.index(heard.level),
        "urgency_signals": [one.model_dump() for one in heard.signals],
        "urgency_source": "bot",
        "route": read["name"],
        "route_reason": read["reason"],
        "applicant_name": earlier.applicant_name if earlier else None,
        "applicant_phone": earlier.applicant_phone if earlier else None,
        "respondent_name": None,
        "narrative": story,
        "evidence": [],
        "answers": {},
        "consent": {},
        "wants_human": _wants_human(told),
    }
