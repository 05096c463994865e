"""The tables. Migrations in ``migrations/versions`` make them; a test compares both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own idiom
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class Case(Base):
    """One dispute, as a citizen told it and staff review it."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_queue", "urgency_rank", "created_at"),
        Index("ix_cases_citizen", "citizen"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    no: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(20), default="submitted", index=True)
    channel: Mapped[str] = mapped_column(String(20))
    citizen: Mapped[str] = mapped_column(String(64))
    draft_id: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(index=True)

    dispute_type: Mapped[str] = mapped_column(String(20), index=True)
    type_confidence: Mapped[float]
    type_source: Mapped[str] = mapped_column(String(10))
    type_ranking: Mapped[list[Any]]
    urgency_level: Mapped[str] = mapped_column(String(10))
    urgency_rank: Mapped[int]
    urgency_signals: Mapped[list[Any]]
    urgency_source: Mapped[str] = mapped_column(String(10))
    route: Mapped[str] = mapped_column(String(20))
    route_reason: Mapped[str | None] = mapped_column(Text)

    applicant_name: Mapped[str | None] = mapped_column(String(100))
    applicant_phone: Mapped[str | None] = mapped_column(String(20))
    respondent_name: Mapped[str | None] = mapped_column(String(200))
    respondent_phone: Mapped[str | None] = mapped_column(String(20))
    occurred_on: Mapped[str | None] = mapped_column(String(21))
    town: Mapped[str | None] = mapped_column(String(20), index=True)
    village: Mapped[str | None] = mapped_column(String(50))
    place: Mapped[str | None] = mapped_column(String(200))
    amount_yuan: Mapped[Any | None] = mapped_column(JSON)
    people_count: Mapped[int | None]
    narrative: Mapped[str] = mapped_column(Text)
    demand: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    answers: Mapped[dict[str, Any]]
    consent: Mapped[dict[str, Any]]
    wants_human: Mapped[bool]


class TranscriptLine(Base):
    """One message of the conversation a case came from, oldest first."""

    __tablename__ = "transcript_lines"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    at: Mapped[datetime]
    speaker: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


class Note(Base):
    """What came in about a case after it was handed over."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Alert(Base):
    """Danger, or a wish for a person: stands above the queue until somebody takes it."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    citizen: Mapped[str] = mapped_column(String(64))
    draft_id: Mapped[str | None] = mapped_column(String(64))
    case_no: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    signals: Mapped[list[Any]]
    at: Mapped[datetime]
    taken_by: Mapped[str | None] = mapped_column(String(50))
    taken_at: Mapped[datetime | None]


class IdempotencyKey(Base):
    """A request that was done: its key, the hash of its body, and what it made."""

    __tablename__ = "idempotency_keys"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    made: Mapped[str] = mapped_column(String(50))


class CaseNumber(Base):
    """The last number given in a year."""

    __tablename__ = "case_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class AuditEntry(Base):
    """One change, for ever: triggers refuse to update or delete a row."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(50))
    action: Mapped[str] = mapped_column(String(40))
    case_no: Mapped[str | None] = mapped_column(String(16), index=True)
    before: Mapped[Any | None] = mapped_column(JSON)
    after: Mapped[Any | None] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)


class Staff(Base):
    """A member of staff who can sign in."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(50), unique=True)
    name: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class StaffSession(Base):
    """A signed-in browser; the cookie's value is kept only as a hash."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
