"""Which desk a case was sent to, and what that desk said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class Dispatch(Base):
    """One step of a case from desk to desk; ``state`` is offered, accepted, refused or replaced."""

    __tablename__ = "dispatches"
    __table_args__ = (
        Index(
            "ix_dispatches_offered",
            "case_id",
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    way: Mapped[str] = mapped_column(String(12))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    mediator: Mapped[str | None] = mapped_column(String(50))
    reason: Mapped[str | None] = mapped_column(Sealed)
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="offered")
    answer: Mapped[str | None] = mapped_column(Sealed)
    answered_by: Mapped[str | None] = mapped_column(String(50))
    answered_at: Mapped[datetime | None]


class Helper(Base):
    """Who works on a case beside the desk that leads it, and so may see it.

    ``organisation_id`` is a unit that handles it jointly; ``staff_id`` an expert of elsewhere.
    """

    __tablename__ = "helpers"
    __table_args__ = (
        UniqueConstraint("case_id", "organisation_id"),
        UniqueConstraint("case_id", "staff_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
