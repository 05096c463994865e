"""Early warnings: who was warned of what, and who answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class EarlyWarning(Base):
    """One warning, of a case or of an alert that has none yet; open until ``ended_at``.

    ``cause`` is received, words, staff or alert. ``step`` counts the steps of
    ``data/knowledge/warning.yml`` that were taken, ``due_at`` is when the next one is, None when there is
    none. ``ended_how`` is answered, taken (with its alert), accepted, lowered, replaced (by a more
    urgent one) or over (with its case); ``said`` is what whoever answered says of what is done.
    """

    __tablename__ = "warnings"
    __table_args__ = (Index("ix_warnings_open", "ended_at", "rank", "raised_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alerts.id"), unique=True)
    level: Mapped[str] = mapped_column(String(10))
    rank: Mapped[int]
    cause: Mapped[str] = mapped_column(String(10))
    raised_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(50))
    ended_how: Mapped[str | None] = mapped_column(String(10))
    said: Mapped[str | None] = mapped_column(Sealed)


class WarnedDesk(Base):
    """Whom a step of a warning reached: everybody of a role at an organisation, None the district.

    ``people`` is how many there were who may see the case.
    """

    __tablename__ = "warned_desks"
    __table_args__ = (
        UniqueConstraint("warning_id", "step", "role"),
        Index("ix_warned_desks_role", "role", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    warning_id: Mapped[int] = mapped_column(ForeignKey("warnings.id"))
    step: Mapped[int]
    role: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    people: Mapped[int]
    at: Mapped[datetime]
