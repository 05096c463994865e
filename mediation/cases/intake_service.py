"""What services do: hand a case over, add to it, raise an alert. Each once per idempotency key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from intake.clock import ZONE
from intake.vocabulary import LEVELS
from mediation import audit
from mediation.cases import alert_case, idempotency, reassess
from mediation.cases.answers import AlertOut, NoteOut
from mediation.cases.numbers import next_number
from mediation.cases.schemas import AlertIn, CaseFacts, CaseIn, HeardLine, NoteIn
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.models import Alert, Case, Note, TranscriptLine
from mediation.notify.outbox import NOBODY
from mediation.organisations import store as organisations
from mediation.warning import raising


class NoSuchCase(LookupError):
    """There is no case with this number."""


class DraftReused(Exception):
    """The draft was handed over before, under another key."""


@dataclass(frozen=True)
class Incoming:
    """A case as it is to be kept.

    Attributes:
        columns: of :class:`Case`, without number, moment and status.
        lines: of the conversation, oldest first.
        who: who hands it over, for the log.
        key_scope: whose idempotency keys are meant.
        alert: to be raised with it.
    """

    columns: dict[str, Any]
    lines: Sequence[HeardLine] = ()
    who: str = "bot"
    key_scope: str = "cases"
    alert: Alert | None = None


def of_bot(body: CaseIn) -> Incoming:
    """The bot's hand-over as it is to be kept."""
    return Incoming(_columns(body), body.transcript)


async def hand_over(database: Database, key: str, hashed: str, told: Incoming) -> tuple[str, bool]:
    """Make a case, in one transaction with its transcript, its key and its log entry.

    A complaint about officials is sealed from the first moment (信访工作条例 30, 36).

    Returns:
        The case's number, and whether it was made now.

    Raises:
        idempotency.KeyReused: the key stands there with another body.
        DraftReused: the draft stands there under another key.
    """
    async with database.writing() as session:
        made = await idempotency.claim(session, key, told.key_scope, hashed)
        if made is not None:
            return made, False
        case = await made_of(session, told)
        if told.alert is not None:
            told.alert.case_no = case.no
            session.add(told.alert)
            await session.flush()
            await raising.of_alert(session, told.alert, case)
        await raising.received(session, case, case.created_at)
        await idempotency.settle(session, key, told.key_scope, case.no)
    return case.no, True


async def made_of(session: AsyncSession, told: Incoming) -> Case:
    """A new case with its transcript and its log entry, in the caller's transaction; nobody is warned.

    Raises:
        DraftReused: the draft has a case already.
    """
    draft_id, route = told.columns["draft_id"], told.columns["route"]
    if await session.scalar(select(Case.id).where(Case.draft_id == draft_id)):
        raise DraftReused
    now = utc_now()
    number = await next_number(session, now.astimezone(ZONE).year)
    case = Case(**told.columns, no=number, created_at=now, status="submitted")
    accused = await organisations.named_in(
        session,
        told.columns["respondent_name"],
        told.columns["narrative"] if route == "discipline" else None,
    )
    case.complained_of_id = accused.id if accused else None
    case.sealed = route == "discipline"
    watch.restart(case, now)
    try:
        async with session.begin_nested():
            session.add(case)
    except IntegrityError:  # handed over in this very moment
        raise DraftReused from None
    session.add_all(
        TranscriptLine(
            case_id=case.id,
            position=position,
            at=line.at.astimezone(UTC),
            speaker=line.speaker,
            text=line.text,
            facts=[fact.model_dump() for fact in line.facts],
        )
        for position, line in enumerate(told.lines)
    )
    await alert_case.belongs_to(session, case)
    audit.record(session, told.who, "case_received", case_no=number)
    return case


async def add_note(
    database: Database, no: str, key: str, hashed: str, body: NoteIn, *, source: str | None = None
) -> tuple[NoteOut, bool]:
    """Add a note to a case; a withdrawal changes its status, a wish for a person sets its flag.

    The message is assessed like a telling: what is urgent in it raises the case's colour.

    Args:
        source: the code of the office whose case it must be and who adds; None for the citizen.

    Raises:
        NoSuchCase: no case, or none of the office's, has this number.
        idempotency.KeyReused: the key stands there with another body.
    """
    if body.urgency is None:
        message = await asyncio.to_thread(reassess.by_rules, body.text)
    else:
        message = reassess.Heard(body.urgency.level, body.urgency.signals)
    async with database.writing() as session:
        case = (
            await session.execute(select(Case).where(Case.no == no).with_for_update())
        ).scalar_one_or_none()
        if case is None or (source is not None and case.source_code != source):
            raise NoSuchCase(no)
        scope = f"notes/{no}/{source}" if source else f"notes/{no}"
        who = f"{NOBODY}{source}" if source else None
        made = await idempotency.claim(session, key, scope, hashed)
        if made is not None:
            return NoteOut(id=int(made), **body.model_dump()), False
        note = Note(
            case_id=case.id,
            kind=body.kind,
            text=body.text,
            at=body.at.astimezone(UTC),
            score=body.score,
            who=who,
        )
        session.add(note)
        await session.flush()
        if body.kind == "withdrawal":
            case.status = "withdrawn"
            watch.restart(case)
        elif body.kind == "human_requested":
            case.wants_human = True
        case.version += 1
        await idempotency.settle(session, key, scope, str(note.id))
        audit.record(session, who or "citizen", f"note_{body.kind}", case_no=no)
        await reassess.heard(session, case, message, who or "bot")
    return NoteOut(id=note.id, **body.model_dump()), True


async def raise_alert(
    database: Database, key: str, hashed: str, body: AlertIn
) -> tuple[AlertOut, bool]:
    """Put an alert above the queue, with the case that it is about where that is plain.

    Danger is warned of at once, and raises the colour of that case alone.

    Raises:
        idempotency.KeyReused: the key stands there with another body.
    """
    async with database.writing() as session:
        made = await idempotency.claim(session, key, "alerts", hashed)
        if made is not None:
            return AlertOut(id=int(made), **body.model_dump()), False
        values = body.model_dump(exclude={"level", "other_matter"})
        alert = Alert(**{**values, "at": body.at.astimezone(UTC)})
        if alert.case_no is None:
            alert.case_no = await alert_case.about(
                session, body.citizen, body.draft_id, alert.at, other_matter=body.other_matter
            )
        session.add(alert)
        await session.flush()
        await idempotency.settle(session, key, "alerts", str(alert.id))
        audit.record(session, "bot", f"alert_{body.kind}", case_no=alert.case_no)
        await _assess(session, alert, body)
    return AlertOut(id=alert.id, **body.model_dump()), True


async def _assess(session: AsyncSession, alert: Alert, body: AlertIn) -> None:
    """Take an alert's colour into its case; danger without a case is warned of by itself."""
    danger = body.kind == "danger"
    case = await session.scalar(select(Case).where(Case.no == alert.case_no).with_for_update())
    if case is None:
        if danger:
            await raising.of_alert(session, alert, None)
        return
    message = reassess.Heard(LEVELS[0] if danger else body.level or reassess.LOWEST, body.signals)
    if reassess.raises(case, message):
        case.version += 1
    await reassess.heard(session, case, message, "bot", alert if danger else None)


def facts_of(body: CaseFacts) -> dict[str, Any]:
    """The columns of what is told of a dispute, whoever hands it over."""
    same = body.model_dump(
        include={
            "occurred_on",
            "town",
            "village",
            "place",
            "amount_yuan",
            "people_count",
            "narrative",
            "demand",
            "evidence",
            "wants_human",
        }
    )
    return {
        **same,
        "applicant_name": body.applicant.name,
        "applicant_phone": body.applicant.phone,
        "respondent_name": body.respondent.name,
        "respondent_phone": body.respondent.phone,
    }


def _columns(body: CaseIn) -> dict[str, Any]:
    return {
        **facts_of(body),
        "channel": body.channel,
        "citizen": body.citizen,
        "draft_id": body.draft_id,
        "dispute_type": body.dispute_type.name,
        "type_confidence": body.dispute_type.confidence,
        "type_source": body.dispute_type.source,
        "type_ranking": [ranked.model_dump() for ranked in body.dispute_type.ranking],
        "urgency_level": body.urgency.level,
        "urgency_rank": LEVELS.index(body.urgency.level),
        "urgency_signals": [signal.model_dump() for signal in body.urgency.signals],
        "urgency_source": body.urgency.source,
        "route": body.route.name,
        "route_reason": body.route.reason,
        "answers": {name: answer.model_dump() for name, answer in body.answers.items()},
        "consent": body.consent.model_dump(mode="json"),
    }
