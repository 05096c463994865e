"""What mediators know, when they are away, and what was said about one of them and a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class MediatorProfile(Base):
    """What an account of the role mediator is good for; who has none is good for anything.

    ``expertise`` are dispute types, ``towns`` what is served beside the own desk, ``weekdays_off``
    numbers from 0 (Monday).
    """

    __tablename__ = "mediator_profiles"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    expertise: Mapped[list[Any]]
    towns: Mapped[list[Any]]
    languages: Mapped[list[Any]]
    weekdays_off: Mapped[list[Any]]
    about: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Absence(Base):
    """Days on which somebody is away, both counted."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(20))


class MediatorFlag(Base):
    """A word about a mediator and a case; ``kind`` is wished, declined or related."""

    __tablename__ = "mediator_flags"
    __table_args__ = (UniqueConstraint("case_id", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Sealed)
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
