"""Follow-up visits after the end of a case."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class FollowUp(Base):
    """A visit (回访) that is due, and what was found on it (人民调解法 31).

    ``how`` and ``kept`` are of :mod:`mediation.visits.store`; both stay NULL until somebody went.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (Index("ix_follow_ups_waiting", "at", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    how: Mapped[str | None] = mapped_column(String(10))
    kept: Mapped[str | None] = mapped_column(String(10))
    found: Mapped[str | None] = mapped_column(Sealed)
    who: Mapped[str | None] = mapped_column(String(50))
    at: Mapped[datetime | None]
