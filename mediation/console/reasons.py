"""Why a case has its colour: the words that caused it, with the reason in staff's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from intake import knowledge
from mediation.models import Case

BY_MODEL: Final = "indirect_danger"
BY_MODEL_LABEL: Final = "没有明说，但话里像有危险（机器判断，请人看）"
UNKNOWN_LABEL: Final = "其他提醒"


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
