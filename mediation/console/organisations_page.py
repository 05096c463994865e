"""「机构」: the tree, folded by town, and searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from mediation.console.visit import Visit
from mediation.models import Organisation
from mediation.organisations import store

LONGEST_SEARCH: Final = 50


@dataclass(frozen=True)
class Branch:
    """An organisation with what is below it.

    Attributes:
        found: whether it is what is searched for itself, or only stands above that.
    """

    it: Organisation
    below: list[Branch] = field(default_factory=list)
    found: bool = True


async def show(visit: Visit) -> web.Response:
    """The tree, or as much of it as a search leaves."""
    q = visit.request.query.get("q", "").strip()[:LONGEST_SEARCH]
    async with visit.database.reading() as session:
        everything = await store.everything(session)
    matches = [one for one in everything if fits(one, q)]
    return visit.render(
        "organisations.html",
        branches=branches(everything, {one.id for one in matches}),
        q=q,
        number=len(matches),
        total=len(everything),
    )


def fits(one: Organisation, q: str) -> bool:
    """Whether an organisation is what somebody looks for: by name, code, or what it handles."""
    q = q.lower()
    return any(q in text.lower() for text in (one.name, one.code, *one.also, *one.types))


def branches(everything: Sequence[Organisation], wanted: set[int]) -> list[Branch]:
    """The tree from the top, without the branches in which nothing is wanted.

    Args:
        everything: each organisation above what belongs to it.
        wanted: their ids.
    """
    below: defaultdict[int | None, list[Branch]] = defaultdict(list)
    for one in reversed(everything):
        branch = Branch(one, below.pop(one.id, [])[::-1], one.id in wanted)
        if branch.found or branch.below:
            below[one.parent_id].append(branch)
    return below[None][::-1]
