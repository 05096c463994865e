"""Why a case has its colour: the words that caused it, with the reason in staff's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from intake import knowledge
from mediation.models import Case

BY_MODEL: Final = "indirect_danger"
BY_MODEL_LABEL: Final = "没有明说，但话里像有危险（机器判断，请人看）"
UNKNOWN_LABEL: Final = "其他提醒"
CAUTIONS: Final = {
    "domestic_violence": (
        "家庭暴力：不组织调解，不联系对方。先问清怎样联系当事人才安全；"
        "可告知告诫书、人身安全保护令、12338 和法律援助。"
    ),
    "child_or_elder_abuse": "孩子或老人受侵害：马上报告公安和民政，不联系被反映的人。",
    "self_harm": "有轻生的意思：先电话联系，联系不上就打 110、120。别等审核。",
}
"""Signal → what staff must do or leave first (山东省反家庭暴力条例 20, 反家庭暴力法 13-16, 20, 23)."""


@dataclass(frozen=True)
class Reason:
    """A signal of a case.

    Attributes:
        text: the citizen's words.
        label: what they mean.
        level: the colour they give.
    """

    code: str
    text: str
    label: str
    level: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and the reason it is marked for, if it is."""

    text: str
    reason: Reason | None = None


def reasons(signals: Sequence[dict[str, Any]], fallback: str = "yellow") -> list[Reason]:
    """The signals with label and level from ``data/knowledge/urgency_signals.yml``.

    Args:
        signals: ``{"code", "text"}`` each.
        fallback: the level of codes that are not in the file.
    """
    known = {signal.code: signal for signal in knowledge.load().signals}
    found = []
    for signal in signals:
        rule = known.get(signal["code"])
        label = BY_MODEL_LABEL if signal["code"] == BY_MODEL else UNKNOWN_LABEL
        found.append(
            Reason(
                signal["code"],
                signal["text"],
                rule.label if rule else label,
                rule.level if rule else fallback,
            )
        )
    return found


def labels(case: Case) -> dict[str, str]:
    """The labels of a case's signals, each once, with their colours."""
    found = reasons(case.urgency_signals, case.urgency_level)
    return {reason.label: reason.level for reason in found}


def marked(text: str, found: Iterable[Reason]) -> list[Piece]:
    """A text cut at the words that caused the urgency; put together it is the same text.

    The words come from the text as the bot read it, with half-width letters and plain blanks.
    Where words overlap, the ones that begin first are marked, of these the longest.
    """
    spans = sorted(
        (
            (start, start + len(reason.text), reason)
            for reason in found
            if reason.text
            for start in _places(text, reason.text)
        ),
        key=lambda span: (span[0], -span[1]),
    )
    pieces, behind = [], 0
    for start, end, reason in spans:
        if start < behind:
            continue
        if start > behind:
            pieces.append(Piece(text[behind:start]))
        pieces.append(Piece(text[start:end], reason))
        behind = end
    if behind < len(text):
        pieces.append(Piece(text[behind:]))
    return pieces


def _plain(text: str) -> str:
    """The text with half-width characters and plain blanks, each one for one."""
    halves = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(
        " " if old.isspace() else new if len(new) == 1 else old
        for old, new in zip(text, halves, strict=True)
    )


def _places(text: str, words: str) -> list[int]:
    text, words = _plain(text), _plain(words)
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + len(words))
    return places
