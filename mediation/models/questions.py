"""Legal questions that citizens asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class Question(Base):
    """A legal question or a rating of an answer; who asked is not kept.

    ``done_by`` and ``done_at`` are set when somebody has seen to it.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), index=True)
    text: Mapped[str] = mapped_column(Sealed)
    entry: Mapped[str | None] = mapped_column(String(80), index=True)
    at: Mapped[datetime]
    done_by: Mapped[str | None] = mapped_column(String(50))
    done_at: Mapped[datetime | None]


class EntryOff(Base):
    """A legal entry that staff have switched off: from then on the bot does not give it out."""

    __tablename__ = "entries_off"

    entry: Mapped[str] = mapped_column(String(80), primary_key=True)
    by: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
