"""What every recogniser is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from bot.recognisers.document import Document
from intake.facts import Fact


class Recogniser(ABC):
    """Reads one kind of fact from a text.

    Attributes:
        name: its name in ``data/knowledge/recognisers.yml``.
        slot: the slot it fills, None where it only serves others.
    """

    name: ClassVar[str]
    slot: ClassVar[str | None] = None

    @abstractmethod
    def find(self, document: Document) -> list[Fact]:
        """The facts of its kind; empty for a recogniser that only serves others."""


class Helper(Recogniser):
    """A recogniser without a slot: it serves others through functions of its own file."""

    def find(self, document: Document) -> list[Fact]:
        """Nothing: what it reads is not a fact of the contract."""
        return []
