"""What the citizen holds in hand: papers, records, pictures, witnesses; not what is missing."""

from __future__ import annotations

from typing import ClassVar

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from intake.facts import Fact


class EvidenceRecogniser(Recogniser):
    """The evidence, each kind once."""

    name: ClassVar[str] = "evidence"
    slot: ClassVar[str | None] = "evidence"

    def find(self, document: Document) -> list[Fact]:
        """One fact for each kind of evidence that is there."""
        seen: dict[str, Fact] = {}
        for start, end in document.hits.get("evidence", []):
            if _is_held(document, start, end):
                words = document.original[start:end]
                seen.setdefault(words, document.fact("evidence", words, start, end))
        return list(seen.values())


def _is_held(document: Document, start: int, end: int) -> bool:
    content = lexicons.lexicon("evidence")
    before, behind = document.left(start, 6), document.right(end, 6)
    if any(word in before for word in content["negators"]):
        return False
    if behind.startswith(tuple(content["not_after"])):
        return False
    return not any(word in behind for word in content["lost_after"])
