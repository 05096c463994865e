"""What other systems and people outside the console are told, on its way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base


class Delivery(Base):
    """One event for one receiver: written with what it tells of, sent until it has arrived.

    ``target`` names the receiver among those of the settings, ``body`` is what is sent, the same each
    time: numbers and codes, nobody's words. ``state`` is ``waiting``, ``sent`` or ``dead`` (given up;
    ``fault`` says why in a word or two).
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("event", "target"),
        Index("ix_deliveries_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(40))
    topic: Mapped[str] = mapped_column(String(30))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(40))
