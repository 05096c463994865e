"""How cases belong together, as staff say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base


class CaseLink(Base):
    """One case belongs to another.

    ``kind`` is ``duplicate`` (the case ended, the other goes on), ``related``, or ``joint`` (the case
    is a member of the joint case that the other leads). ``was`` is the status of a duplicate before
    it was ended, to be given back when the link is undone.
    """

    __tablename__ = "case_links"
    __table_args__ = (UniqueConstraint("case_id", "other_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    was: Mapped[str | None] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(50))
    at: Mapped[datetime]
