"""What citizens are told, on its way to the gateway."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed


class Notice(Base):
    """A text for a citizen: written with the change that it tells of, sent until it has arrived.

    ``state`` is ``waiting``, ``sent`` (the gateway has it on disk), ``refused`` (the gateway will never
    take it, for instance because the citizen is none of the public account's any more) or ``by_phone``
    (the citizen never was: somebody has to tell it).
    """

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    citizen: Mapped[str] = mapped_column(String(64))
    case_no: Mapped[str | None] = mapped_column(String(16), index=True)
    text: Mapped[str] = mapped_column(Sealed)
    discreet: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    written_by: Mapped[str] = mapped_column(String(50))
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
