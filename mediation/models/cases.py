"""A case and what belongs to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Computed, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from intake.case_status import OPEN
from mediation.models.base import Base
from mediation.vault.columns import Sealed, SealedJson

_COUNTED = (
    "status",
    "urgency_level",
    "town",
    "organisation_id",
    "first_receiver_id",
    "route",
    "complained_of_id",
    "dispute_type",
)
"""What counts and scopes look at: an index with all of it, and the id, answers them without the rows."""
_COUNTED_BY_TOWN = ("town", *(name for name in _COUNTED if name != "town"))
_QUEUE = ("is_over", "urgency_rank", "created_at", "id")
_OVER = f"status NOT IN ({', '.join(repr(name) for name in OPEN)})"
_FIGURES = ("outcome", "accept_hours", "settle_days", "due_on", "accepted_at")


def hash_of(column: str) -> Mapped[str | None]:
    """An indexed column with the keyed hash of another one, whose name ends in ``name`` or ``phone``."""
    return mapped_column(String(32), index=True, info={"hash_of": column})


class Case(Base):
    """One dispute, as a citizen told it and staff review it.

    ``organisation_id`` is the desk it is on, ``first_receiver_id`` the one that stays responsible,
    ``complained_of_id`` the one it is a complaint about; a sealed case is for reviewers alone.
    ``source_code`` is the office that handed it over under its own ``source_no``, None for the bot.
    ``due_on`` is the last day of the present step, None when the case is over; see
    :mod:`mediation.deadlines.watch`. ``pauses`` are all of them, ``paused_until`` the last day of the
    present one; see :mod:`mediation.deadlines.pauses`. What names or reaches a person, and what was
    said, is encrypted; the ``…_hash`` columns find people and follow their columns by themselves, see
    :mod:`mediation.models.case_index`. ``is_over`` follows ``status`` in the database itself: nobody works
    on the case any more, it stands behind those that are open.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_queue", *_QUEUE),
        Index("ix_cases_waiting", "status", "urgency_rank", "created_at", "id"),
        Index("ix_cases_citizen", "citizen"),
        Index("ix_cases_near", "town", "dispute_type", "created_at"),
        Index("ix_cases_counts", *_COUNTED, "sealed", "id"),
        Index("ix_cases_town_queue", "town", *_QUEUE),
        Index("ix_cases_town", *_COUNTED_BY_TOWN, "sealed", "id"),
        Index("ix_cases_figures", "created_at", *_COUNTED, "sealed", *_FIGURES, "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    no: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(20), default="submitted", index=True)
    channel: Mapped[str] = mapped_column(String(20))
    citizen: Mapped[str] = mapped_column(String(64))
    draft_id: Mapped[str] = mapped_column(String(64), unique=True)
    source_code: Mapped[str | None] = mapped_column(ForeignKey("sources.code"), index=True)
    source_no: Mapped[str | None] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime]

    dispute_type: Mapped[str] = mapped_column(String(20), index=True)
    type_confidence: Mapped[float]
    type_source: Mapped[str] = mapped_column(String(10))
    type_ranking: Mapped[list[Any]]
    urgency_level: Mapped[str] = mapped_column(String(10))
    urgency_rank: Mapped[int]
    urgency_signals: Mapped[list[Any]] = mapped_column(SealedJson)
    urgency_source: Mapped[str] = mapped_column(String(10))
    route: Mapped[str] = mapped_column(String(20))
    route_reason: Mapped[str | None] = mapped_column(Text)

    applicant_name: Mapped[str | None] = mapped_column(Sealed)
    applicant_phone: Mapped[str | None] = mapped_column(Sealed)
    respondent_name: Mapped[str | None] = mapped_column(Sealed)
    respondent_phone: Mapped[str | None] = mapped_column(Sealed)
    applicant_name_hash: Mapped[str | None] = hash_of("applicant_name")
    applicant_phone_hash: Mapped[str | None] = hash_of("applicant_phone")
    respondent_name_hash: Mapped[str | None] = hash_of("respondent_name")
    respondent_phone_hash: Mapped[str | None] = hash_of("respondent_phone")
    occurred_on: Mapped[str | None] = mapped_column(String(21))
    town: Mapped[str | None] = mapped_column(String(20))
    village: Mapped[str | None] = mapped_column(String(50))
    place: Mapped[str | None] = mapped_column(String(200))
    amount_yuan: Mapped[Any | None] = mapped_column(JSON)
    people_count: Mapped[int | None]
    narrative: Mapped[str] = mapped_column(Sealed)
    demand: Mapped[str | None] = mapped_column(Sealed)
    evidence: Mapped[list[Any]] = mapped_column(SealedJson)
    answers: Mapped[dict[str, Any]] = mapped_column(SealedJson)
    consent: Mapped[dict[str, Any]]
    wants_human: Mapped[bool]

    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    first_receiver_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    complained_of_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    mediator: Mapped[str | None] = mapped_column(String(50), index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    pauses: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    paused_until: Mapped[date | None] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    accept_hours: Mapped[int | None]
    settle_days: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(12))
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_over: Mapped[bool | None] = mapped_column(Computed(_OVER), deferred=True)


class TranscriptLine(Base):
    """One message of the conversation a case came from, oldest first.

    ``facts`` are the case's facts that were read from it: ``{"slot", "text"}`` each.
    """

    __tablename__ = "transcript_lines"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    at: Mapped[datetime]
    speaker: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Sealed)
    facts: Mapped[list[Any]] = mapped_column(SealedJson, default=list)


class Note(Base):
    """What was said about a case after it was handed over; ``who`` is staff, None the citizen."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Sealed)
    at: Mapped[datetime]
    who: Mapped[str | None] = mapped_column(String(50))
    score: Mapped[int | None]


class Alert(Base):
    """Danger, or a wish for a person: stands above the queue until somebody takes it.

    ``case_no`` is the case whose matter it is, None while that is not known; ``placed_by`` is who of the
    staff said so, None where it was plain.
    """

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    citizen: Mapped[str] = mapped_column(String(64), index=True)
    draft_id: Mapped[str | None] = mapped_column(String(64))
    case_no: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Sealed)
    signals: Mapped[list[Any]] = mapped_column(SealedJson)
    at: Mapped[datetime]
    taken_by: Mapped[str | None] = mapped_column(String(50))
    taken_at: Mapped[datetime | None]
    placed_by: Mapped[str | None] = mapped_column(String(50))


class CaseNumber(Base):
    """The last number given in a year."""

    __tablename__ = "case_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
