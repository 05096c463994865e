"""Sensitive personal information (个人信息保护法 28–31): asked about separately, left out on a no."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from actions.draft import Draft
from intake import knowledge

TOLD_IN_PERSON: Final = "（申请人不同意把涉及健康、未成年人或证件的情况写进来，请当面听他说。）"
"""The narrative of a case whose sensitive words were held back."""
LEFT_OUT: Final = "（未写入）"
SUFFIX: Final = "含敏感信息"


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile("|".join(knowledge.load().consent.sensitive_words))


def holds_sensitive(draft: Draft) -> bool:
    """Whether the story or an answer holds what must be asked about separately."""
    told = [draft.narrative or "", *(answer["answer"] for answer in draft.answers.values())]
    return any(_words().search(text) for text in told)


def without(draft: Draft) -> Draft:
    """The draft as far as it may be handed over: on a no, without what holds sensitive information.

    Story and answers are left out whole; of the facts and of the words by which the urgency is
    explained those that hold it.
    """
    if not withheld(draft):
        return draft
    urgency = dict(draft.urgency or {})
    urgency["signals"] = [
        {**signal, "text": LEFT_OUT} if _words().search(signal["text"]) else signal
        for signal in urgency.get("signals", [])
    ]
    facts = {
        slot: kept for slot, value in draft.facts.items() if (kept := _kept(value)) is not None
    }
    return replace(
        draft, narrative=TOLD_IN_PERSON, answers={}, facts=facts, urgency=draft.urgency and urgency
    )


def _kept(value: Any) -> Any:
    if isinstance(value, list):
        return [one for one in value if _kept(one)]
    return None if isinstance(value, str) and _words().search(value) else value


def consent(draft: Draft) -> dict[str, Any] | None:
    """The consent as the backend keeps it: the version says whether the separate yes was given."""
    given = draft.consent
    if not given or given.get("refused"):
        return None
    version = given["version"]
    return {
        "at": given["at"],
        "version": f"{version}+{SUFFIX}" if given.get("sensitive") else version,
    }


def withheld(draft: Draft) -> bool:
    """Whether the citizen said no to the sensitive part."""
    return bool(draft.consent) and draft.consent.get("sensitive") is False
