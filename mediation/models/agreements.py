"""Mediation agreements, and their judicial confirmation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base
from mediation.vault.columns import Sealed, SealedJson


class Agreement(Base):
    """A mediation agreement as it was drawn up (人民调解法 29); what it says is never changed.

    ``parties`` is ``{"side", "name", "about"}`` each, ``terms`` one string a term. It takes effect on
    ``signed_on``; until ``confirm_by`` the parties may jointly ask a court to confirm it (33).
    ``confirm_wanted`` is None until staff know, ``reminded`` how many reminders the citizen has had.
    ``replaced``: it was drawn up anew before anybody signed.
    """

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    parties: Mapped[list[Any]] = mapped_column(SealedJson)
    facts: Mapped[str] = mapped_column(Sealed)
    terms: Mapped[list[Any]] = mapped_column(SealedJson)
    performance: Mapped[str] = mapped_column(Sealed)
    perform_by: Mapped[date | None]
    committee: Mapped[str] = mapped_column(String(60))
    mediators: Mapped[str] = mapped_column(Sealed)
    drawn_on: Mapped[date]
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
    replaced: Mapped[bool] = mapped_column(default=False, server_default=false())
    signed_on: Mapped[date | None]
    confirm_by: Mapped[date | None] = mapped_column(index=True)
    confirm_wanted: Mapped[bool | None]
    confirm_asked_on: Mapped[date | None]
    reminded: Mapped[int] = mapped_column(default=0, server_default="0")
