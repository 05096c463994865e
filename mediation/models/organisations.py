"""The tree of those who handle cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.base import Base


class Organisation(Base):
    """A district, town, village or department.

    ``path`` names all above it and itself (``/370404/370404103/``): a subtree is a prefix. ``types``
    and ``routes`` are what a department is suggested for, ``also`` what else people call it.
    """

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    path: Mapped[str] = mapped_column(String(120), index=True)
    town: Mapped[str | None] = mapped_column(String(20))
    types: Mapped[list[Any]]
    routes: Mapped[list[Any]]
    also: Mapped[list[Any]]

    @property
    def label(self) -> str:
        """Its name where many stand together: a village's with its town before it."""
        if self.kind == "village" and self.town and not self.name.startswith(self.town):
            return f"{self.town} {self.name}"
        return self.name
