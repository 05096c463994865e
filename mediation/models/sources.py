"""Who hands cases over beside the bot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base


class Source(Base):
    """Another office's system; its token is kept only as a hash.

    ``kind`` is one of ``data/knowledge/sources.yml``.
    """

    __tablename__ = "sources"

    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    stopped: Mapped[bool] = mapped_column(default=False, server_default=false())
