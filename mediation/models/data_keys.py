"""Which keys personal data is under."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base


class DataKey(Base):
    """A key by its name, which tells nothing of it, and since when it is used."""

    __tablename__ = "data_keys"

    name: Mapped[str] = mapped_column(String(8), primary_key=True)
    since: Mapped[datetime]
