"""What services do: hand a case over, add to it, raise an alert. Each once per idempotency key."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from intake.clock import ZONE
from intake.vocabulary import LEVELS
from mediation import audit
from mediation.cases import idempotency
from mediation.cases.numbers import next_number
from mediation.cases.schemas import AlertIn, AlertOut, CaseIn, NoteIn, NoteOut
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.models import Alert, Case, Note, TranscriptLine
from mediation.organisations import store as organisations


class NoSuchCase(LookupError):
    """There is no case with this number."""


class DraftReused(Exception):
    """The draft was handed over before, under another key."""


async def hand_over(database: Database, key: str, hashed: str, body: CaseIn) -> tuple[str, bool]:
    """Make a case, in one transaction with its transcript, its key and its log entry.

    A complaint about officials is sealed from the first moment (信访工作条例 30, 36).

    Returns:
        The case's number, and whether it was made now.

    Raises:
        idempotency.KeyReused: the key stands there with another body.
        DraftReused: the draft stands there under another key.
    """
    async with database.writing() as session:
        made = await idempotency.claim(session, key, "cases", hashed)
        if made is not None:
            return made, False
        if await session.scalar(select(Case.id).where(Case.draft_id == body.draft_id)):
            raise DraftReused
        now = utc_now()
        number = await next_number(session, now.astimezone(ZONE).year)
        case = Case(**_columns(body), no=number, created_at=now, status="submitted")
        accused = await organisations.named_in(
            session,
            body.respondent.name,
            body.narrative if body.route.name == "discipline" else None,
        )
        case.complained_of_id = accused.id if accused else None
        case.sealed = body.route.name == "discipline"
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
            for position, line in enumerate(body.transcript)
        )
        await idempotency.settle(session, key, "cases", number)
        audit.record(session, "bot", "case_received", case_no=number)
    return number, True


async def add_note(
    database: Database, no: str, key: str, hashed: str, body: NoteIn
) -> tuple[NoteOut, bool]:
    """Add a note to a case; a withdrawal changes its status, a wish for a person sets its flag.

    Raises:
        NoSuchCase: no case has this number.
        idempotency.KeyReused: the key stands there with another body.
    """
    async with database.writing() as session:
        case = (
            await session.execute(select(Case).where(Case.no == no).with_for_update())
        ).scalar_one_or_none()
        if case is None:
            raise NoSuchCase(no)
        made = await idempotency.claim(session, key, f"notes/{no}", hashed)
        if made is not None:
            return NoteOut(id=int(made), **body.model_dump()), False
        note = Note(
            case_id=case.id,
            kind=body.kind,
            text=body.text,
            at=body.at.astimezone(UTC),
            score=body.score,
        )
        session.add(note)
        await session.flush()
        if body.kind == "withdrawal":
            case.status = "withdrawn"
            watch.restart(case)
        elif body.kind == "human_requested":
            case.wants_human = True
        case.version += 1
        await idempotency.settle(session, key, f"notes/{no}", str(note.id))
        audit.record(session, "citizen", f"note_{body.kind}", case_no=no)
    return NoteOut(id=note.id, **body.model_dump()), True


async def raise_alert(
    database: Database, key: str, hashed: str, body: AlertIn
) -> tuple[AlertOut, bool]:
    """Put an alert above the queue.

    Raises:
        idempotency.KeyReused: the key stands there with another body.
    """
    async with database.writing() as session:
        made = await idempotency.claim(session, key, "alerts", hashed)
        if made is not None:
            return AlertOut(id=int(made), **body.model_dump()), False
        values = body.model_dump()
        alert = Alert(**{**values, "at": body.at.astimezone(UTC)})
        session.add(alert)
        await session.flush()
        await idempotency.settle(session, key, "alerts", str(alert.id))
        audit.record(session, "bot", f"alert_{body.kind}", case_no=body.case_no)
    return AlertOut(id=alert.id, **body.model_dump()), True


def _columns(body: CaseIn) -> dict[str, Any]:
    same = body.model_dump(
        include={
            "channel",
            "citizen",
            "draft_id",
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
        "applicant_name": body.applicant.name,
        "applicant_phone": body.applicant.phone,
        "respondent_name": body.respondent.name,
        "respondent_phone": body.respondent.phone,
        "answers": {name: answer.model_dump() for name, answer in body.answers.items()},
        "consent": body.consent.model_dump(mode="json"),
    }
