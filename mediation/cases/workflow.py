"""A case's way from desk to desk: which state follows which, and that the citizen hears of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.models import Case, Note
from mediation.notify import outbox, words

LONGEST_REASON: Final = 500
LONGEST_QUESTION: Final = 300

MOVES: Final = {
    "submitted": ("accepted", "withdrawn"),
    "accepted": ("mediating", "withdrawn"),
    "assigned": ("mediating", "withdrawn"),
    "mediating": ("agreed", "failed", "withdrawn"),
    "agreed": ("mediating",),
    "failed": ("mediating",),
    "closed": (),
    "withdrawn": (),
}
"""State → the states that staff may set next. ``assigned`` is set by dispatch alone, ``closed`` by
:mod:`mediation.closing`."""

NEED_REASON: Final = ("failed", "withdrawn")
NO_MEDIATION: Final = (
    "这件事有家庭暴力的情形，不组织调解，也不联系对方"
    "（山东省反家庭暴力条例第20条）。请改办告诫、保护令和法律援助。"
)


def may_be_mediated(case: Case) -> bool:
    """Whether a case may be mediated at all: not where there is domestic violence."""
    return not words.discreet(case.urgency_signals)


def require_mediation(case: Case) -> None:
    """Refuse what is mediation.

    Raises:
        NotPossible: the case may not be mediated.
    """
    if not may_be_mediated(case):
        raise NotPossible(NO_MEDIATION)


def moves(case: Case) -> tuple[str, ...]:
    """The states that may follow, without mediation where there is domestic violence."""
    after = MOVES[case.status]
    return after if may_be_mediated(case) else tuple(one for one in after if one != "mediating")


async def move(database: Database, by: By, state: str, reason: str = "") -> None:
    """Set the next state; the citizen is told in the same transaction.

    Raises:
        NoSuchCase, ChangedMeanwhile: see :func:`mediation.cases.change.changed`.
        NotPossible: the state cannot follow, or a reason is missing or too long.
    """
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise NotPossible(f"说明最多写 {LONGEST_REASON} 个字。")

    def change(session: AsyncSession, case: Case) -> Entry:
        if state == "mediating":
            require_mediation(case)
        if state not in MOVES[case.status]:
            raise NotPossible("案子现在的状态不能走这一步。")
        if state in NEED_REASON and not reason:
            raise NotPossible("请写一句说明。")
        before, case.status = case.status, state
        watch.restart(case)
        tell_status(session, case, by.who)
        return Entry(f"case_{state}", {"status": before}, {"status": state}, reason or None)

    await changed(database, by, change)


def tell_status(session: AsyncSession, case: Case, who: str) -> None:
    """Write the notice of how a case stands now into the caller's transaction."""
    outbox.tell(session, case, words.status(case), who)


async def ask_citizen(database: Database, by: By, text: str) -> None:
    """Ask the citizen something: kept with the case, delivered in the chat.

    Raises:
        NoSuchCase, ChangedMeanwhile: see :func:`mediation.cases.change.changed`.
        NotPossible: nothing is asked, or too much, or the case is over.
    """

    def change(session: AsyncSession, case: Case) -> Entry:
        if case.status in {"closed", "withdrawn"}:
            raise NotPossible("案子已经办结或撤回，不再问当事人。")
        put_question(session, case, by.who, text)
        return Entry("citizen_asked")

    await changed(database, by, change)


def put_question(session: AsyncSession, case: Case, who: str, text: str) -> str:
    """Write a question to the citizen into the caller's transaction; what is asked, trimmed.

    Raises:
        NotPossible: nothing is asked, or too much.
    """
    text = text.strip()
    if not text:
        raise NotPossible("请写上要问的话。")
    if len(text) > LONGEST_QUESTION:
        raise NotPossible(f"一次最多问 {LONGEST_QUESTION} 个字，一回问一件事，当事人好答。")
    session.add(Note(case_id=case.id, kind="question", text=text, at=utc_now(), who=who))
    outbox.tell(session, case, words.question(text), who)
    return text
