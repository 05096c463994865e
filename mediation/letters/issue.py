"""Issue a letter: which one is next, to whom, with which number and text."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation import audit
from mediation.cases import search
from mediation.cases.change import NotPossible
from mediation.cases.intake_service import NoSuchCase
from mediation.db import Database
from mediation.deadlines import clocks, working_days
from mediation.letters import rules
from mediation.models import Case, Letter, LetterNumber, Organisation, Urging
from mediation.numbering import count_up

AT_ONCE = 200


def next_step(case: Case, letters: Sequence[Letter], today: date) -> clocks.Step | None:
    """The letter that is due for a case now: each in its turn, and one a day.

    Args:
        letters: all of the case.
    """
    if case.due_on is None or case.status not in OPEN:
        return None
    late = working_days.late(case.due_on, today)
    sent = [one for one in letters if one.due_on == case.due_on]
    if any(one.issued_on >= today for one in sent):
        return None
    steps = {one.step for one in sent}
    return next(
        (
            step
            for step in clocks.load().of_kind("letter")
            if step.from_ <= late and step.name not in steps
        ),
        None,
    )


async def issue(
    database: Database, no: str, step: str, who: str, *, scope: ColumnElement[bool], today: date
) -> Letter:
    """Issue the letter of a step for a case; the same one again when it has been issued already.

    Number, text, row and history stand in one transaction. Two at once wait for one another at the
    case's row, so that no number is lost and none is given twice.

    Raises:
        mediation.cases.intake_service.NoSuchCase: no case in the scope has this number.
        NotPossible: it is not this letter's turn.
    """
    async with database.writing() as session:
        case = await search.one(session, no, scope)
        await session.refresh(case, with_for_update=True)
        letters = await of_case(session, case.id)
        there = [one for one in letters if (one.step, one.due_on) == (step, case.due_on)]
        if there:
            return there[0]
        turn = next_step(case, letters, today)
        if turn is None or turn.name != step:
            raise NotPossible("现在不该发这份函，请刷新再看。")
        return await _written(session, case, letters, who, today)


async def issue_all(
    database: Database, who: str, scope: ColumnElement[bool], today: date
) -> list[Letter]:
    """Issue every letter that is due in a scope, at most 200; each in a transaction of its own.

    After a crash half-way, called again, it goes on where it stopped.
    """
    async with database.reading() as session:
        due = await waiting(session, scope, today)
    issued = []
    for case, step in due:
        with suppress(NotPossible, NoSuchCase):  # it went on its way in this moment
            issued.append(await issue(database, case.no, step.name, who, scope=scope, today=today))
    return issued


async def waiting(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> list[tuple[Case, clocks.Step]]:
    """Cases in a scope with the letter that is due for each, the latest first; at most 200."""
    steps = clocks.load().of_kind("letter")
    if not steps:
        return []
    cases = list(
        await session.scalars(
            select(Case)
            .where(
                scope,
                Case.status.in_(OPEN),
                Case.due_on <= working_days.latest_due(today, steps[0].from_),
            )
            .order_by(Case.due_on, Case.id)
        )
    )
    letters = await of_cases(session, [case.id for case in cases])
    found = [(case, next_step(case, letters.get(case.id, []), today)) for case in cases]
    return [(case, step) for case, step in found if step is not None][:AT_ONCE]


async def of_case(session: AsyncSession, case_id: int) -> list[Letter]:
    """All letters about a case, oldest first."""
    return (await of_cases(session, [case_id])).get(case_id, [])


async def of_cases(session: AsyncSession, case_ids: Sequence[int]) -> dict[int, list[Letter]]:
    """Case → its letters, oldest first."""
    found: dict[int, list[Letter]] = {}
    rows = await session.scalars(
        select(Letter).where(Letter.case_id.in_(case_ids)).order_by(Letter.id)
    )
    for letter in rows:
        found.setdefault(letter.case_id, []).append(letter)
    return found


async def desks_of(session: AsyncSession, cases: Sequence[Case]) -> dict[int, Organisation]:
    """Case → who answers for it: the desk it is on, else its town's, else the district.

    What is sealed or a complaint about officials never goes to a town by its place alone.
    """
    on = {case.organisation_id for case in cases if case.organisation_id is not None}
    rows = await session.scalars(
        select(Organisation)
        .where(or_(Organisation.id.in_(on), Organisation.kind.in_(("district", "town"))))
        .order_by(Organisation.id)
    )
    organisations = list(rows)
    by_id = {one.id: one for one in organisations}
    towns = {one.town: one for one in reversed(organisations) if one.kind == "town"}
    district = next(one for one in organisations if one.kind == "district")

    def desk(case: Case) -> Organisation:
        if case.organisation_id is not None:
            return by_id[case.organisation_id]
        if case.town and not case.sealed and case.route != "discipline":
            return towns.get(case.town, district)
        return district

    return {case.id: desk(case) for case in cases}


async def _written(
    session: AsyncSession, case: Case, letters: list[Letter], who: str, today: date
) -> Letter:
    step = next_step(case, letters, today)
    assert step is not None  # noqa: S101 - the caller has looked
    assert case.due_on is not None  # noqa: S101 - what has a step is due
    texts = rules.load()
    template, desk = texts.of(step.name), (await desks_of(session, [case]))[case.id]
    answer_by = working_days.after(today, template.answer_days)
    earlier = [f"{one.title}（{one.number}）" for one in letters if one.due_on == case.due_on]
    urged = await session.scalar(
        select(func.count()).select_from(Urging).where(Urging.case_id == case.id)
    )
    last = await count_up(session, LetterNumber, word=template.word, year=today.year)
    letter = Letter(
        number=f"{template.word}〔{today.year}〕{last}号",
        case_id=case.id,
        organisation_id=desk.id,
        step=step.name,
        due_on=case.due_on,
        title=template.title,
        issuer=texts.issuer,
        addressee=desk.name,
        paragraphs=template.filled(
            {
                "desk": desk.name,
                "no": case.no,
                "type": case.dispute_type,
                "town": case.town or "地点不详",
                "doing": "受理" if case.status == "submitted" else "办结",
                "due": rules.written(case.due_on),
                "late": str(working_days.late(case.due_on, today)),
                "urged": str(urged or 0),
                "earlier": "、".join(earlier) or "电话和每日催办",
                "answer_by": rules.written(answer_by),
                "issuer": texts.issuer,
            }
        ),
        issued_on=today,
        issued_by=who,
        answer_by=answer_by,
    )
    session.add(letter)
    await session.flush()
    audit.record(
        session,
        who,
        "letter_issued",
        case_no=case.no,
        after={"title": letter.title, "number": letter.number, "desk": desk.name},
    )
    return letter
