"""What supervision did: daily urgings, and letters with their answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class Urging(Base):
    """A case shown to its desk as due or overdue, on one working day; once a day, whatever happens."""

    __tablename__ = "urgings"
    __table_args__ = (UniqueConstraint("case_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    day: Mapped[date] = mapped_column(index=True)
    seen_by: Mapped[str | None] = mapped_column(String(50))
    seen_at: Mapped[datetime | None]


class Letter(Base):
    """A letter of supervision as it was issued, and the desk's answer.

    A case gets each step's letter once for a due day. ``paragraphs`` is the text between address and
    signature: it stays what it was, whatever becomes of the template.
    """

    __tablename__ = "letters"
    __table_args__ = (UniqueConstraint("case_id", "step", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(40))
    issuer: Mapped[str] = mapped_column(String(60))
    addressee: Mapped[str] = mapped_column(String(60))
    paragraphs: Mapped[list[Any]]
    issued_on: Mapped[date]
    issued_by: Mapped[str] = mapped_column(String(50))
    answer_by: Mapped[date]
    answer: Mapped[str | None] = mapped_column(Sealed)
    answered_by: Mapped[str | None] = mapped_column(String(50))
    answered_at: Mapped[datetime | None]


class LetterNumber(Base):
    """The last number given in a year to letters with a mark."""

    __tablename__ = "letter_numbers"

    word: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
