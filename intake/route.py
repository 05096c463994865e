"""Which door a matter belongs to, by the words that point there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from intake import knowledge
from intake.knowledge import RouteRule
from intake.patterns import any_of

_ORDER: Final = ("police", "discipline", "court", "labour_arbitration", "petition")
_LABOUR: Final = frozenset({"其他劳动争议", "拖欠农民工工资"})
_PETITION_TYPES: Final = frozenset({"征地拆迁", "其他"})


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[RouteRule, re.Pattern[str], re.Pattern[str]]]:
    return {
        rule.name: (rule, any_of(rule.patterns), any_of(rule.unless))
        for rule in knowledge.load().routes
    }


def route(story: str, dispute_type: str, danger: str | None) -> dict[str, str]:
    """The route of a story and its reason.

    Args:
        story: everything told so far, normalised.
        dispute_type: one of the 18; labour arbitration is only for labour disputes.
        danger: the danger in the last message, if any: emergency comes before every other door.

    Returns:
        ``{"name": one of intake.vocabulary.ROUTES, "reason": why, in Chinese}``.
    """
    rules = _rules()
    if danger:
        return _named(rules["emergency"][0])
    for name in _ORDER:
        rule, patterns, unless = rules[name]
        if name == "labour_arbitration" and dispute_type not in _LABOUR:
            continue
        if name == "petition" and dispute_type not in _PETITION_TYPES:
            continue
        if patterns.search(story) and not unless.search(story):
            return _named(rule)
    return _named(rules["mediation"][0])


def _named(rule: RouteRule) -> dict[str, str]:
    return {"name": rule.name, "reason": rule.reason}
