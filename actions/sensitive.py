"""Sensitive personal information (个人信息保护法 28–31): asked about separately, left out on a no."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from actions.draft import Draft
from intake import knowledge

TOLD_IN_PERSON: Final = "（申请人不同意把涉及健康、未成年人或证件的情况写进来，请当面听他说。）"
"""The narrative of a case whose sensitive words were held back."""
SUFFIX: Final = "含敏感信息"


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile("|".join(knowledge.load().consent.sensitive_words))


def holds_sensitive(draft: Draft) -> bool:
    """Whether the story or an answer holds what must be asked about separately."""
    told = [draft.narrative or "", *(answer["answer"] for answer in draft.answers.values())]
    return any(_words().search(text) for text in told)


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
