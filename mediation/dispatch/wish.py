"""Whom a party wishes for as mediator, or does not want (人民调解法 19, 23)."""

from __future__ import annotations

import re
from typing import Final, Literal

from mediation.mediators.people import Mediator
from mediation.models import MediatorFlag

WISH: Final = (
    r"(?P<no>不|别|甭)?\s*(想|请|找|让|要|希望|愿意|同意|信得过)[^，。；！？,;!?\s]{{0,6}}?{name}"
)
"""Words before a name that make it a wish, and 不 before those that makes it the opposite."""


def of(one: Mediator, said: str, flag: MediatorFlag | None) -> Literal["wished", "declined"] | None:
    """What a party said about a mediator; a word that staff have kept counts before the telling.

    Args:
        said: what the citizen wants and has added, in the citizen's own words.
    """
    if flag is not None:
        if flag.kind == "wished":
            return "wished"
        return "declined" if flag.kind == "declined" else None
    found = list(re.finditer(WISH.format(name=re.escape(one.name)), said))
    if not found:
        return None
    return "declined" if found[-1]["no"] else "wished"
