"""The kinds of sources, from ``data/knowledge/sources.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation import district_data
from mediation.district_data import DistrictFile, Strict

OWN_CHANNELS: Final = ("wechat", "demo")
"""Channels that are no source of others."""


class Kind(Strict):
    """A kind of source.

    Attributes:
        name: the channel of its cases.
        label: who it is, for staff.
        link: what the link to mediation is called, such as 访调对接.
        route: where its cases go unless their words say otherwise; None: the words decide.
    """

    name: str = Field(pattern=r"^[a-z0-9_]{2,20}$")
    label: str = Field(min_length=1, max_length=20)
    link: str = Field(min_length=1, max_length=20)
    route: str | None = None


class _File(DistrictFile):
    kinds: tuple[Kind, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def load() -> dict[str, Kind]:
    """Name → kind, in the file's order, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, a name twice or one of ours, no such
            route; the message is one line.
    """
    read = district_data.read("sources.yml", _File)
    found = {kind.name: kind for kind in read.kinds}
    if len(found) < len(read.kinds) or found.keys() & set(OWN_CHANNELS):
        raise knowledge.KnowledgeError("sources.yml: each name once, and none of our own channels")
    wrong = [kind.name for kind in read.kinds if kind.route not in (None, *ROUTES)]
    if wrong:
        raise knowledge.KnowledgeError(f"sources.yml: no such route: {' '.join(wrong)}")
    return found
