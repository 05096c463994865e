"""Keep questions, find what nobody has seen to yet, and mark it as done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.cases import idempotency
from mediation.db import Database, utc_now
from mediation.models import Question
from mediation.questions.likeness import grouped
from mediation.questions.schemas import QuestionIn, QuestionOut

MOST_SHOWN: Final = 300
MOST_ENTRIES: Final = 50
TO_SEE_TO: Final = ("unanswered", "useless")


@dataclass(frozen=True)
class Group:
    """Questions to see to together.

    Attributes:
        entry: the entry that was found useless; None for questions without an answer.
        members: newest first.
    """

    entry: str | None
    members: list[Question]

    @property
    def ids(self) -> str:
        """The numbers of all members, as the form of the page sends them."""
        return ",".join(str(one.id) for one in self.members)


@dataclass(frozen=True)
class EntryCount:
    """How often an entry was shown, and what was said of it."""

    entry: str
    asked: int
    useful: int
    useless: int


async def add(
    database: Database, key: str, hashed: str, body: QuestionIn
) -> tuple[QuestionOut, bool]:
    """Keep a question, once per key.

    Raises:
        idempotency.KeyReused: the key stands there with another body.
    """
    async with database.writing() as session:
        made = await idempotency.claim(session, key, "questions", hashed)
        if made is not None:
            return QuestionOut(id=int(made), **body.model_dump()), False
        question = Question(
            kind=body.kind, text=body.text, entry=body.entry, at=body.at.astimezone(UTC)
        )
        session.add(question)
        await session.flush()
        await idempotency.settle(session, key, "questions", str(question.id))
    return QuestionOut(id=question.id, **body.model_dump()), True


async def to_see_to(session: AsyncSession) -> tuple[list[Group], int]:
    """Groups of unanswered and badly rated questions, the largest first, and how many there are.

    Of more than 300 only the newest are grouped.
    """
    waiting = Question.kind.in_(TO_SEE_TO) & Question.done_at.is_(None)
    total = await session.scalar(select(func.count()).select_from(Question).where(waiting))
    rows = await session.scalars(
        select(Question).where(waiting).order_by(Question.id.desc()).limit(MOST_SHOWN)
    )
    return _groups(list(rows)), total or 0


async def of_ids(session: AsyncSession, ids: Sequence[int]) -> list[Question]:
    """Those of some questions that are unanswered or badly rated, newest first."""
    wanted = Question.id.in_(ids) & Question.kind.in_(TO_SEE_TO)
    return list(await session.scalars(select(Question).where(wanted).order_by(Question.id.desc())))


async def counts(session: AsyncSession, also: Sequence[str] = ()) -> list[EntryCount]:
    """What was said of each entry, the worst first; at most 50 entries.

    Args:
        session: to read with.
        also: entries that come first, whether anything was said of them or not.
    """
    rows = await session.execute(
        select(Question.entry, Question.kind, func.count())
        .where(Question.entry.is_not(None))
        .group_by(Question.entry, Question.kind)
    )
    by_entry: dict[str, dict[str, int]] = defaultdict(dict, {entry: {} for entry in also})
    for entry, kind, number in rows:
        by_entry[entry or ""][kind] = number
    found = [
        EntryCount(entry, kinds.get("answered", 0), kinds.get("useful", 0), kinds.get("useless", 0))
        for entry, kinds in by_entry.items()
    ]
    first = frozenset(also)
    found.sort(key=lambda one: (one.entry not in first, -one.useless, -one.asked, one.entry))
    return found[:MOST_ENTRIES]


async def mark_done(database: Database, ids: Sequence[int], who: str) -> int:
    """Mark questions as seen to; those that are already, or do not exist, stay as they are.

    Returns:
        How many were marked now.
    """
    async with database.writing() as session:
        marked = list(
            await session.scalars(
                update(Question)
                .where(
                    Question.id.in_(ids), Question.done_at.is_(None), Question.kind.in_(TO_SEE_TO)
                )
                .values(done_by=who, done_at=utc_now())
                .returning(Question.id)
            )
        )
        if marked:
            audit.record(session, who, "questions_done", after={"questions": sorted(marked)})
    return len(marked)


def _groups(questions: list[Question]) -> list[Group]:
    rated: dict[str, list[Question]] = defaultdict(list)
    free = []
    for question in questions:
        if question.kind == "useless" and question.entry:
            rated[question.entry].append(question)
        else:
            free.append(question)
    groups = [Group(entry, members) for entry, members in rated.items()]
    groups += [Group(None, members) for members in grouped(free, lambda one: one.text)]
    return sorted(groups, key=lambda group: (-len(group.members), -group.members[0].id))
