"""Choose an office by typing: a list that the browser searches, and what was typed, read as people write it.

The list is a ``datalist``: it needs no script, and one of them serves every form of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mediation.cases.change import NotPossible
from mediation.db import Database
from mediation.models import Case, Organisation
from mediation.organisations import store

LONGEST: Final = 100
MOST_NAMED: Final = 5
SUGGESTED: Final = "建议"


@dataclass(frozen=True)
class Choice:
    """An office in the list: what is typed for it, and what stands beside it."""

    label: str
    hint: str


def choices(
    tree: Iterable[Organisation], case: Case, suggested: Sequence[Organisation]
) -> list[Choice]:
    """All offices: those suggested, those of the case's town, then the tree as it stands."""
    first = list(dict.fromkeys(one.id for one in suggested))

    def place(one: Organisation) -> tuple[int, bool]:
        among = first.index(one.id) if one.id in first else len(first)
        return among, one.town is None or one.town != case.town

    return [
        Choice(one.label, SUGGESTED if one.id in first else "") for one in sorted(tree, key=place)
    ]


async def code_of(database: Database, typed: str) -> str:
    """The code of the office that somebody means; empty for nothing typed.

    Its code, its name in the list, its name or what else it is called, else a part of these that only
    one office has.

    Raises:
        NotPossible: there is none, or there are several; the message names them.
    """
    typed = " ".join(typed[:LONGEST].split())
    if not typed:
        return ""
    async with database.reading() as session:
        tree = await store.everything(session)
    for found in _meant(tree, typed):
        if len(found) == 1:
            return found[0].code
        if found:
            named = "、".join(one.label for one in found[:MOST_NAMED])
            more = "等" if len(found) > MOST_NAMED else ""
            raise NotPossible(f"“{typed}”对得上几个单位：{named}{more}，请写全。")
    raise NotPossible(f"没有叫“{typed}”的单位，请从列出的里面选。")


def _meant(tree: Sequence[Organisation], typed: str) -> Iterator[list[Organisation]]:
    """From what fits exactly to what only has it in its name."""
    yield [one for one in tree if typed in {one.code, one.label}]
    yield [one for one in tree if typed == one.name]
    yield [one for one in tree if typed in one.also]
    yield [one for one in tree if all(word in one.label for word in typed.split())]
