"""Draw an agreement up, and keep that it was signed."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.agreements import rules
from mediation.agreements.typed import Typed
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.workflow import may_be_mediated, require_mediation
from mediation.db import Database, utc_now
from mediation.models import Agreement, Case, LetterNumber
from mediation.notify import outbox, words
from mediation.numbering import count_up

WHILE: Final = ("mediating", "agreed")
"""States in which an agreement may be drawn up."""


async def draw_up(database: Database, by: By, typed: Typed, today: date) -> None:
    """Draw an agreement up under the next number; one that nobody signed yet is replaced by it.

    Raises:
        NotPossible: nothing has been agreed yet, the case is over, or one was signed already.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        require_mediation(case)
        if case.status not in WHILE:
            raise NotPossible("调解中或者谈成了的案子，才能写协议书。")
        before = await current(session, case)
        if before is not None and before.signed_on is not None:
            raise NotPossible(f"协议书（{before.number}）已经签了，不能再写一份。")
        if before is not None:
            before.replaced = True
        texts = rules.load()
        last = await count_up(session, LetterNumber, word=texts.word, year=today.year)
        made = Agreement(
            number=f"{texts.word}〔{today.year}〕{last}号",
            case_id=case.id,
            parties=typed.parties,
            facts=typed.facts,
            terms=typed.terms,
            performance=typed.performance,
            perform_by=typed.perform_by,
            committee=typed.committee,
            mediators=typed.mediators,
            drawn_on=today,
            who=by.who,
            at=utc_now(),
        )
        session.add(made)
        return Entry("agreement_drawn_up", after={"number": made.number})

    await changed(database, by, change)


async def sign(
    database: Database, by: By, agreement_id: int, day: date | None, today: date
) -> None:
    """Keep that all signed it and the committee put its seal on it: it is in effect from that day (29).

    The citizen is told until when both may ask the court for confirmation.

    Raises:
        NotPossible: it is not the case's agreement of now, it was signed already, or the day is none on
            which it can have been signed.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        agreement = await its_own(session, case, agreement_id)
        if agreement.signed_on is not None:
            raise NotPossible("这份协议书已经记过签字了。")
        if day is None or not agreement.drawn_on <= day <= today:
            raise NotPossible("签字的日子要在写协议书那天以后、今天以前。")
        texts = rules.load()
        agreement.signed_on = day
        agreement.confirm_by = last = texts.confirmation.last(day)
        if last >= today:
            told = texts.told(texts.signed, case.no, agreement.number, last)
            outbox.tell(session, case, words.careful(case, told), by.who)
        return Entry(
            "agreement_signed",
            after={"number": agreement.number, "on": day.isoformat(), "until": last.isoformat()},
        )

    await changed(database, by, change)


def may_draw_up(case: Case) -> bool:
    """Whether an agreement may be drawn up, as far as the case goes."""
    return case.status in WHILE and may_be_mediated(case)


async def current(session: AsyncSession, case: Case) -> Agreement | None:
    """The agreement of a case that counts: the one drawn up last."""
    return await session.scalar(
        select(Agreement)
        .where(Agreement.case_id == case.id, Agreement.replaced.is_(False))
        .order_by(Agreement.id.desc())
        .limit(1)
    )


async def its_own(session: AsyncSession, case: Case, agreement_id: int) -> Agreement:
    """The agreement with an id, which must be the one of the case that counts.

    Raises:
        NotPossible: it is another.
    """
    agreement = await current(session, case)
    if agreement is None or agreement.id != agreement_id:
        raise NotPossible("没有这份协议书，或者已经重写过了，请刷新再看。")
    return agreement
