"""What was done: the append-only log, and the keys of requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import LogJson, Sealed


class IdempotencyKey(Base):
    """A request that was done: its key, the hash of its body, and what it made."""

    __tablename__ = "idempotency_keys"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    made: Mapped[str] = mapped_column(String(50))


class AuditEntry(Base):
    """One change, for ever: triggers refuse to update or delete a row."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(50))
    action: Mapped[str] = mapped_column(String(40))
    case_no: Mapped[str | None] = mapped_column(String(16), index=True)
    before: Mapped[Any | None] = mapped_column(LogJson)
    after: Mapped[Any | None] = mapped_column(LogJson)
    reason: Mapped[str | None] = mapped_column(Sealed)
