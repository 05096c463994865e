"""Records of mediation: each attempt as it was written down, and what was put right later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed, SealedJson


class MediationRecord(Base):
    """One attempt at mediation (人民调解法 27); never changed once it is written.

    Attempts of a case count from 1. ``present`` is ``{"name", "role"}`` each.
    """

    __tablename__ = "mediation_records"
    __table_args__ = (UniqueConstraint("case_id", "attempt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    attempt: Mapped[int]
    held_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(Sealed)
    present: Mapped[list[Any]] = mapped_column(SealedJson)
    applicant_said: Mapped[str | None] = mapped_column(Sealed)
    respondent_said: Mapped[str | None] = mapped_column(Sealed)
    result: Mapped[str] = mapped_column(String(10))
    summary: Mapped[str | None] = mapped_column(Sealed)
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]


class RecordAmendment(Base):
    """What was wrong in a record and how it was; ``result`` where that was wrong, too."""

    __tablename__ = "record_amendments"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("mediation_records.id"), index=True)
    text: Mapped[str] = mapped_column(Sealed)
    result: Mapped[str | None] = mapped_column(String(10))
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
