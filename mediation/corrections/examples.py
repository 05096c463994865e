"""Corrections by staff as examples: what the bot said, what staff said, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.fact_fields import column_of
from mediation.corrections.anonymous import Known, StillThere, known
from mediation.models import AuditEntry, Case, TranscriptLine
from mediation.notify import words

ACTIONS: Final = (
    "type_corrected",
    "urgency_raised",
    "urgency_lowered",
    "route_corrected",
    "fact_corrected",
)
SENSITIVE: Final = "含敏感信息"
"""In the version of a consent that was given to health, minors or papers, separately (个人信息保护法 29)."""
AT_ONCE: Final = 200


@dataclass(frozen=True)
class Example:
    """One correction, without the people in it.

    Attributes:
        what: ``type``, ``urgency``, ``route``, or the fact's column.
        bot: what the bot said first; None where it said nothing.
        staff: what stands there now by staff's word.
        words: the citizen's words: for a fact the line it was read from, else the story.
    """

    what: str
    bot: Any
    staff: Any
    words: str


async def found(session: AsyncSession) -> tuple[list[Example], int]:
    """All examples, the oldest case first, and how many cases were left out.

    Left out are cases that are sealed, withdrawn, about domestic violence or of sensitive matters, or
    whose words hold something that could not be taken out.
    """
    numbers = list(
        await session.scalars(
            select(Case.no)
            .where(
                select(AuditEntry.id)
                .where(AuditEntry.case_no == Case.no, AuditEntry.action.in_(ACTIONS))
                .exists()
            )
            .order_by(Case.id)
        )
    )
    examples: list[Example] = []
    left_out = 0
    for at in range(0, len(numbers), AT_ONCE):
        for case, entries, lines in await _with_log(session, numbers[at : at + AT_ONCE]):
            made = None if _not_to_be_used(case) else _of_case(case, entries, lines)
            examples += made or []
            left_out += made is None
    return examples, left_out


def _not_to_be_used(case: Case) -> bool:
    return (
        case.sealed
        or case.status == "withdrawn"
        or words.discreet(case.urgency_signals)
        or SENSITIVE in str(case.consent.get("version"))
    )


def _of_case(
    case: Case, entries: Sequence[AuditEntry], lines: Sequence[TranscriptLine]
) -> list[Example] | None:
    """The examples of a case; None where something could not be taken out."""
    changes = _changes(entries)
    facts = [(what, value) for what, both in changes.items() for value in both]
    people = known(case, facts)
    try:
        return [
            Example(
                what, _said(people, bot), _said(people, staff), _words(case, what, lines, people)
            )
            for what, (bot, staff) in changes.items()
            if bot != staff
        ]
    except StillThere:
        return None


def _changes(entries: Sequence[AuditEntry]) -> dict[str, tuple[Any, Any]]:
    """What → what stood there before the first correction, and after the last.

    Type and colour that the citizen had chosen are none of the bot's.
    """
    changes: dict[str, tuple[Any, Any]] = {}
    others: set[str] = set()
    for entry in entries:
        before, after = entry.before or {}, entry.after or {}
        if entry.action == "fact_corrected":
            what, old, new = after["field"], before.get("value"), after.get("value")
        elif entry.action == "route_corrected":
            what, old, new = "route", before.get("route"), after.get("route")
        else:
            kind = entry.action.partition("_")[0]
            key = "name" if kind == "type" else "level"
            what, old, new = kind, before.get(key), after.get(key)
            if what not in changes and before.get("source") != "bot":
                others.add(what)
        changes[what] = (changes[what][0] if what in changes else old, new)
    return {what: both for what, both in changes.items() if what not in others}


def _said(people: Known, value: Any) -> Any:
    return None if value in (None, "", []) else people.value(value)


def _words(case: Case, what: str, lines: Sequence[TranscriptLine], people: Known) -> str:
    read_from = [
        line.text
        for line in lines
        if line.speaker == "citizen" and any(column_of(fact["slot"]) == what for fact in line.facts)
    ]
    return people.without("\n".join(read_from) or case.narrative)


async def _with_log(
    session: AsyncSession, numbers: list[str]
) -> list[tuple[Case, list[AuditEntry], list[TranscriptLine]]]:
    cases = list(await session.scalars(select(Case).where(Case.no.in_(numbers)).order_by(Case.id)))
    log = await session.scalars(
        select(AuditEntry)
        .where(AuditEntry.case_no.in_(numbers), AuditEntry.action.in_(ACTIONS))
        .order_by(AuditEntry.case_no, AuditEntry.id)
    )
    entries = {no: list(group) for no, group in groupby(log, key=lambda one: one.case_no)}
    said = await session.scalars(
        select(TranscriptLine)
        .where(TranscriptLine.case_id.in_([case.id for case in cases]))
        .order_by(TranscriptLine.case_id, TranscriptLine.position)
    )
    lines = {case: list(group) for case, group in groupby(said, key=lambda one: one.case_id)}
    return [(case, entries.get(case.no, []), lines.get(case.id, [])) for case in cases]
