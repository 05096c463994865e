"""What a desk says to a letter: that it has it, and what it does about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.access import visible
from mediation.cases.change import NotPossible
from mediation.db import Database, utc_now
from mediation.models import Case, Letter, Organisation
from mediation.staff import SignedIn

LONGEST: Final = 1000
MOST: Final = 200


class NoSuchLetter(LookupError):
    """There is none, or none that one may see."""


class AlreadyAnswered(NotPossible):
    """Somebody of the desk was faster; ``first`` is what they wrote, ``who`` their login."""

    def __init__(self, first: str, who: str) -> None:
        super().__init__("这份函已经回复过了。")
        self.first, self.who = first, who


@dataclass(frozen=True)
class Sent:
    """A letter with its case; ``mine`` when the person may answer it."""

    letter: Letter
    case: Case
    mine: bool


async def listed(
    session: AsyncSession, person: SignedIn, *, answered: bool
) -> tuple[list[Sent], int]:
    """Letters about cases that a person may see, and how many there are.

    The unanswered come with the oldest first, the answered with the newest; at most 200.
    """
    done: ColumnElement[bool] = (
        Letter.answered_at.is_not(None) if answered else Letter.answered_at.is_(None)
    )
    conditions = (visible(person), done)
    rows = await session.execute(
        select(Letter, Case, Organisation)
        .join(Case, Case.id == Letter.case_id)
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .where(*conditions)
        .order_by(Letter.id.desc() if answered else Letter.id)
        .limit(MOST)
    )
    total = await session.scalar(
        select(func.count())
        .select_from(Letter)
        .join(Case, Case.id == Letter.case_id)
        .where(*conditions)
    )
    return [
        Sent(letter, case, _answers_for(person, desk)) for letter, case, desk in rows
    ], total or 0


async def one(session: AsyncSession, letter_id: int, person: SignedIn) -> Sent:
    """A letter.

    Raises:
        NoSuchLetter: there is none with this id about a case that the person may see.
    """
    row = (
        await session.execute(
            select(Letter, Case, Organisation)
            .join(Case, Case.id == Letter.case_id)
            .join(Organisation, Organisation.id == Letter.organisation_id)
            .where(Letter.id == letter_id, visible(person))
        )
    ).first()
    if row is None:
        raise NoSuchLetter(letter_id)
    letter, case, desk = row
    return Sent(letter, case, _answers_for(person, desk))


async def answer(database: Database, letter_id: int, person: SignedIn, text: str) -> None:
    """Keep a desk's answer; it is the acknowledgement, too. Only the first counts.

    Raises:
        NoSuchLetter: see :func:`one`.
        AlreadyAnswered: see there; nothing was kept.
        NotPossible: nothing is said or too much, or another desk is asked.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise NotPossible(f"回复写 1 到 {LONGEST} 个字。")
    async with database.writing() as session:
        sent = await one(session, letter_id, person)
        if not sent.mine:
            raise NotPossible(f"这份函是发给{sent.letter.addressee}的，请他们回复。")
        first = await session.scalar(
            update(Letter)
            .where(Letter.id == letter_id, Letter.answered_at.is_(None))
            .values(answer=text, answered_by=person.login, answered_at=utc_now())
            .returning(Letter.id)
        )
        if first is None:
            await session.refresh(sent.letter)
            raise AlreadyAnswered(sent.letter.answer or "", sent.letter.answered_by or "")
        audit.record(
            session,
            person.login,
            "letter_answered",
            case_no=sent.case.no,
            after={"number": sent.letter.number},
            reason=text,
        )


def _answers_for(person: SignedIn, desk: Organisation) -> bool:
    """Whether a person may answer for a desk: works there or above it, but is not who sends the letters."""
    if person.kind == "district":
        return desk.kind == "district"
    return desk.path.startswith(person.path)
